package tertulia.server.tls;

import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tertulia.core.WatchedClock;

/**
 * A certificate authority of this server's own, and the server certificate it made. In the folder are {@code ca.pem},
 * {@code ca.key}, {@code server.pem}, {@code server.key}, readable by their owner alone; both keys stay what they are. The
 * server certificate is made anew when a third of its life is left and when the machine's names or addresses change.
 */
public final class OwnAuthority implements CredentialSource {
    private static final System.Logger LOG = System.getLogger(OwnAuthority.class.getName());
    private static final Duration RENEWED_BEFORE = Mint.SERVER_LIFE.dividedBy(3);

    private final TlsFolder folder;
    private final WatchedClock clock;
    private final Supplier<Host> here;
    private Credentials authority;
    private Credentials credentials;
    private @Nullable Host judged;

    private boolean unwritten;
    private List<Object> left;

    private OwnAuthority(TlsFolder folder, WatchedClock clock, Supplier<Host> here) {
        this.folder = folder;
        this.clock = clock;
        this.here = here;
        unwritten = folder.isNew();
        authority = unwritten ? newAuthority() : folder.authority();
        credentials = unwritten ? newServer() : folder.server(authority);
        left = folder.state();
    }

    /**
     * What is in the folder, or else what will be, for a machine that is called so and by these public names. Nothing is written
     * before {@link #keep}. Throws {@link TlsTrouble} if what is there is damaged or not its own.
     */
    public static OwnAuthority of(Path folder, Supplier<String> hostName, Set<String> publicNames) {
        return of(
                folder,
                new WatchedClock(InstantSource.system(), System::nanoTime),
                () -> Host.here(hostName.get(), publicNames));
    }

    static OwnAuthority of(Path path, WatchedClock clock, Supplier<Host> here) {
        return new OwnAuthority(new TlsFolder(path), clock, here);
    }

    @Override
    public void keep() {
        if (!unwritten) return;
        if (folder.isNew()) folder.make(authority, credentials);
        else {
            authority = folder.authority();
            credentials = folder.server(authority);
        }
        unwritten = false;
        left = folder.state();
    }

    /** With the same key and name it is the same to all who pinned it; browsers must be told again, after ten years. */
    private void renewAuthority(Instant now, Host host) {
        var keys = new KeyPair(authority.certificate().getPublicKey(), authority.key());
        authority = new Credentials(authority.key(), List.of(Mint.authority(keys, host, now)));
        folder.writeAuthority(authority);
        left = folder.state();
        LOG.log(Level.WARNING, "tls authority renewed; browsers and phones must be given it again");
    }

    private Credentials newAuthority() {
        var keys = Mint.keys();
        return new Credentials(keys.getPrivate(), List.of(Mint.authority(keys, here.get(), clock.now())));
    }

    private Credentials newServer() {
        var keys = Mint.keys();
        var permitted = permitted(authority, here.get());
        var certificate = Mint.server(keys.getPublic(), authority, permitted, clock.now());
        return new Credentials(keys.getPrivate(), List.of(certificate, authority.certificate()));
    }

    @Override
    public Credentials credentials() {
        return credentials;
    }

    @Override
    public Trust trust() {
        return new Trust(authority.certificate(), true);
    }

    @Override
    public Optional<TlsTrouble> look() {
        return folder.state().equals(left)
                ? Optional.empty()
                : Optional.of(new TlsTrouble(null, "changed", folder.path()));
    }

    @Override
    public boolean refresh() {
        clock.look();
        if (clock.wasSet()) return false; // It may be set back soon; nothing is certified on its word.
        var now = clock.now();
        var host = here.get();
        if (now.isAfter(authority.certificate().getNotAfter().toInstant().minus(Mint.SERVER_LIFE))) {
            renewAuthority(now, host);
        }
        boolean ending = isEnding(credentials.certificate(), now);
        if (!ending && (host.equals(judged) || host.equals(named(credentials.certificate())))) {
            judged = host;
            return false;
        }
        judged = host;
        var permitted = permitted(authority, host);
        if (!ending && permitted.equals(named(credentials.certificate()))) return false;
        var key = credentials.certificate().getPublicKey();
        var certificate = Mint.server(key, authority, permitted, now);
        credentials = new Credentials(credentials.key(), List.of(certificate, authority.certificate()));
        folder.writeServer(credentials);
        left = folder.state();
        LOG.log(Level.INFO, "tls renewed until={0}", certificate.getNotAfter().toInstant());
        return true;
    }

    private static boolean isEnding(X509Certificate certificate, Instant now) {
        return now.isAfter(certificate.getNotAfter().toInstant().minus(RENEWED_BEFORE))
                || now.isBefore(certificate.getNotBefore().toInstant());
    }

    /** What the authority cannot certify, for it is newer than the authority, is left out and said. */
    private static Host permitted(Credentials authority, Host host) {
        var permitted = Mint.permitted(authority.certificate(), host);
        var left = new TreeSet<>(host.names());
        left.addAll(host.addresses());
        left.removeAll(permitted.names());
        left.removeAll(permitted.addresses());
        if (!left.isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "tls certificate without {0}: this server''s authority may not certify it; use --tls-cert there",
                    String.join(",", left));
        }
        return permitted;
    }

    /** The names and addresses in a certificate. */
    static Host named(X509Certificate certificate) {
        var names = new TreeSet<String>();
        var addresses = new TreeSet<String>();
        try {
            Collection<List<?>> all = certificate.getSubjectAlternativeNames();
            for (var name : all == null ? Set.<List<?>>of() : all) {
                if (name.get(0).equals(2)) names.add(String.valueOf(name.get(1)));
                if (name.get(0).equals(7)) addresses.add(String.valueOf(name.get(1)));
            }
        } catch (CertificateParsingException e) {
            return new Host(names, addresses); // Then it is made anew.
        }
        return new Host(names, addresses);
    }
}
