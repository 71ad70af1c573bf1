package tertulia.model;

import java.util.List;

/** Two limits that cannot hold together: {@code small} must be at most a {@code share} of {@code large}, a half if it is 2. */
public record Contradiction(Limit small, Limit large, int share) {
    /** What every server's limits are held to. */
    private static final List<Contradiction> RULES = List.of(
            // In JSON a quotation mark or the end of a line takes two bytes, and the rest of the object some more.
            new Contradiction(Limit.TEXT_BYTES, Limit.JSON_BYTES, 2),
            new Contradiction(Limit.WATER_LOW_BYTES, Limit.WATER_HIGH_BYTES, 1),
            new Contradiction(Limit.APPEND_DRAFTS, Limit.WAITING_DRAFTS, 1),
            new Contradiction(Limit.APPEND_DRAFTS, Limit.LOG_WAITING_DRAFTS, 1),
            new Contradiction(Limit.HTTP_LINE_BYTES, Limit.HTTP_HEADER_BYTES, 1));

    /** Those of these limits that contradict each other. */
    static List<Contradiction> in(Limits limits) {
        return RULES.stream().filter(rule -> rule.isBrokenBy(limits)).toList();
    }

    private boolean isBrokenBy(Limits limits) {
        return limits.of(small) > limits.of(large) / share;
    }
}
