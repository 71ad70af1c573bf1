package tertulia.server.tls;

import java.util.Optional;

/** Where this server's key and certificates come from. Used by one thread at a time. */
public sealed interface CredentialSource permits OwnAuthority, GivenCertificate {

    /** What to show clients from now on. */
    Credentials credentials();

    /** What clients are to trust. */
    Trust trust();

    /** Writes what is not written yet; called once, when the data are this process's alone. */
    default void keep() {}

    /** What has happened to the files since, so that the next start would be another server's; nothing if all is well. */
    default Optional<TlsTrouble> look() {
        return Optional.empty();
    }

    /** Looks whether something has changed, and whether a certificate ends soon. True if there are new credentials. */
    boolean refresh();
}
