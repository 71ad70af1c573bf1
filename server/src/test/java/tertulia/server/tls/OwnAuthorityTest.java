package tertulia.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tertulia.core.WatchedClock;

/** The server's own authority: what it certifies, what it can not, and when it does so anew. */
final class OwnAuthorityTest {
    private static final Instant BEGIN = Instant.parse("2026-11-20T10:00:00Z");
    private static final Host HOST = host("127.0.0.1", "192.168.1.7");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path data;

    private Instant now = BEGIN;
    private Duration set = Duration.ZERO;
    private Host here = HOST;

    private static Host host(String... addresses) {
        return new Host(Host.names("room-12.school.example", List.of()), Set.of(addresses));
    }

    private OwnAuthority open() {
        return opened("tls");
    }

    private OwnAuthority opened(String name) {
        var own = OwnAuthority.of(data.resolve(name), watched(), () -> here);
        own.keep();
        own.refresh();
        return own;
    }

    /** Time passes for both clocks, unless the one on the wall is {@link #set}. */
    private WatchedClock watched() {
        return new WatchedClock(
                clock(), () -> Duration.between(BEGIN, now.minus(set)).toNanos());
    }

    private InstantSource clock() {
        return () -> now;
    }

    @Test
    void theServerIsCertifiedForWhatTheMachineIsCalledAndWhereItIs() throws GeneralSecurityException {
        var own = open();
        var certificate = own.credentials().certificate();
        validate(own.trust().certificate(), certificate);
        assertThat(OwnAuthority.named(certificate).names())
                .containsExactlyInAnyOrder("localhost", "room-12", "room-12.local", "room-12.school.example");
        assertThat(OwnAuthority.named(certificate).addresses()).containsExactlyInAnyOrder("127.0.0.1", "192.168.1.7");
        var life = Duration.between(
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant());
        assertThat(life).isLessThanOrEqualTo(Duration.ofDays(90));
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(own.trust().certificate().getCriticalExtensionOIDs())
                .as("basicConstraints, keyUsage, nameConstraints")
                .containsExactlyInAnyOrder("2.5.29.19", "2.5.29.15", "2.5.29.30");
        assertThat(own.trust().certificate().getBasicConstraints()).isZero();
    }

