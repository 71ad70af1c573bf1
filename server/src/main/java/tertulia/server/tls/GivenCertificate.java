package tertulia.server.tls;

import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** The operator's own certificate and key. New files are taken when they are whole; until then the old ones serve. */
public final class GivenCertificate implements CredentialSource {
    private static final System.Logger LOG = System.getLogger(GivenCertificate.class.getName());

    private final Path certificate;
    private final Path key;
    private List<Object> seen;
    private Credentials credentials;

    /** Reads both files. Throws {@link TlsTrouble} if they are not a certificate and its key. */
    public GivenCertificate(Path certificate, Path key) {
        this.certificate = certificate;
        this.key = key;
        seen = state();
        credentials = read();
    }

    private Credentials read() {
        var chain = Pem.certificates(certificate);
        var secret = Pem.key(key);
        if (!Pem.match(secret, chain.getFirst().getPublicKey())) {
            throw new TlsTrouble(null, "other-key", key, certificate);
        }
        if (chain.getFirst().getNotAfter().toInstant().isBefore(Instant.now())) {
            LOG.log(Level.WARNING, "tls certificate={0} is past its end", certificate);
        }
        return new Credentials(secret, chain);
    }

    @Override
    public Credentials credentials() {
        return credentials;
    }

    @Override
    public Trust trust() {
        return new Trust(credentials.certificate(), false);
    }

    @Override
    public boolean refresh() {
        var now = state();
        if (now.equals(seen)) return false;
        seen = now;
        try {
            credentials = read();
            LOG.log(Level.INFO, "tls taken certificate={0}", certificate);
            return true;
        } catch (TlsTrouble e) {
            LOG.log(Level.WARNING, "tls kept the certificate as it was: {0}", e.getMessage());
            return false;
        }
    }

    private List<Object> state() {
        return List.of(FileState.of(certificate), FileState.of(key));
    }
}
