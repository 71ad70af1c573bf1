package tertulia.client;

/**
 * How fast one may send: a token bucket that fills a little slower than the server's own. It starts with half a second's
 * worth, for another program of the same user may just have emptied the server's. Time is given in nanoseconds.
 */
final class Pace {
    private static final double SHARE = 0.9;

    private double perNano;
    private double most = 1;
    private double tokens = 1;
    private long filledNanos;

    Pace(long nowNanos) {
        filledNanos = nowNanos;
    }

    /** From now on so many a second, and so many at once; none a second means without limit. */
    void set(long perSecond, long burst, long nowNanos) {
        boolean first = perNano == 0;
        perNano = perSecond * SHARE / 1e9;
        most = Math.max(1, burst / 2);
        tokens = Math.min(first ? Math.max(1, perSecond / 2) : tokens, most);
        filledNanos = nowNanos;
    }

    /** Takes one token if there is one. */
    boolean take(long nowNanos) {
        if (perNano == 0) return true;
        tokens = Math.min(most, tokens + (nowNanos - filledNanos) * perNano);
        filledNanos = nowNanos;
        if (tokens < 1) return false;
        tokens--;
        return true;
    }

    /** How long until there is a token. */
    long waitNanos() {
        return perNano == 0 || tokens >= 1 ? 0 : (long) Math.ceil((1 - tokens) / perNano);
    }
}
