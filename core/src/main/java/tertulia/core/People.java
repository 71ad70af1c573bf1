package tertulia.core;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tertulia.model.Author;
import tertulia.model.Limit;
import tertulia.model.Notice;
import tertulia.model.UserId;

/** A lane's copy of who is present: listed to those who come, and changed by change to those who are here. */
final class People {
    private final Hall hall;
    private final Map<UserId, Author> present = new LinkedHashMap<>();
    private long version;

    /** The lists that somebody is being told, the oldest first; the newest may be without readers. */
    private final ArrayDeque<Whole> wholes = new ArrayDeque<>(0);

    People(Hall hall) {
        this.hall = hall;
    }

    /** Makes one version the next and tells everyone on this lane. */
    void change(Notice.PresenceChanged changed) {
        Bug.unless(changed.version() == version + 1, "a change of presence is missing");
        version = changed.version();
        for (var author : changed.left()) present.remove(author.id());
        for (var author : changed.joined()) present.put(author.id(), author);
        if (!wholes.isEmpty()) wholes.getLast().release();
        tidy();
        var shared = new Shared(changed, 0);
        for (var session : List.copyOf(hall.sessions())) {
            if (session.isWelcome()) session.guarded(() -> session.listing().hear(shared));
        }
        shared.release();
    }

    /** Whether one of them has this name, in any letter case. */
    boolean knows(String name) {
        for (var author : present.values()) if (author.handle().text().equalsIgnoreCase(name)) return true;
        return false;
    }

    /** The list as it is now, for a reader who is through with it when it is {@link #left}. */
    Whole begin(Listing reader) {
        var newest = wholes.peekLast();
        var whole = newest != null && isCurrent(newest) ? newest : make();
        whole.readers.add(reader);
        return whole;
    }

    boolean isCurrent(Whole whole) {
        return whole.version == version;
    }

    void left(Whole whole, Listing reader) {
        whole.readers.remove(reader);
        if (!isCurrent(whole)) tidy();
    }

    /** Lets go of what nobody reads. */
    void tidy() {
        wholes.removeIf(whole -> {
            if (!whole.readers.isEmpty()) return false;
            whole.release();
            hall.share(Budget.Use.PRESENCE).give(whole.bytes);
            return true;
        });
    }

    /** When there are too many versions of the list, those who take longest to read theirs have to come back for another. */
    private Whole make() {
        var share = hall.share(Budget.Use.PRESENCE);
        tidy();
        while (share.isUsed() && !wholes.isEmpty()) {
            for (var reader : List.copyOf(wholes.getFirst().readers)) reader.giveUp();
            tidy();
        }
        var whole =
                new Whole(version, List.copyOf(present.values()), hall.limits().count(Limit.PRESENT_USERS));
        share.add(whole.bytes);
        wholes.addLast(whole);
        return whole;
    }

    /** One version of the list, in pages of bounded size, whose bytes are made once while it is the newest. */
    static final class Whole {
        /** What one person costs in a list, gone since then perhaps. */
        private static final long PERSON_BYTES = 32;

        private final long version;
        private final List<Author> everyone;
        private final int most;
        private final long bytes;
        private final List<@Nullable Shared> pages;
        private final Set<Listing> readers = new LinkedHashSet<>();
        private boolean old;

        private Whole(long version, List<Author> everyone, int most) {
            this.version = version;
            this.everyone = everyone;
            this.most = Math.max(1, most);
            bytes = 512 + PERSON_BYTES * everyone.size();
            pages = new ArrayList<>();
        }

        /** Tells the page to the voice; whether it was the last one. */
        boolean tell(int number, Voice voice) {
            int from = number * most;
            int to = Math.min(everyone.size(), from + most);
            boolean last = to == everyone.size();
            if (old) voice.tell(page(from, to));
            else voice.tell(shared(number, from, to));
            return last;
        }

        private Shared shared(int number, int from, int to) {
            while (pages.size() <= number) pages.add(null);
            var known = pages.get(number);
            if (known != null) return known;
            var made = new Shared(page(from, to), 0);
            pages.set(number, made);
            return made;
        }

        private Notice.Present page(int from, int to) {
            return new Notice.Present(version, everyone.subList(from, to), to < everyone.size());
        }

        private void release() {
            old = true;
            for (var page : pages) if (page != null) page.release();
            pages.clear();
        }
    }
}
