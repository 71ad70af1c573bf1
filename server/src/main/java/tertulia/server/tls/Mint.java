package tertulia.server.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraintValidatorException;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PKIXNameConstraintValidator;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes keys and certificates (RFC 5280, EC P-256). The only class for which Bouncy Castle is loaded at a usual start. */
final class Mint {
    static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);
    static final Duration SERVER_LIFE = Duration.ofDays(89);

    /** Begun a day ago, for clients whose clock is slow. */
    private static final Duration BACKDATED = Duration.ofDays(1);

    /** Addresses that nobody outside the local network has (RFC 1918, 3927, 4193, 4291), as CIDR. */
    private static final List<String> PRIVATE = List.of(
            "10.0.0.0/8",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "::1/128",
            "fc00::/7",
            "fe80::/10");

    private static final int IPV6_NETWORK_BITS = 64;
    private static final int MOST_NAME_CHARACTERS = 40;

    private Mint() {}

    static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // Every Java has this curve.
        }
    }

    /**
     * An authority for this host alone: it can certify private addresses, {@code .local}, localhost, and what the host is
     * called now. Trusting it gives away nothing else.
     */
    static X509Certificate authority(KeyPair keys, Host host, Instant now) {
        return build(
                () -> {
                    var extensions = new JcaX509ExtensionUtils();
                    var subject = subject(host, keys.getPublic(), extensions);
                    var life = new Life(now.minus(BACKDATED), now.plus(AUTHORITY_LIFE));
                    return builder(subject, subject, life, keys.getPublic())
                            .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                            .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign))
                            .addExtension(
                                    Extension.extendedKeyUsage,
                                    false,
                                    new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                            .addExtension(Extension.nameConstraints, true, constraints(host))
                            .addExtension(
                                    Extension.subjectKeyIdentifier,
                                    false,
                                    extensions.createSubjectKeyIdentifier(keys.getPublic()));
                },
                keys.getPrivate());
    }

    /** A certificate for a server that is called and reached as this host is, of which the authority permits all. */
    static X509Certificate server(PublicKey key, Credentials authority, Host host, Instant now) {
        var ends = now.plus(SERVER_LIFE);
        var last = authority.certificate().getNotAfter().toInstant();
        return build(
                () -> {
                    var extensions = new JcaX509ExtensionUtils();
                    var issuer = X500Name.getInstance(
                            authority.certificate().getSubjectX500Principal().getEncoded());
                    var life = new Life(now.minus(BACKDATED), ends.isBefore(last) ? ends : last);
                    return builder(issuer, new X500Name("CN=Tertulia server"), life, key)
                            .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                            .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                            .addExtension(
                                    Extension.extendedKeyUsage,
                                    false,
                                    new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                            .addExtension(Extension.subjectAlternativeName, false, names(host))
                            .addExtension(
                                    Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(key))
                            .addExtension(
                                    Extension.authorityKeyIdentifier,
                                    false,
                                    extensions.createAuthorityKeyIdentifier(
                                            authority.certificate().getPublicKey()));
                },
                authority.key());
    }

    /** As much of the host as the authority may certify. */
    static Host permitted(X509Certificate authority, Host host) {
        var constraints = constraints(authority);
        return new Host(
                kept(host.names(), name -> permits(constraints, new GeneralName(GeneralName.dNSName, name))),
                kept(host.addresses(), address -> permits(constraints, address(address))));
    }

    private static Set<String> kept(Set<String> all, Predicate<String> permitted) {
        return all.stream().filter(permitted).collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean permits(PKIXNameConstraintValidator constraints, GeneralName name) {
        try {
            constraints.checkPermitted(name);
            return true;
        } catch (NameConstraintValidatorException e) {
            return false;
        }
    }

    private static PKIXNameConstraintValidator constraints(X509Certificate authority) {
        var validator = new PKIXNameConstraintValidator();
        byte[] extension = authority.getExtensionValue(Extension.nameConstraints.getId());
        if (extension == null) return validator;
        var permitted = NameConstraints.getInstance(
                        DEROctetString.getInstance(extension).getOctets())
                .getPermittedSubtrees();
        if (permitted != null) validator.intersectPermittedSubtree(permitted);
        return validator;
    }

    /** RFC 5280 §4.2.1.10: a DNS name permits itself and all below it; it has no leading dot. */
    private static NameConstraints constraints(Host host) throws IOException {
        var dns = new TreeSet<>(List.of("local", "localhost"));
        host.names().stream().filter(name -> !Names.isTopLevel(name)).forEach(dns::add);
        dns.removeIf(name -> name.endsWith(".local"));
        var permitted = new ArrayList<GeneralSubtree>();
        for (String name : dns) permitted.add(new GeneralSubtree(new GeneralName(GeneralName.dNSName, name)));
        for (String network : PRIVATE) permitted.add(network(network));
        for (String address : new TreeSet<>(host.addresses())) {
            if (!isPrivate(address)) permitted.add(network(address + "/" + bits(address)));
        }
        return new NameConstraints(permitted.toArray(GeneralSubtree[]::new), null);
    }

    /** Of a public IPv6 address its network is permitted, for the rest changes every day (RFC 8981). */
    private static int bits(String address) {
        return address.contains(":") ? IPV6_NETWORK_BITS : 32;
    }

    private static boolean isPrivate(String address) {
        var parsed = InetAddress.ofLiteral(address);
        boolean unique = (parsed.getAddress()[0] & 0xfe) == 0xfc && parsed.getAddress().length == 16;
        return unique || parsed.isSiteLocalAddress() || parsed.isLoopbackAddress() || parsed.isLinkLocalAddress();
    }

    /** An address and its mask, as RFC 5280 has them in a constraint. */
    private static GeneralSubtree network(String cidr) {
        int slash = cidr.indexOf('/');
        byte[] address = InetAddress.ofLiteral(cidr.substring(0, slash)).getAddress();
        int bits = Integer.parseInt(cidr.substring(slash + 1));
        byte[] both = new byte[2 * address.length];
        for (int i = 0; i < address.length; i++) {
            int mask = 0xff00 >> Math.clamp(bits - 8L * i, 0, 8) & 0xff;
            both[i] = (byte) (address[i] & mask);
            both[address.length + i] = (byte) mask;
        }
        return new GeneralSubtree(new GeneralName(GeneralName.iPAddress, new DEROctetString(both)));
    }

    private static GeneralNames names(Host host) {
        return new GeneralNames(Stream.concat(
                        host.names().stream().sorted().map(name -> new GeneralName(GeneralName.dNSName, name)),
                        host.addresses().stream().sorted().map(Mint::address))
                .toArray(GeneralName[]::new));
    }

    private static GeneralName address(String address) {
        ASN1Encodable bytes = new DEROctetString(InetAddress.ofLiteral(address).getAddress());
        return new GeneralName(GeneralName.iPAddress, bytes);
    }

    /** What a person finds it by among the authorities a device trusts. */
    private static X500Name subject(Host host, PublicKey key, JcaX509ExtensionUtils extensions) {
        String name = host.names().stream()
                .filter(label -> label.endsWith(".local"))
                .findFirst()
                .orElse("this machine")
                .replaceFirst("\\.local$", "");
        if (name.length() > MOST_NAME_CHARACTERS) name = name.substring(0, MOST_NAME_CHARACTERS);
        byte[] id = extensions.createSubjectKeyIdentifier(key).getKeyIdentifier();
        String mark = HexFormat.of().formatHex(id, 0, 4);
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, "Tertulia on " + name + " " + mark)
                .build();
    }

    private record Life(Instant begins, Instant ends) {}

    private static JcaX509v3CertificateBuilder builder(X500Name issuer, X500Name subject, Life life, PublicKey key) {
        var serial = new BigInteger(126, new SecureRandom()).setBit(126);
        return new JcaX509v3CertificateBuilder(
                issuer, serial, Date.from(life.begins()), Date.from(life.ends()), subject, key);
    }

    private interface Draft {
        X509v3CertificateBuilder write() throws GeneralSecurityException, IOException;
    }

    private static X509Certificate build(Draft draft, PrivateKey signer) {
        try {
            var signing = new JcaContentSignerBuilder("SHA256withECDSA").build(signer);
            return new JcaX509CertificateConverter()
                    .getCertificate(draft.write().build(signing));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
