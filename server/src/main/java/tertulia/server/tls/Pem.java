package tertulia.server.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;

/** Keys and certificates as text (RFC 7468). What can't be read is a {@link TlsTrouble} that names the file. */
final class Pem {
    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----([^-]*)-----END CERTIFICATE-----");
    private static final Pattern KEY = Pattern.compile("-----BEGIN ([A-Z ]*)PRIVATE KEY-----([^-]*)-----END ");
    private static final int MOST_BYTES = 1 << 20;

    private Pem() {}

    static String text(String kind, byte[] der) {
        var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n";
    }

    /** All certificates in the file, at least one. */
    static List<X509Certificate> certificates(Path file) {
        var found = CERTIFICATE.matcher(read(file));
        var certificates = new ArrayList<X509Certificate>();
        try {
            var factory = CertificateFactory.getInstance("X.509");
            while (found.find()) {
                byte[] der = Base64.getMimeDecoder().decode(found.group(1));
                certificates.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der)));
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new TlsTrouble(e, "certificate-damaged", file);
        }
        if (certificates.isEmpty()) throw new TlsTrouble(null, "no-certificate", file);
        return certificates;
    }

    /** The private key in the file, of EC or RSA, without a passphrase. */
    static PrivateKey key(Path file) {
        String text = read(file);
        var found = KEY.matcher(text);
        if (!found.find()) throw new TlsTrouble(null, "no-key", file);
        boolean encrypted = found.group(1).startsWith("ENCRYPTED") || text.contains("Proc-Type: 4,ENCRYPTED");
        if (encrypted) throw new TlsTrouble(null, "key-encrypted", file);
        try {
            boolean usual = found.group(1).isEmpty();
            return key(usual ? Base64.getMimeDecoder().decode(found.group(2)) : traditional(text));
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            throw new TlsTrouble(e, "key-damaged", file);
        }
    }

    private static PrivateKey key(byte[] pkcs8) throws GeneralSecurityException {
        var spec = new PKCS8EncodedKeySpec(pkcs8);
        try {
            return KeyFactory.getInstance("EC").generatePrivate(spec);
        } catch (InvalidKeySpecException e) {
            return KeyFactory.getInstance("RSA").generatePrivate(spec);
        }
    }

    /** {@code EC PRIVATE KEY} and {@code RSA PRIVATE KEY}, as older tools write them. */
    private static byte[] traditional(String text) throws IOException {
        try (var parser = new PEMParser(new StringReader(text))) {
            for (Object next = parser.readObject(); next != null; next = parser.readObject()) {
                if (next instanceof PEMKeyPair pair)
                    return pair.getPrivateKeyInfo().getEncoded();
            }
        }
        throw new IOException("no key");
    }

    /** Whether what the private key signs is what the public key verifies. */
    static boolean match(PrivateKey key, PublicKey other) {
        try {
            var signature =
                    Signature.getInstance(key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA");
            byte[] sample = {1, 2, 3};
            signature.initSign(key);
            signature.update(sample);
            byte[] signed = signature.sign();
            signature.initVerify(other);
            signature.update(sample);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static String read(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) throw new TlsTrouble(null, "too-large", file);
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            throw new TlsTrouble(e, "no-file", file);
        } catch (IOException e) {
            throw new TlsTrouble(e, "unreadable", file, e);
        }
    }
}
