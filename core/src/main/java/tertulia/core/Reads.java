package tertulia.core;

import java.util.ArrayDeque;

/** Lets only so many seats of a lane read the log at once; the others wait in turn. Belongs to its lane. */
final class Reads {
    private final ArrayDeque<Seat> waiting = new ArrayDeque<>();
    private int free;

    Reads(int most) {
        free = Math.max(1, most);
    }

    /** Calls {@link Seat#read} when it is the seat's turn. */
    void ask(Seat seat) {
        if (free == 0) {
            waiting.add(seat);
            return;
        }
        free--;
        seat.read();
    }

    /** A read is over: the next, please. */
    void done() {
        var next = waiting.poll();
        if (next == null) free++;
        else next.read();
    }
}
