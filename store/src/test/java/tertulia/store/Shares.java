package tertulia.store;

import tertulia.core.Budget;
import tertulia.core.Share;

/** Memory for stores under test. */
final class Shares {
    private Shares() {}

    /** More than is needed. */
    static Share ample() {
        return of(1 << 30);
    }

    static Share of(long bytes) {
        return Budget.of(use -> bytes).share(Budget.Use.LOG);
    }
}
