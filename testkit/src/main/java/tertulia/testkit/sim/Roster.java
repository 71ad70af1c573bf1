package tertulia.testkit.sim;

import java.util.LinkedHashMap;
import java.util.Map;
import tertulia.model.Author;
import tertulia.model.Notice;
import tertulia.model.UserId;

/** Who is present, as a client builds it from the whole list and the changes, version by version. */
final class Roster {
    private final Map<UserId, Author> present = new LinkedHashMap<>();
    private long version = -1;
    private boolean partial;

    void hear(Notice.Present part) {
        if (partial) Flaw.unless(part.version() == version, "the parts of a list of presence do not fit");
        else present.clear();
        Flaw.unless(part.version() >= version, "presence goes back");
        version = part.version();
        partial = part.more();
        for (var author : part.users())
            Flaw.unless(present.put(author.id(), author) == null, "%s is present twice", author);
    }

    void hear(Notice.PresenceChanged changed) {
        Flaw.unless(version >= 0 && !partial, "a change of presence before the list");
        Flaw.unless(changed.version() == version + 1, "a hole in presence: %d after %d", changed.version(), version);
        version = changed.version();
        for (var author : changed.left())
            Flaw.unless(present.remove(author.id()) != null, "%s left who was not there", author);
        for (var author : changed.joined())
            Flaw.unless(present.put(author.id(), author) == null, "%s joined who was there", author);
    }

    Map<UserId, Author> present() {
        return present;
    }
}
