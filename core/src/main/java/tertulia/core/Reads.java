package tertulia.core;

import java.util.ArrayDeque;

/** Lets only so many seats of a lane read the log at once; the others wait in turn. Belongs to its lane. */
final class Reads {
    private final ArrayDeque<Seat> waiting = new ArrayDeque<>();
    private int free;

    Reads(int most) {
        free = Math.max(1, most);
    }

    /** Calls {@link Seat#read} when it is the seat's turn; a seat that began a read says so. */
    void ask(Seat seat) {
        waiting.add(seat);
        next();
    }

    /** A read is over: the next, please. */
    void done() {
        free++;
        next();
    }

    private void next() {
        while (free > 0 && !waiting.isEmpty()) {
            if (waiting.removeFirst().read()) free--;
        }
    }
}
