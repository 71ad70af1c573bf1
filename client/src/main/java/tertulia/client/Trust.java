package tertulia.client;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Judges, for one connection, whether the certificates that a server shows hold together and are for the host we asked for,
 * and which key stands for the server: that of its own authority, which signed the certificate, or the certificate's own.
 * Whether that key is the right one is for {@link Pins} to say.
 */
final class Trust extends X509ExtendedTrustManager {
    /** Those who vouch for servers in public; asked for only if needed, for there are many to read. */
    private final Supplier<X509ExtendedTrustManager> publicly;

    private Address server = new Address("localhost", Address.PORT, true);
    private Pins.@Nullable Key key;

    Trust(Supplier<X509ExtendedTrustManager> publicly) {
        this.publicly = publicly;
    }

    /** With the public authorities that come with Java. */
    static Trust usual() {
        return new Trust(() -> trusting(null));
    }

    /**
     * Makes the connected socket one of TLS 1.3 or 1.2; closing the result leaves the socket open. Throws {@link Distrust}
     * if the certificates are no good, and IOException if there is no TLS there.
     */
    Socket handshake(Socket plain, Address address) throws IOException, Distrust {
        server = address;
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {this}, null);
            // The host's name goes out as SNI, and is what the certificate is held against.
            String host = address.host().replaceFirst("%.*", "");
            var open = (SSLSocket) context.getSocketFactory().createSocket(plain, host, address.port(), false);
            var parameters = open.getSSLParameters();
            parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            open.setSSLParameters(parameters);
            open.startHandshake();
            return open;
        } catch (IOException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof Distrust distrust) throw distrust;
            }
            throw e;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has TLS", e);
        }
    }

    /** The key that stands for the server, once there was a handshake. */
    Pins.Key key() {
        if (key == null) throw new IllegalStateException("no handshake yet");
        return key;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        for (var certificate : chain) now(certificate);
        var last = chain[chain.length - 1];
        boolean self = signedByItself(last);
        var alone = trusting(last);
        try {
            alone.checkServerTrusted(chain, authType);
            if (self) path(chain, last);
        } catch (GeneralSecurityException e) {
            throw new Distrust(Gone.Doubt.BAD_CHAIN, server, String.valueOf(e.getMessage()));
        }
        try {
            alone.checkServerTrusted(chain, authType, socket);
        } catch (CertificateException e) {
            throw new Distrust(Gone.Doubt.OTHER_NAMES, server, String.valueOf(e.getMessage()));
        }
        boolean ownAuthority = chain.length == 2 && self && last.getBasicConstraints() >= 0;
        key = ownAuthority
                ? new Pins.Key(text(last.getPublicKey()), false)
                : new Pins.Key(text(chain[0].getPublicKey()), vouched(chain, authType, socket));
    }

    private void now(X509Certificate certificate) throws CertificateException {
        try {
            certificate.checkValidity();
        } catch (CertificateExpiredException e) {
            throw new Distrust(
                    Gone.Doubt.EXPIRED, server, certificate.getNotAfter().toInstant());
        } catch (CertificateNotYetValidException e) {
            throw new Distrust(
                    Gone.Doubt.NOT_YET_VALID, server, certificate.getNotBefore().toInstant());
        }
    }

    /**
     * The whole chain, its end included, by RFC 5280, 6. Only the key of its end is the anchor: what a certificate that is
     * an anchor says of names, Java does not heed.
     */
    private static void path(X509Certificate[] chain, X509Certificate last) throws GeneralSecurityException {
        var anchor = new TrustAnchor(last.getSubjectX500Principal(), last.getPublicKey(), null);
        var parameters = new PKIXParameters(Set.of(anchor));
        parameters.setRevocationEnabled(false);
        var path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(chain));
        CertPathValidator.getInstance("PKIX").validate(path, parameters);
    }

    private boolean vouched(X509Certificate[] chain, String authType, Socket socket) {
        var authorities = publicly.get();
        if (authorities.getAcceptedIssuers().length == 0) return false;
        try {
            authorities.checkServerTrusted(chain, authType, socket);
            return true;
        } catch (CertificateException e) {
            System.getLogger(Trust.class.getName()).log(System.Logger.Level.TRACE, "not publicly trusted", e);
            return false;
        }
    }

    private static boolean signedByItself(X509Certificate certificate) {
        if (!certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) return false;
        try {
            certificate.verify(certificate.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false; // Only the name is the same.
        }
    }

    /** What Java itself offers, trusting this one alone, or else the public authorities. */
    static X509ExtendedTrustManager trusting(@Nullable X509Certificate alone) {
        try {
            KeyStore store = null;
            if (alone != null) {
                store = KeyStore.getInstance("PKCS12");
                store.load(null, null);
                store.setCertificateEntry("alone", alone);
            }
            var factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(store);
            return Arrays.stream(factory.getTrustManagers())
                    .filter(X509ExtendedTrustManager.class::isInstance)
                    .map(X509ExtendedTrustManager.class::cast)
                    .findFirst()
                    .orElseThrow();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("every Java has PKIX", e);
        }
    }

    /** The form that OpenSSH shows keys in. */
    static String text(PublicKey key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("only with a socket, for the host's name");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("only with a socket, for the host's name");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("clients show no certificates");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("clients show no certificates");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("clients show no certificates");
    }
}
