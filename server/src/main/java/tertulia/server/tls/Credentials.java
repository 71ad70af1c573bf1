package tertulia.server.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/** A private key and the certificates that vouch for it, its own first. */
public record Credentials(PrivateKey key, List<X509Certificate> chain) {
    public Credentials {
        chain = List.copyOf(chain);
    }

    X509Certificate certificate() {
        return chain.getFirst();
    }
}
