package tertulia.core;

import java.util.concurrent.atomic.AtomicLongFieldUpdater;

/**
 * A token bucket: so many a second in the long run, so many at once. All it keeps is when it will be full again (the generic cell
 * rate algorithm), so it may be used from any lane without a lock; forgetting a full one changes nothing.
 */
public final class Allowance implements Rate {
    private static final AtomicLongFieldUpdater<Allowance> FULL_AT =
            AtomicLongFieldUpdater.newUpdater(Allowance.class, "fullAt");

    private static final double SECOND = 1e9;
    /** So far in the future that nothing overflows. */
    private static final double MOST_NANOS = 1L << 61;

    private final long nanosEach;
    private final long slackNanos;
    private volatile long fullAt;

    /** A full bucket; a {@code perSecond} of 0 never refuses. */
    public Allowance(double perSecond, long burst, long nanos) {
        nanosEach = perSecond <= 0 ? 0 : (long) Math.max(1, Math.min(MOST_NANOS, Math.rint(SECOND / perSecond)));
        slackNanos = (long) Math.min(MOST_NANOS, (double) (Math.max(1, burst) - 1) * nanosEach);
        fullAt = nanos;
    }

    @Override
    public long patience(long nanos) {
        return Math.max(0, missing(nanos) - slackNanos);
    }

    @Override
    public void take(long amount, long nanos) {
        long taken = (long) Math.min(MOST_NANOS, (double) amount * nanosEach);
        if (taken > 0)
            FULL_AT.updateAndGet(this, at -> nanos + Math.min(Math.max(0, at - nanos) + taken, (long) MOST_NANOS));
    }

    /** Nanoseconds until it is full again; 0 if it is. */
    public long missing(long nanos) {
        return Math.max(0, fullAt - nanos);
    }
}
