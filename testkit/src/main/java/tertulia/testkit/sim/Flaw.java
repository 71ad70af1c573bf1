package tertulia.testkit.sim;

import java.io.Serial;

/** The simulation saw something that must never be. */
final class Flaw extends AssertionError {
    @Serial
    private static final long serialVersionUID = 1;

    Flaw(String what) {
        super(what);
    }

    @SuppressWarnings("AnnotateFormatMethod") // The annotation is in a library that we do not carry.
    static void unless(boolean holds, String what, Object... parts) {
        if (!holds) throw new Flaw(what.formatted(parts));
    }
}
