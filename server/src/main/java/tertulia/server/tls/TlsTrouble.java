package tertulia.server.tls;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A key or certificate that can't be used: one sentence that tells the operator which file and why. */
public final class TlsTrouble extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    TlsTrouble(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
