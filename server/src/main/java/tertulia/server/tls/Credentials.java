package tertulia.server.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A private key and the certificates that vouch for it, its own first. */
public record Credentials(PrivateKey key, List<X509Certificate> chain) {
    public Credentials {
        chain = List.copyOf(chain);
    }

    /** The DNS names that the certificate is for, in lower case; a first label may be {@code *}. */
    public Set<String> names() {
        return OwnAuthority.named(certificate()).names().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    X509Certificate certificate() {
        return chain.getFirst();
    }
}
