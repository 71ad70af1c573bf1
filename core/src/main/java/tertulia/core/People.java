package tertulia.core;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tertulia.model.Author;
import tertulia.model.Limit;
import tertulia.model.Notice;
import tertulia.model.UserId;

/** A lane's copy of who is present: told whole to those who come, and changed by change to those who are here. */
final class People {
    private final Hall hall;
    private final Map<UserId, Author> present = new LinkedHashMap<>();
    private long version;

    People(Hall hall) {
        this.hall = hall;
    }

    /** Makes one version the next and tells everyone on this lane. */
    void change(Notice.PresenceChanged changed) {
        Bug.unless(changed.version() == version + 1, "a change of presence is missing");
        version = changed.version();
        for (var author : changed.left()) present.remove(author.id());
        for (var author : changed.joined()) present.put(author.id(), author);
        var shared = new Shared(changed);
        for (var session : List.copyOf(hall.sessions())) {
            if (session.isWelcome()) session.guarded(() -> session.hear(shared));
        }
        shared.release();
    }

    /** The whole list, in parts of bounded size. */
    List<Notice.Present> whole() {
        int most = Math.max(1, hall.limits().count(Limit.PRESENT_USERS));
        var everyone = List.copyOf(present.values());
        var parts = new ArrayList<Notice.Present>();
        int from = 0;
        do {
            int to = Math.min(everyone.size(), from + most);
            parts.add(new Notice.Present(version, everyone.subList(from, to), to < everyone.size()));
            from = to;
        } while (from < everyone.size());
        return parts;
    }
}
