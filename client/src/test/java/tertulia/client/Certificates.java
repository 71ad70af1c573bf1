package tertulia.client;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes keys and certificates such as servers show, and TLS contexts that show them. */
public final class Certificates {
    /** Valid now. */
    public static final Span NOW = new Span(Duration.ofDays(-1), Duration.ofDays(30));
    /** Ended yesterday. */
    static final Span OVER = new Span(Duration.ofDays(-30), Duration.ofDays(-1));
    /** Begins tomorrow. */
    static final Span AHEAD = new Span(Duration.ofDays(1), Duration.ofDays(30));

    private static final char[] PASSWORD = "x".toCharArray();
    private static long serial = 1;

    private Certificates() {}

    /** From when to when, seen from now. */
    public record Span(Duration from, Duration to) {}

    /** A certificate and its key. */
    public record Owner(X509Certificate certificate, KeyPair keys) {
        /** How a person is shown the key. */
        public String shown() {
            return Trust.text(certificate.getPublicKey());
        }
    }

    /** A new key. */
    public static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An authority of its own; if names are given, it may only sign for these. */
    public static Owner authority(String... permitted) {
        var keys = keys();
        return new Owner(
                build(new Request("Own CA", keys.getPublic(), NOW, true), permitted, Optional.empty(), keys), keys);
    }

    /** A server's certificate for these names, signed by the authority, for a new key. */
    public static Owner server(Owner authority, Span span, String... names) {
        return server(authority, keys(), span, names);
    }

    /** The same for this key. */
    static Owner server(Owner authority, KeyPair keys, Span span, String... names) {
        var request = new Request("server", keys.getPublic(), span, false);
        return new Owner(build(request, names, Optional.of(authority), authority.keys()), keys);
    }

    /** A certificate that a server signed for itself. */
    static Owner selfSigned(Span span, String... names) {
        var keys = keys();
        return new Owner(
                build(new Request("server", keys.getPublic(), span, false), names, Optional.empty(), keys), keys);
    }

    private record Request(String name, PublicKey key, Span span, boolean authority) {}

    private static X509Certificate build(Request asked, String[] names, Optional<Owner> issuer, KeyPair signer) {
        try {
            var subject = new X500Name("CN=" + asked.name());
            var by = issuer.map(owner -> X500Name.getInstance(
                            owner.certificate().getSubjectX500Principal().getEncoded()))
                    .orElse(subject);
            var now = Instant.now();
            var builder = new JcaX509v3CertificateBuilder(
                    by,
                    BigInteger.valueOf(serial++),
                    Date.from(now.plus(asked.span().from())),
                    Date.from(now.plus(asked.span().to())),
                    subject,
                    asked.key());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(asked.authority()));
            if (asked.authority()) {
                builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
                if (names.length > 0) {
                    var subtrees = Arrays.stream(names)
                            .map(name -> new GeneralSubtree(general(name)))
                            .toArray(GeneralSubtree[]::new);
                    builder.addExtension(Extension.nameConstraints, true, new NameConstraints(subtrees, null));
                }
            } else {
                builder.addExtension(
                        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
                var all = Arrays.stream(names).map(Certificates::general).toArray(GeneralName[]::new);
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(all));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate())));
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An address, a range of them as 10.0.0.0/8, or a host name. */
    private static GeneralName general(String name) {
        boolean address = name.matches("[0-9./]+|.*:.*");
        return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, name);
    }

    /** A TLS context of a server that shows these certificates, its own first. */
    public static SSLContext context(Owner own, Owner... others) {
        try {
            var chain = new X509Certificate[1 + others.length];
            chain[0] = own.certificate();
            for (int i = 0; i < others.length; i++) chain[i + 1] = others[i].certificate();
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", own.keys().getPrivate(), PASSWORD, chain);
            var factory = KeyManagerFactory.getInstance("PKIX");
            factory.init(store, PASSWORD);
            var context = SSLContext.getInstance("TLS");
            context.init(factory.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
