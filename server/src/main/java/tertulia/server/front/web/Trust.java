package tertulia.server.front.web;

import java.util.Optional;

/** What {@code /trust} hands out, so that people can come back encrypted. Asked anew each time, from any lane. */
public interface Trust {

    /** The fingerprint of the authority's certificate, or of the operator's own, as people compare it. */
    String fingerprint();

    /** The certificate of the server's own authority in DER; empty if the operator brought a certificate of their own. */
    Optional<byte[]> authority();
}
