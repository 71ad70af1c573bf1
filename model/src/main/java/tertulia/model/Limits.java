package tertulia.model;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The bounds in force. Immutable. */
public final class Limits {
    private final EnumMap<Limit, Long> values = new EnumMap<>(Limit.class);

    private Limits(Map<Limit, Long> set) {
        for (var limit : Limit.values()) {
            long value = set.getOrDefault(limit, limit.usual());
            if (value < 0) throw new IllegalArgumentException(limit.text() + " must not be negative");
            values.put(limit, value);
        }
    }

    /** What holds unless the operator says otherwise. */
    public static Limits usual() {
        return new Limits(Map.of());
    }

    /** The usual limits but for these. Throws IllegalArgumentException on a negative one. */
    public static Limits with(Map<Limit, Long> set) {
        return new Limits(set);
    }

    /** Which of them contradict each other. */
    public List<Contradiction> contradictions() {
        return Contradiction.in(this);
    }

    public long of(Limit limit) {
        return Objects.requireNonNull(values.get(limit));
    }

    /** The same for limits that count things in memory; what does not fit an int is the largest int. */
    public int count(Limit limit) {
        return (int) Math.min(Integer.MAX_VALUE, of(limit));
    }

    /** Those that clients are told. */
    public Map<Limit, Long> told() {
        var told = new EnumMap<Limit, Long>(Limit.class);
        for (var limit : Limit.values()) if (limit.told()) told.put(limit, of(limit));
        return told;
    }
}
