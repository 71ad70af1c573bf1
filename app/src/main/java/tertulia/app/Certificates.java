package tertulia.app;

import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import tertulia.model.Limit;
import tertulia.model.Limits;
import tertulia.server.front.web.Trust;
import tertulia.server.net.Encryption;
import tertulia.server.tls.CredentialSource;
import tertulia.server.tls.GivenCertificate;
import tertulia.server.tls.OwnAuthority;
import tertulia.server.tls.TlsTrouble;

/** This server's certificates while it runs: looked at every few seconds, and shown to new connections when they change. */
final class Certificates implements Trust, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Certificates.class.getName());

    private final CredentialSource source;
    private final Encryption encryption;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("certificates").factory());
    private volatile tertulia.server.tls.Trust trust;
    private volatile Set<String> names;
    private long failures;
    private volatile Optional<TlsTrouble> trouble = Optional.empty();

    /** What the operator wants: own files or none, TLS alone or not. */
    record Wanted(Optional<Files> files, boolean only) {
        static final Wanted USUAL = new Wanted(Optional.empty(), false);

        /** The operator's own certificate and key, if there are such. Throws TlsTrouble on wrong ones. */
        Optional<CredentialSource> given() {
            return files.map(both -> new GivenCertificate(both.certificate(), both.key()));
        }

        /** The server's own, in its data folder, or to be written there. Throws TlsTrouble if it is damaged. */
        OwnAuthority own(Path data, Set<String> publicNames) {
            var folder = data.toAbsolutePath().normalize().resolve("tls");
            return OwnAuthority.of(folder, Addresses::hostName, publicNames);
        }
    }

    /** Where the operator's certificate and key are. */
    record Files(Path certificate, Path key) {}

    Certificates(CredentialSource source, Limits limits, boolean only) {
        this.source = source;
        trust = source.trust();
        names = source.credentials().names();
        encryption = new Encryption(limits, source.credentials(), only);
        long seconds = Math.max(1, limits.of(Limit.CERTIFICATE_LOOK_SECONDS));
        watch.scheduleWithFixedDelay(this::look, 0, seconds, TimeUnit.SECONDS);
        watch.scheduleWithFixedDelay(this::count, 1, 1, TimeUnit.MINUTES);
        watch.scheduleWithFixedDelay(this::lookAtFiles, 1, 1, TimeUnit.MINUTES);
    }

    Encryption encryption() {
        return encryption;
    }

    /** The names that the certificate is for. */
    Set<String> names() {
        return names;
    }

    @Override
    public String fingerprint() {
        return trust.fingerprint();
    }

    @Override
    public Optional<byte[]> authority() {
        return trust.own() ? Optional.of(trust.der()) : Optional.empty();
    }

    private void look() {
        try {
            if (!source.refresh()) return;
            encryption.use(source.credentials());
            trust = source.trust();
            names = source.credentials().names();
        } catch (Error e) { // The schedule would keep it to itself.
            LOG.log(Level.ERROR, "bug where=tls", e);
        } catch (RuntimeException e) { // A full disk, perhaps: what there is serves on, and the next look tries again.
            LOG.log(Level.WARNING, "trouble where=tls cause={0}", e.getMessage());
        }
    }

    /** What happened to the files, so that the next start would be another server's; looked at every minute. */
    Optional<TlsTrouble> trouble() {
        return trouble;
    }

    private void lookAtFiles() {
        var before = trouble;
        trouble = source.look();
        if (before.isEmpty())
            trouble.ifPresent(now -> LOG.log(Level.WARNING, "tls files=changed: " + now.getMessage()));
    }

    /** Strangers' garbage is told once a minute, as a number. */
    private void count() {
        long now = encryption.failures();
        if (now > failures) LOG.log(Level.INFO, "tls failed-handshakes={0}", String.valueOf(now - failures));
        failures = now;
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
