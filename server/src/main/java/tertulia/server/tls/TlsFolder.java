package tertulia.server.tls;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * The folder of an authority and its server: made whole under another name and then renamed; each file is replaced the same
 * way. The folder and its files are their owner's alone.
 */
final class TlsFolder {
    private static final String FILE = "rw-------";
    private static final String FOLDER = "rwx------";
    private static final List<String> FILES = List.of("ca.pem", "ca.key", "server.pem", "server.key");

    /** Has a hash over the others as this program left them: whoever finds them so need not work out whether they fit. */
    private static final String LEFT = "left";

    private final Path folder;

    TlsFolder(Path folder) {
        this.folder = folder;
    }

    /** Whether there is nothing yet. */
    boolean isNew() {
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        } catch (NoSuchFileException e) {
            return true;
        } catch (IOException e) {
            throw new TlsTrouble(e, "unreadable", folder, e);
        }
    }

    /** Writes all four files, or none. */
    void make(Credentials authority, Credentials server) {
        var draft = folder.resolveSibling(folder.getFileName() + ".new");
        try {
            forget(draft); // Of a start that was cut off.
            make(draft, authority, server);
        } catch (IOException e) {
            try {
                forget(draft);
            } catch (IOException left) {
                e.addSuppressed(left);
            }
            throw new TlsTrouble(e, "unwritable", folder, e);
        }
    }

    private void make(Path draft, Credentials authority, Credentials server) throws IOException {
        Files.createDirectory(draft, ownerOnly(FOLDER));
        write(draft.resolve("ca.key"), key(authority));
        write(draft.resolve("ca.pem"), certificates(authority));
        write(draft.resolve("server.key"), key(server));
        write(draft.resolve("server.pem"), certificates(server));
        write(draft.resolve(LEFT), hash(draft));
        Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
        sync(folder.resolveSibling("."));
    }

    /** Writes the server's certificate; its key is the same. */
    void writeServer(Credentials server) {
        replace("server.pem", certificates(server));
        leave();
    }

    /** Writes the authority's certificate; its key is the same. */
    void writeAuthority(Credentials authority) {
        replace("ca.pem", certificates(authority));
        leave();
    }

    private void replace(String name, String text) {
        var draft = folder.resolve(name + ".new");
        try {
            Files.deleteIfExists(draft);
            write(draft, text);
            Files.move(draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            sync(folder);
        } catch (IOException e) {
            throw new TlsTrouble(e, "unwritable", folder, e);
        }
    }

    /** Reads the authority. Throws {@link TlsTrouble} if it is damaged or none. */
    Credentials authority() {
        var authority = read("ca.pem", "ca.key");
        if (authority.certificate().getBasicConstraints() < 0) {
            throw new TlsTrouble(null, "no-authority", folder.resolve("ca.pem"));
        }
        return authority;
    }

    /** Reads the server's part. Throws {@link TlsTrouble} if it is damaged or not by this authority. */
    Credentials server(Credentials authority) {
        var server = read("server.pem", "server.key");
        if (isAsLeft()) return server;
        try {
            server.certificate().verify(authority.certificate().getPublicKey());
        } catch (GeneralSecurityException e) {
            throw new TlsTrouble(e, "not-signed", folder.resolve("server.pem"), folder.resolve("ca.pem"));
        }
        return server;
    }

    /** What changes when a file is written, deleted or replaced. */
    List<Object> state() {
        return FILES.stream()
                .<Object>map(name -> FileState.of(folder.resolve(name)))
                .toList();
    }

    /** The folder, for words about it. */
    Path path() {
        return folder;
    }

    /** Refuses a key that the group or others may write, as ssh does. */
    private void refuseWritableByOthers(Path key) {
        try {
            if (!isPosix() || !Files.exists(key)) return;
            var permissions = Files.getPosixFilePermissions(key);
            if (permissions.contains(PosixFilePermission.GROUP_WRITE)
                    || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
                throw new TlsTrouble(null, "open-to-others", key, PosixFilePermissions.toString(permissions));
            }
        } catch (IOException e) {
            throw new TlsTrouble(e, "unreadable", key, e);
        }
    }

    private boolean isPosix() {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private Credentials read(String certificate, String key) {
        refuseWritableByOthers(folder.resolve(key));
        var chain = Pem.certificates(folder.resolve(certificate));
        var secret = Pem.key(folder.resolve(key));
        if (!isAsLeft() && !Pem.match(secret, chain.getFirst().getPublicKey())) {
            throw new TlsTrouble(null, "other-key", folder.resolve(key), folder.resolve(certificate));
        }
        return new Credentials(secret, chain);
    }

    private boolean isAsLeft() {
        try {
            var left = folder.resolve(LEFT);
            return Files.exists(left)
                    && Files.size(left) < 100
                    && Files.readString(left, StandardCharsets.ISO_8859_1).equals(hash(folder));
        } catch (IOException e) {
            return false; // Then all is worked out.
        }
    }

    private void leave() {
        try {
            replace(LEFT, hash(folder));
        } catch (IOException e) {
            throw new TlsTrouble(e, "unreadable", folder, e);
        }
    }

    private static String hash(Path folder) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (String name : FILES) digest.update(Files.readAllBytes(folder.resolve(name)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // Every Java has SHA-256.
        }
    }

    private static String key(Credentials credentials) {
        return Pem.text("PRIVATE KEY", credentials.key().getEncoded());
    }

    private static String certificates(Credentials credentials) {
        var text = new StringBuilder();
        for (var certificate : credentials.chain()) text.append(new Trust(certificate, true).pem());
        return text.toString();
    }

    private void write(Path file, String text) throws IOException {
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = FileChannel.open(file, options, ownerOnly(FILE))) {
            var bytes = StandardCharsets.US_ASCII.encode(text);
            while (bytes.hasRemaining()) channel.write(bytes);
            channel.force(true);
        }
    }

    private static void forget(Path draft) throws IOException {
        if (!Files.exists(draft)) return;
        try (var left = Files.list(draft)) {
            for (var file : left.toList()) Files.delete(file);
        }
        Files.delete(draft);
    }

    /** The names, too, must survive a power cut. */
    private static void sync(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder)) {
            channel.force(true);
        }
    }

    private FileAttribute<?>[] ownerOnly(String permissions) {
        if (!isPosix()) return new FileAttribute<?>[0];
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        };
    }
}
