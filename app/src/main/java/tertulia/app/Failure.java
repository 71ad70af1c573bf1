package tertulia.app;

import java.io.Serial;
import tertulia.model.Trouble;

/** Something the person at the command line can act on: one clear sentence. */
final class Failure extends Trouble {
    @Serial
    private static final long serialVersionUID = 1;

    /** {@code trouble.NAME} of the catalogue with its parts. */
    Failure(String name, Object... parts) {
        super(null, name, parts);
    }
}