    /** Whoever trusts the authority gives away nothing else, even if its key is stolen. */
    @ParameterizedTest
    @ValueSource(
            strings = {"example.com", "school.example", "8.8.8.8", "172.32.0.1", "192.169.0.1", "2001:db8:0:0:0:0:0:1"})
    void theAuthorityCanCertifyNothingElse(String other) {
        var own = open();
        var authority = authority();
        boolean address = other.contains(":") || other.matches("[0-9.]+");
        var wanted = new Host(address ? Set.of("localhost") : Set.of(other), address ? Set.of(other) : Set.of());
        var forged = Mint.server(Mint.keys().getPublic(), authority, wanted, now);
        assertThatThrownBy(() -> validate(own.trust().certificate(), forged))
                .isInstanceOf(CertPathValidatorException.class)
                .hasMessageContaining("name constraints");
        assertThat(Mint.permitted(authority.certificate(), wanted)).isNotEqualTo(wanted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1.2.3", "172.31.255.1", "169.254.1.1", "fd00:0:0:0:0:0:0:7", "fe80:0:0:0:0:0:0:7"})
    void theAuthorityCanCertifyEveryPrivateAddress(String address) throws GeneralSecurityException {
        var own = open();
        var wanted = new Host(Set.of("printer.local"), Set.of(address));
        assertThat(Mint.permitted(own.trust().certificate(), wanted)).isEqualTo(wanted);
        validate(own.trust().certificate(), Mint.server(Mint.keys().getPublic(), authority(), wanted, now));
    }

    @Test
    void publicAddressesThatTheMachineHadAtFirstAreCertified() throws GeneralSecurityException {
        here = host("198.51.100.7", "2001:db8:0:1:0:0:0:7");
        var own = open();
        var certificate = own.credentials().certificate();
        assertThat(OwnAuthority.named(certificate)).isEqualTo(here);
        validate(own.trust().certificate(), certificate);
        here = host("198.51.100.8", "2001:db8:0:1:aaaa:0:0:7");
        assertThat(own.refresh()).isTrue();
        assertThat(OwnAuthority.named(own.credentials().certificate()).addresses())
                .as("another public address is left out, but not one of the same IPv6 network")
                .containsExactly("2001:db8:0:1:aaaa:0:0:7");
    }

    /** A machine called "dev" must not make an authority for all of .dev. */
    @Test
    void aHostNameThatIsATopLevelDomainIsLeftOut() {
        here = new Host(Host.names("dev", List.of()), Set.of("127.0.0.1"));
        assertThat(OwnAuthority.named(open().credentials().certificate()).names())
                .containsExactlyInAnyOrder("localhost", "dev.local");
    }

    @Test
    void filesThatAreGoneOrReplacedAreNoticedWhatItWritesItselfIsNot() throws IOException {
        var own = open();
        now = BEGIN.plus(Duration.ofDays(61));
        assertThat(own.refresh()).isTrue();
        assertThat(own.look()).isEmpty();
        var key = data.resolve("tls").resolve("ca.key");
        byte[] kept = Files.readAllBytes(key);
        Files.delete(key);
        assertThat(own.look()).get().asString().contains(data.resolve("tls").toString());
        Files.write(key, kept);
        assertThat(own.look()).as("another file, though it says the same").isPresent();
    }

    @Test
    void aKeyThatOthersMayWriteIsRefused() throws IOException {
        open();
        Files.setPosixFilePermissions(
                data.resolve("tls").resolve("server.key"), PosixFilePermissions.fromString("rw-rw----"));
        assertThatThrownBy(this::open).isInstanceOf(TlsTrouble.class).hasMessageContaining("chmod go-w");
    }

    @Test
    void nothingIsCertifiedOnTheWordOfAClockThatWasJustSet() throws IOException {
        var own = open();
        var first = own.credentials().certificate();
        var authority = own.trust().certificate();
        set = Duration.ofDays(3660);
        now = BEGIN.plus(set);
        assertThat(own.refresh()).isFalse();
        now = now.plusSeconds(8);
        assertThat(own.refresh()).isFalse();
        set = Duration.ZERO;
        now = BEGIN.plusSeconds(10);
        assertThat(own.refresh()).isFalse();
        now = BEGIN.plus(Duration.ofHours(1));
        assertThat(own.refresh()).isFalse();
        assertThat(own.credentials().certificate()).isEqualTo(first);
        assertThat(own.trust().certificate()).isEqualTo(authority);
        set = Duration.ofDays(61);
        now = now.plus(set);
        assertThat(own.refresh()).isFalse();
        now = now.plusSeconds(61);
        assertThat(own.refresh())
                .as("a clock that stays where it was set is believed")
                .isTrue();
    }

    @Test
    void itIsMadeAnewBeforeItEndsAndKeepsItsKey() {
        var own = open();
        var first = own.credentials().certificate();
        now = BEGIN.plus(Duration.ofDays(58));
        assertThat(own.refresh()).isFalse();
        now = BEGIN.plus(Duration.ofDays(60));
        assertThat(own.refresh()).isTrue();
        var second = own.credentials().certificate();
        assertThat(second.getPublicKey()).isEqualTo(first.getPublicKey());
        assertThat(second.getNotAfter()).isAfter(first.getNotAfter());
        assertThat(open().credentials().certificate()).as("it is in the file").isEqualTo(second);
    }

    @Test
    void itIsMadeAnewWhenAddressesChange() {
        var own = open();
        assertThat(own.refresh()).isFalse();
        here = host("127.0.0.1", "10.0.0.7");
        assertThat(own.refresh()).isTrue();
        assertThat(OwnAuthority.named(own.credentials().certificate()).addresses())
                .contains("10.0.0.7");
        assertThat(own.refresh()).isFalse();
    }

    @Test
    void anAuthorityThatEndsIsMadeAnewWithItsKey() throws GeneralSecurityException {
        var before = open().trust();
        now = BEGIN.plus(Mint.AUTHORITY_LIFE).plus(Duration.ofDays(30));
        var own = open();
        assertThat(own.trust().fingerprint()).isEqualTo(before.fingerprint());
        validate(own.trust().certificate(), own.credentials().certificate());
    }

    @Test
    void theFilesAreTheirOwnersAlone() throws IOException {
        open();
        var modes = new TreeMap<String, String>();
        for (var file : List.of("", "ca.key", "ca.pem", "server.key", "server.pem", "left")) {
            var path = data.resolve("tls").resolve(file);
            modes.put(file, PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
        }
        assertThat(modes)
                .isEqualTo(Map.of(
                        "", "rwx------",
                        "ca.key", "rw-------",
                        "ca.pem", "rw-------",
                        "left", "rw-------",
                        "server.key", "rw-------",
                        "server.pem", "rw-------"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ca.key", "ca.pem", "server.key", "server.pem"})
    void aDamagedFileIsSaidAndNothingIsOverwritten(String name) throws IOException {
        open();
        var file = data.resolve("tls").resolve(name);
        Files.writeString(file, "my shopping list");
        var before = contents();
        assertThatThrownBy(this::open).isInstanceOf(TlsTrouble.class).hasMessageContaining(file.toString());
        Files.delete(file);
        assertThatThrownBy(this::open).isInstanceOf(TlsTrouble.class).hasMessageContaining(file.toString());
        Files.writeString(file, "my shopping list");
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void filesThatDoNotBelongTogetherAreSaid() throws IOException {
        open();
        var other = opened("other");
        assertThat(other.trust().own()).isTrue();
        for (var name : List.of("ca.key", "server.key", "server.pem")) {
            var file = data.resolve("tls").resolve(name);
            var own = Files.readAllBytes(file);
            Files.copy(data.resolve("other").resolve(name), file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            assertThatThrownBy(this::open).isInstanceOf(TlsTrouble.class).hasMessageContaining(name);
            Files.write(file, own);
        }
        open();
    }

    @Test
    void aStartThatWasCutOffIsBegunAgain() throws IOException {
        Files.createDirectory(data.resolve("tls.new"));
        Files.writeString(data.resolve("tls.new").resolve("ca.key"), "half");
        open();
        assertThat(data.resolve("tls.new")).doesNotExist();
    }

    private Map<String, String> contents() throws IOException {
        var contents = new TreeMap<String, String>();
        try (var files = Files.list(data.resolve("tls"))) {
            for (var file : files.toList()) contents.put(file.toString(), Files.readString(file));
        }
        return contents;
    }

    private Credentials authority() {
        return new TlsFolder(data.resolve("tls")).authority();
    }

    /** By RFC 5280. Java heeds the constraints of an authority only if another one certified it. */
    private void validate(X509Certificate authority, X509Certificate certificate) throws GeneralSecurityException {
        var top = Mint.keys();
        var anchor = new TrustAnchor("CN=top", top.getPublic(), null);
        var parameters = new PKIXParameters(Set.of(anchor));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(now));
        var path = CertificateFactory.getInstance("X.509")
                .generateCertPath(List.of(certificate, signedBy(top.getPrivate(), authority)));
        CertPathValidator.getInstance("PKIX").validate(path, parameters);
    }

    private static X509Certificate signedBy(PrivateKey top, X509Certificate authority) {
        try {
            var holder = new JcaX509CertificateHolder(authority);
            var builder = new X509v3CertificateBuilder(
                    new X500Name("CN=top"),
                    BigInteger.ONE,
                    authority.getNotBefore(),
                    authority.getNotAfter(),
                    holder.getSubject(),
                    holder.getSubjectPublicKeyInfo());
            for (Object id : holder.getExtensionOIDs())
                builder.addExtension(holder.getExtension((ASN1ObjectIdentifier) id));
            var signed = builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(top));
            return new JcaX509CertificateConverter().getCertificate(signed);
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new AssertionError(e);
        }
    }
}
