package tertulia.testkit.sim;

import java.io.Serial;

/** A failure of somebody else's code that the simulation plants: the core must survive it. */
final class Planned extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    Planned() {
        super("planned", null, false, false);
    }
}
