package tertulia.core;

import tertulia.model.Limit;
import tertulia.model.Limits;

/** A token bucket: so many a second in the long run, so many at once. Belongs to whoever holds it; times in nanoseconds. */
public final class Allowance implements Rate {
    private final double perNano;
    private final double most;
    private double left;
    private long asOf;

    /** A full bucket; a {@code rate} of 0 never refuses. */
    public Allowance(Limits limits, Limit rate, Limit burst, long nanos) {
        perNano = limits.of(rate) / 1e9;
        most = Math.max(1, limits.of(burst));
        left = most;
        asOf = nanos;
    }

    @Override
    public long patience(long nanos) {
        if (perNano == 0) return 0;
        left = Math.min(most, left + (nanos - asOf) * perNano);
        asOf = nanos;
        return left >= 1 ? 0 : (long) Math.ceil((1 - left) / perNano);
    }

    @Override
    public void take() {
        left -= 1;
    }
}
