package tertulia.client;

import java.security.cert.CertificateException;
import java.util.Arrays;

/** A server is not to be spoken to; it says why in the form that screens are told. */
final class Distrust extends CertificateException {
    private static final long serialVersionUID = 1;

    private final transient Gone.Distrusted why;

    Distrust(Gone.Doubt doubt, Object... details) {
        super(doubt.text());
        why = new Gone.Distrusted(
                doubt, Arrays.stream(details).map(String::valueOf).toList());
    }

    Gone.Distrusted why() {
        return why;
    }
}
