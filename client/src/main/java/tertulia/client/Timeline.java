package tertulia.client;

import java.util.List;
import tertulia.model.Entry;
import tertulia.model.RoomId;

/**
 * How far a room's log is known: a cursor, the seq of the last entry that was told, without a hole before it. Each entry
 * comes out of {@link #hear} once, in order, however often and in which pieces it is told.
 */
final class Timeline {
    private final RoomId room;
    private long at;
    private long wanted;
    private long gapEnd;

    /** Knows all up to {@code at}. */
    Timeline(RoomId room, long at) {
        this.room = room;
        this.at = at;
        this.wanted = at;
    }

    RoomId room() {
        return room;
    }

    /** The seq of the last entry known. */
    long at() {
        return at;
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

    /** What is missing will never be told. */
    void giveUp() {
        at = Math.max(at, gapEnd);
    }

    /** The log ends here, even if more was known: it is another log now. */
    void restart(long last) {
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
        if (last <= at) return List.of();
        if (prev > at) {
            passed(last);
            return List.of();
        }
        var fresh = List.copyOf(entries.subList((int) (at - prev), entries.size()));
        at = last;
        return fresh;
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
        at = Math.max(at, prev);
        return hear(prev, page);
    }
}
