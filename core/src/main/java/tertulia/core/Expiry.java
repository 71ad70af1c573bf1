package tertulia.core;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Consumer;
import tertulia.core.port.Lane;

/**
 * Things that each end after the same time, in the order in which they were added. One timer serves them all, so that what was
 * removed is kept by nothing. Belongs to its lane.
 */
final class Expiry<T> {
    private final Lane lane;
    private final Consumer<T> end;
    private final SequencedMap<T, Long> ends = new LinkedHashMap<>();
    private boolean waiting;

    Expiry(Lane lane, Consumer<T> end) {
        this.lane = lane;
        this.end = end;
    }

    /** Ends it after this time, counted from now also if it is here already. It ends no sooner than what was added before. */
    void add(T thing, Duration time) {
        ends.remove(thing);
        ends.putLast(thing, lane.nanos() + time.toNanos());
        if (!waiting) await();
    }

    /** False if it was not here. */
    boolean remove(T thing) {
        return ends.remove(thing) != null;
    }

    int size() {
        return ends.size();
    }

    /** What ends next. Throws NoSuchElementException if there is nothing. */
    T first() {
        return ends.sequencedKeySet().getFirst();
    }

    private void await() {
        waiting = !ends.isEmpty();
        if (!waiting) return;
        long left = ends.firstEntry().getValue() - lane.nanos();
        lane.after(Duration.ofNanos(Math.max(0, left)), this::endThoseDue);
    }

    private void endThoseDue() {
        try {
            for (var first = ends.firstEntry();
                    first != null && first.getValue() - lane.nanos() <= 0;
                    first = ends.firstEntry()) {
                ends.remove(first.getKey());
                end.accept(first.getKey());
            }
        } finally {
            await();
        }
    }
}
