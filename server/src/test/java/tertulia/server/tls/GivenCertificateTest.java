package tertulia.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator's own certificate and key. */
final class GivenCertificateTest {
    private static final Host HOST = new Host(Set.of("chat.example.org"), Set.of());

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Path certificate() {
        return folder.resolve("cert.pem");
    }

    private Path key() {
        return folder.resolve("key.pem");
    }

    /** Writes a certificate for this key, and the key. */
    private void write(KeyPair keys) throws IOException {
        var signer = Mint.keys();
        var authority = new Credentials(signer.getPrivate(), List.of(Mint.authority(signer, HOST, Instant.now())));
        var certificate = Mint.server(keys.getPublic(), authority, HOST, Instant.now());
        Files.writeString(certificate(), new Trust(certificate, false).pem() + authority.certificate());
        Files.writeString(key(), Pem.text("PRIVATE KEY", keys.getPrivate().getEncoded()));
    }

    private GivenCertificate open() {
        return new GivenCertificate(certificate(), key());
    }

    @Test
    void theServersOwnKeyIsWhatIsTrusted() throws IOException {
        var keys = Mint.keys();
        write(keys);
        assertThat(open().credentials().key()).isEqualTo(keys.getPrivate());
        assertThat(open().trust().certificate().getPublicKey()).isEqualTo(keys.getPublic());
        assertThat(open().trust().own()).isFalse();
    }

    @Test
    void keysAreReadAsOlderToolsWriteThemToo() throws IOException, GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        for (var keys : List.of(generator.generateKeyPair(), Mint.keys())) {
            write(keys);
            assertThat(open().credentials().key()).isEqualTo(keys.getPrivate());
            Files.writeString(key(), traditional(keys.getPrivate()));
            assertThat(Pem.match(open().credentials().key(), keys.getPublic())).isTrue();
        }
    }

    /** As {@code openssl rsa -traditional} and {@code openssl ecparam -genkey} write them. */
    private static String traditional(PrivateKey key) throws IOException {
        if (!(key instanceof ECPrivateKey curve)) {
            var inner = PrivateKeyInfo.getInstance(key.getEncoded()).parsePrivateKey();
            return Pem.text("RSA PRIVATE KEY", inner.toASN1Primitive().getEncoded());
        }
        var inner = new org.bouncycastle.asn1.sec.ECPrivateKey(256, curve.getS(), SECObjectIdentifiers.secp256r1);
        return Pem.text("EC PRIVATE KEY", inner.getEncoded());
    }

    @Test
    void wrongFilesAreSaid() throws IOException {
        assertThatThrownBy(this::open).isInstanceOf(TlsTrouble.class).hasMessageContaining("there is no file");
        write(Mint.keys());
        Files.writeString(
                key(), Pem.text("PRIVATE KEY", Mint.keys().getPrivate().getEncoded()));
        assertThatThrownBy(this::open).hasMessageContaining("is not the key of the certificate");
        Files.writeString(key(), Pem.text("ENCRYPTED PRIVATE KEY", new byte[100]));
        assertThatThrownBy(this::open).hasMessageContaining("is encrypted");
        Files.writeString(key(), Pem.text("PRIVATE KEY", new byte[100]));
        assertThatThrownBy(this::open).hasMessageContaining("is damaged");
        Files.writeString(key(), "my shopping list");
        assertThatThrownBy(this::open).hasMessageContaining("has no private key");
        Files.writeString(certificate(), Pem.text("CERTIFICATE", new byte[100]));
        assertThatThrownBy(this::open).hasMessageContaining("is damaged");
        Files.writeString(certificate(), "my shopping list");
        assertThatThrownBy(this::open).hasMessageContaining("has no certificate");
    }

    @Test
    void newFilesAreTakenAndBrokenOnesAreNot() throws IOException {
        write(Mint.keys());
        var given = open();
        assertThat(given.refresh()).isFalse();
        var first = given.credentials();
        Files.writeString(certificate(), "half a certif");
        assertThat(given.refresh()).isFalse();
        assertThat(given.credentials()).isEqualTo(first);
        write(Mint.keys());
        assertThat(given.refresh()).isTrue();
        assertThat(given.credentials()).isNotEqualTo(first);
    }
}
