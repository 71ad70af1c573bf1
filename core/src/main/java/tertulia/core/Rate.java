package tertulia.core;

/** How often something may be done. Times are nanoseconds of the lane's clock. */
public interface Rate {
    /** As often as one likes. */
    Rate FREE = new Rate() {
        @Override
        public long patience(long nanos) {
            return 0;
        }

        @Override
        public void take() {}
    };

    /** Nanoseconds until it may be done once more; 0 if now. */
    long patience(long nanos);

    /** It is done once more, whether it may or not. */
    void take();
}
