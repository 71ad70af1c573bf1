package tertulia.core;

import java.util.ArrayDeque;
import java.util.List;
import tertulia.model.Entry;

/** What a room has stored and not yet posted to its audiences, and what is on its way to them. On the room's lane. */
final class Unposted {
    private final ArrayDeque<Entry> entries = new ArrayDeque<>();
    private final Share share;
    private final long most;
    private long bytes;
    private long underWayBytes;

    Unposted(Share share, long most) {
        this.share = share;
        this.most = Math.max(1, most);
    }

    void add(Entry entry) {
        long more = Batches.bytes(entry.draft());
        share.add(more);
        bytes += more;
        entries.add(entry);
    }

    /** Leaves out the oldest; the last one stays, to reveal the gap, and who is behind it finds the rest in the log. */
    void trim() {
        while (entries.size() > 1 && (entries.size() > most || share.isTooMuch(bytes))) {
            long less = Batches.bytes(entries.removeFirst().draft());
            share.give(less);
            bytes -= less;
        }
    }

    /** The next batch, at least one entry; it counts until {@link #posted}. */
    List<Entry> take() {
        var taken = Batches.take(entries);
        long less = Batches.bytes(taken);
        bytes -= less;
        underWayBytes += less;
        return taken;
    }

    /** What was taken has reached all audiences. */
    void posted() {
        share.give(underWayBytes);
        underWayBytes = 0;
    }

    void clear() {
        posted();
        share.give(bytes);
        bytes = 0;
        entries.clear();
    }

    int size() {
        return entries.size();
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    long firstSeq() {
        return entries.getFirst().seq();
    }
}
