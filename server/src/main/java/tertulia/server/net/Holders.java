package tertulia.server.net;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tertulia.core.Share;

/** The connections of one lane that hold something of a share, the one longest without progress first. On its lane. */
final class Holders {
    private final LoopLane lane;
    private final Relief relief;
    private @Nullable Holding first;
    private @Nullable Holding last;

    // For other lanes to see.
    private volatile boolean empty = true;
    private volatile long longestNanos;

    Holders(LoopLane lane, Relief relief) {
        this.lane = lane;
        this.relief = relief;
    }

    /** Puts it behind all others. */
    void add(Holding holding) {
        holding.before = last;
        if (last == null) first = holding;
        else last.after = holding;
        last = holding;
        look();
    }

    /** Takes out one that was added. */
    void remove(Holding holding) {
        var before = holding.before;
        var after = holding.after;
        if (before == null) first = after;
        else before.after = after;
        if (after == null) last = before;
        else after.before = before;
        holding.before = null;
        holding.after = null;
        look();
    }

    private void look() {
        var longest = first;
        empty = longest == null;
        if (longest != null) longestNanos = longest.sinceNanos();
    }

    /** Somebody goes if there is nothing left of the share. */
    void relieve() {
        relief.relieve(this);
    }

    Share share() {
        return relief.share();
    }

    /** Whether more than half of it is held. */
    boolean isScarce() {
        return share().left() < share().most() / 2;
    }

    LoopLane lane() {
        return lane;
    }

    /** Who is longest without progress here; only if it is not empty. */
    Holding longest() {
        return Objects.requireNonNull(first);
    }

    boolean isEmpty() {
        return empty;
    }

    /** Whether its longest is longer without progress than the other's. */
    boolean isLonger(Holders other) {
        return longestNanos - other.longestNanos < 0;
    }
}
