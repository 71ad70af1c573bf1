package tertulia.core;

import java.util.ArrayDeque;
import java.util.function.BooleanSupplier;

/** Lets only so many pages be read from the log for a lane at once; who wants another waits in turn. Belongs to its lane. */
final class Reads {
    private final ArrayDeque<BooleanSupplier> waiting = new ArrayDeque<>();
    private int free;

    Reads(int most) {
        free = Math.max(1, most);
    }

    /** Calls {@code read} when it has its turn; it says whether it began one, and then {@link #done} is called after it. */
    void ask(BooleanSupplier read) {
        waiting.add(read);
        next();
    }

    /** A read is over: the next, please. */
    void done() {
        free++;
        next();
    }

    private void next() {
        while (free > 0 && !waiting.isEmpty()) {
            if (waiting.removeFirst().getAsBoolean()) free--;
        }
    }
}
