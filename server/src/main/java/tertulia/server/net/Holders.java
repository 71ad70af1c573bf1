package tertulia.server.net;

import java.util.LinkedHashSet;
import java.util.Set;
import tertulia.core.Share;

/** The connections of one lane that hold something of a share, the one longest without progress first. On its lane. */
final class Holders {
    private final LoopLane lane;
    private final Relief relief;
    private final Set<Holding> all = new LinkedHashSet<>();

    // For other lanes to see.
    private volatile boolean empty = true;
    private volatile long longestNanos;

    Holders(LoopLane lane, Relief relief) {
        this.lane = lane;
        this.relief = relief;
    }

    void add(Holding holding) {
        all.add(holding);
        look();
    }

    void remove(Holding holding) {
        all.remove(holding);
        look();
    }

    private void look() {
        empty = all.isEmpty();
        if (!empty) longestNanos = all.iterator().next().sinceNanos();
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
        return all.iterator().next();
    }

    boolean isEmpty() {
        return empty;
    }

    /** Whether its longest is longer without progress than the other's. */
    boolean isLonger(Holders other) {
        return longestNanos - other.longestNanos < 0;
    }
}
