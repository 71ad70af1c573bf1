package tertulia.server.tls;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;

/**
 * What somebody must trust to know this server again: the certificate of its own authority, or, where the operator gave
 * one, the server's own certificate.
 */
public record Trust(X509Certificate certificate, boolean own) {

    /** {@code SHA256:} and the base64 of SHA-256 over the certificate's SubjectPublicKeyInfo, as OpenSSH prints them. */
    public String fingerprint() {
        try {
            byte[] key = certificate.getPublicKey().getEncoded();
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key);
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // Every Java has SHA-256.
        }
    }

    /** The certificate in DER. */
    public byte[] der() {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The certificate in PEM. */
    public String pem() {
        return Pem.text("CERTIFICATE", der());
    }
}
