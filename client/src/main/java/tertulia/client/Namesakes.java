package tertulia.client;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tertulia.model.Author;
import tertulia.model.Refusal;
import tertulia.model.UserId;

/**
 * Whom names mean (see {@code protocol/vectors/namesake.json}): whom we talked with by them. Somebody else who has such a name
 * now is meant only from the second time on. It belongs to one thread.
 */
public final class Namesakes {
    /** With more people than this nobody talks at once. */
    private static final int MOST = 256;

    private final Map<String, UserId> met = new LinkedHashMap<>(4, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, UserId> eldest) {
            return size() > MOST;
        }
    };

    /** We talk with them, so it is they whom we mean by their name. */
    public void meet(Author person) {
        met.put(person.handle().folded(), person.id());
    }

    /**
     * Why nothing is said to whoever has the name now: it is not the one we talked with. From then on the name means the new
     * one.
     */
    public Optional<Refusal> mistaken(Author now) {
        var before = met.put(now.handle().folded(), now.id());
        if (before == null || before.equals(now.id())) return Optional.empty();
        return Optional.of(Refusal.of(Refusal.Code.SOMEBODY_ELSE, now.handle()));
    }
}
