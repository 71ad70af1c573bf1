package tertulia.model.json;

import java.io.Serial;
import tertulia.model.Refusal;

/** What was read is not in the form it should have; the refusal says what is wrong with it. */
public final class Malformed extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient Refusal refusal;

    Malformed(Refusal refusal) {
        super(refusal.code().text() + " " + refusal.details(), null, false, false);
        this.refusal = refusal;
    }

    static Malformed of(String what) {
        return new Malformed(Refusal.of(Refusal.Code.MALFORMED, what));
    }

    public Refusal refusal() {
        return refusal;
    }
}
