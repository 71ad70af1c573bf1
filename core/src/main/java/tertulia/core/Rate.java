package tertulia.core;

/** How often something may be done. Times are nanoseconds of the lanes' clock. May be used from any lane. */
public interface Rate {
    /** As often as one likes. */
    Rate FREE = new Rate() {
        @Override
        public long patience(long nanos) {
            return 0;
        }

        @Override
        public void take(long amount, long nanos) {}
    };

    /** Nanoseconds until it may be done once more; 0 if now. */
    long patience(long nanos);

    /** It is done so many times more, whether it may or not. */
    void take(long amount, long nanos);

    /** What both allow. */
    static Rate both(Rate one, Rate other) {
        return new Rate() {
            @Override
            public long patience(long nanos) {
                return Math.max(one.patience(nanos), other.patience(nanos));
            }

            @Override
            public void take(long amount, long nanos) {
                one.take(amount, nanos);
                other.take(amount, nanos);
            }
        };
    }
}
