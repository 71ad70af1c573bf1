package tertulia.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tertulia.model.Author;
import tertulia.model.Handle;
import tertulia.model.Limits;
import tertulia.model.Notice;
import tertulia.model.Refusal;
import tertulia.model.UserId;

/** Who is present: a list with a version. When changes were missed it must be asked for whole. It belongs to the lane. */
final class People {
    private final Namesakes namesakes = new Namesakes();
    private Map<UserId, Author> present = new LinkedHashMap<>();
    private Map<UserId, Author> coming = new LinkedHashMap<>();
    private long version = -1;
    private long heardOf = -1;
    private boolean first = true;

    /** Who came and went by what was told; {@code hole} says that the whole list must be asked for. */
    record Change(List<Author> joined, List<Author> left, boolean hole) {
        static final Change NONE = new Change(List.of(), List.of(), false);
        static final Change HOLE = new Change(List.of(), List.of(), true);

        boolean isEmpty() {
            return joined.isEmpty() && left.isEmpty();
        }
    }

    List<Author> present() {
        return List.copyOf(present.values());
    }

    /** A new connection: the whole list comes next, and who came and went meanwhile is no news. */
    void connected() {
        coming.clear();
        version = -1;
        heardOf = -1;
        first = true;
    }

    /** A part of the whole list. */
    Change whole(Notice.Present part) {
        for (var user : part.users()) coming.put(user.id(), user);
        if (part.more()) return Change.NONE;
        var before = present;
        present = coming;
        coming = new LinkedHashMap<>();
        version = part.version();
        boolean quiet = first;
        first = false;
        if (version < heardOf) return Change.HOLE;
        return quiet ? Change.NONE : difference(before, present);
    }

    /** Who came and went since the version before. */
    Change change(Notice.PresenceChanged change) {
        heardOf = Math.max(heardOf, change.version());
        if (version < 0 || change.version() <= version) return Change.NONE;
        if (change.version() != version + 1) {
            // Until the whole list is here, further changes only say how new it has to be.
            version = -1;
            return Change.HOLE;
        }
        version = change.version();
        for (var user : change.left()) present.remove(user.id());
        for (var user : change.joined()) present.put(user.id(), user);
        return new Change(change.joined(), change.left(), false);
    }

    /** Who has this name now, in any letter case, as the server finds people; one who only looks alike is somebody else. */
    Optional<Author> named(String name) {
        String folded = Handle.lookedUp(name, Limits.usual());
        return present.values().stream()
                .filter(user -> user.handle().folded().equals(folded))
                .findFirst();
    }

    /** We talk with them, so it is they whom we mean by their name. */
    void meet(Author person) {
        namesakes.meet(person);
    }

    /**
     * Why nothing is said to this name: whoever has it now is not the one we talked with. From then on it means the new one.
     */
    Optional<Refusal> mistaken(String name) {
        return named(name).flatMap(namesakes::mistaken);
    }

    private static Change difference(Map<UserId, Author> before, Map<UserId, Author> now) {
        var joined = new ArrayList<Author>();
        var left = new ArrayList<Author>();
        for (var user : now.values()) if (!user.equals(before.get(user.id()))) joined.add(user);
        for (var user : before.values()) if (!user.equals(now.get(user.id()))) left.add(user);
        return new Change(joined, left, false);
    }
}
