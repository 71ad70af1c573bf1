package tertulia.client;

import java.util.ArrayDeque;
import java.util.List;
import tertulia.model.Entry;
import tertulia.model.RoomId;

/**
 * What is known of a room's log: a cursor, the seq of the last entry known, and the latest entries up to it without a
 * hole. Each entry comes out of {@link #hear} once, in order, however often and in which pieces it is told.
 */
final class Timeline {
    private final RoomId room;
    private final int most;
    private final ArrayDeque<Entry> latest = new ArrayDeque<>();
    private long at;
    private long wanted;
    private long gapEnd;

    /** Knows all up to {@code at}; keeps at most so many entries. */
    Timeline(RoomId room, long at, int most) {
        this.room = room;
        this.at = at;
        this.wanted = at;
        this.most = most;
    }

    /** How what was told fits on what is known. */
    enum Fit {
        SEEN,
        NEXT,
        GAP;

        static Fit of(long at, long prev, long last) {
            if (last <= at) return SEEN;
            return prev <= at ? NEXT : GAP;
        }
    }

    RoomId room() {
        return room;
    }

    /** The seq of the last entry known. */
    long at() {
        return at;
    }

    /** The latest entries known, oldest first. */
    List<Entry> latest() {
        return List.copyOf(latest);
    }

    /** Whether the log is known to go on beyond the cursor. */
    boolean behind() {
        return at < wanted;
    }

    /** Whether entries after the cursor must be asked for, since nobody is going to tell them. */
    boolean gap() {
        return at < gapEnd;
    }

    /** The log goes at least so far. */
    void reaches(long last) {
        wanted = Math.max(wanted, last);
    }

    /** The log goes at least so far, and all up to there was told, or left out. */
    void passed(long last) {
        reaches(last);
        gapEnd = Math.max(gapEnd, last);
    }

    /** The log ends here, even if more was known: it is another log now. */
    void restart(long last) {
        latest.clear();
        at = last;
        wanted = last;
        gapEnd = last;
    }

    /**
     * Takes in entries of which the first follows {@code prev}, and returns those that are new. If there is a gap before
     * them it returns none and the timeline has a {@link #gap}: ask for the entries after the cursor.
     */
    List<Entry> hear(long prev, List<Entry> entries) {
        long last = prev + entries.size();
        reaches(last);
        return switch (Fit.of(at, prev, last)) {
            case SEEN -> List.of();
            case GAP -> {
                passed(last);
                yield List.of();
            }
            case NEXT -> {
                var fresh = entries.subList((int) (at - prev), entries.size());
                for (var entry : fresh) keep(entry);
                at = last;
                yield List.copyOf(fresh);
            }
        };
    }

    /**
     * Takes in a page that was asked for after the cursor. What the server no longer has before the page's first entry
     * is given up, and all beyond the cursor if the page is empty.
     */
    List<Entry> fill(List<Entry> page) {
        if (page.isEmpty()) {
            wanted = at;
            gapEnd = at;
            return List.of();
        }
        long prev = page.getFirst().seq() - 1;
        if (prev > at) {
            latest.clear();
            at = prev;
        }
        return hear(prev, page);
    }

    private void keep(Entry entry) {
        if (most == 0) return;
        if (latest.size() == most) latest.removeFirst();
        latest.addLast(entry);
    }
}
