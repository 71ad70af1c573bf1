package tertulia.app;

import java.io.Serial;

/** Something the person at the command line can act on: one clear sentence. */
final class Failure extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    Failure(String sentence) {
        super(sentence);
    }
}
