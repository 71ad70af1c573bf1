package tertulia.server.tls;

import java.io.Serial;
import org.jspecify.annotations.Nullable;
import tertulia.model.Trouble;

/** A key or certificate that can't be used: one sentence that tells the operator which file and why. */
public final class TlsTrouble extends Trouble {
    @Serial
    private static final long serialVersionUID = 1;

    /** {@code trouble.tls.NAME} of the catalogue with its parts. */
    TlsTrouble(@Nullable Throwable cause, String name, Object... parts) {
        super(cause, "tls." + name, parts);
    }
}
