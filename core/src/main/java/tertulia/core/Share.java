package tertulia.core;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The bytes that all tables of one kind may hold together, and how many they hold. What is counted is an estimate that is
 * rather too high. Used from every lane and thread; counting is one addition.
 */
public final class Share {
    private final long most;
    private final AtomicLong counted = new AtomicLong();
    private volatile LongSupplier measured = () -> 0;

    Share(long most) {
        this.most = most;
    }

    /**
     * Takes the bytes for a holder that holds {@code held} of them already, or takes nothing and is false. A holder may have
     * no more than is left to all others: however many greedy ones there are, the first bytes of a newcomer find room.
     */
    public boolean take(long bytes, long held) {
        counted.addAndGet(bytes);
        if (held + bytes <= left()) return true;
        counted.addAndGet(-bytes);
        return false;
    }

    /** Takes the bytes, whether they are left or not; the holder makes room afterwards. */
    public void add(long bytes) {
        counted.addAndGet(bytes);
    }

    /** Gives back what was taken. */
    public void give(long bytes) {
        counted.addAndGet(-bytes);
    }

    /** Whether a holder of so many has more than is left to all others, and should give some back. */
    public boolean isTooMuch(long held) {
        return held > left();
    }

    /** Whether nothing is left. */
    public boolean isUsed() {
        return left() <= 0;
    }

    /** The bytes that nobody holds; negative while somebody took more than there was. */
    public long left() {
        return most - used();
    }

    /** Counts what is measured elsewhere too; {@code elsewhere} must be cheap. */
    public void measure(LongSupplier elsewhere) {
        measured = elsewhere;
    }

    /** The bytes held now. */
    public long used() {
        return counted.get() + measured.getAsLong();
    }

    /** The bytes that may be held. */
    public long most() {
        return most;
    }
}
