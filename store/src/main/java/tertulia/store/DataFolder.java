package tertulia.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Set;
import org.sqlite.SQLiteConfig;

/**
 * A data folder, locked for one server. The database in it is made under another name and then renamed, so that
 * {@code tertulia.db} is either whole or not ours to touch.
 */
final class DataFolder implements AutoCloseable {
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER_BYTES = 100;

    /** Held by the server that uses the folder. */
    static final String LOCK = "tertulia.lock";

    private final Path database;
    private final FileChannel lock;

    private DataFolder(Path database, FileChannel lock) {
        this.database = database;
        this.lock = lock;
    }

    /** Opens the folder, making it and a database if there is none. Throws StoreTrouble, then nothing was touched. */
    static DataFolder open(Path given) {
        var folder = given.toAbsolutePath().normalize();
        var database = folder.resolve("tertulia.db");
        try {
            refuseWritableByOthers(folder);
            refuseWritableByOthers(database);
            boolean isNew = isNew(database); // Before anything is made: what is refused is not even locked.
            if (!Files.isDirectory(folder)) Files.createDirectories(folder, ownerOnly(folder, "rwx------"));
            var lock = lock(folder);
            try {
                NativeLibrary.load(folder);
                if (isNew && isNew(database)) make(database);
                else refuseUnwritable(database);
            } catch (SQLException e) {
                var trouble = trouble(database, e);
                lock.close();
                throw trouble;
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
            return new DataFolder(database, lock);
        } catch (FileAlreadyExistsException e) {
            throw new StoreTrouble(e, "no-folder", folder);
        } catch (IOException e) {
            throw new StoreTrouble(e, "unwritable", folder, e);
        }
    }

    Path database() {
        return database;
    }

    /** What the database's exception means here: SQLite does not say why the folder takes no file. */
    StoreTrouble trouble(SQLException e) {
        return trouble(database, e);
    }

    private static StoreTrouble trouble(Path database, SQLException e) {
        var trouble = StoreTrouble.of(database, e);
        if (!StoreTrouble.isOfFolder(e)) return trouble;
        var folder = database.resolveSibling(".").normalize();
        try {
            probe(folder, 2); // SQLite makes its log and, for that, an index.
            return trouble;
        } catch (IOException why) {
            return new StoreTrouble(why, "unwritable", folder, why);
        }
    }

    /** Makes so many files and deletes them. */
    private static void probe(Path folder, int files) throws IOException {
        if (files == 0) return;
        var probe = Files.createTempFile(folder, "tertulia", ".new");
        try {
            probe(folder, files - 1);
        } finally {
            Files.delete(probe);
        }
    }

    /** Lets another server have the folder. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new StoreTrouble(e, "lock-kept", String.valueOf(database.getParent()));
        }
    }

    /** The system gives the lock back when the process ends, in whichever way. */
    private static FileChannel lock(Path folder) throws IOException {
        var file = folder.resolve(LOCK);
        if (Files.isSymbolicLink(file)) throw new StoreTrouble(null, "lock-link", file);
        var options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        var lock = FileChannel.open(file, options, ownerOnly(folder, "rw-------"));
        try {
            if (lock.tryLock() != null) return lock;
        } catch (OverlappingFileLockException e) {
            // Held by this very process: said below.
        } catch (IOException e) {
            lock.close();
            throw e;
        }
        lock.close();
        throw new StoreTrouble(null, "in-use", folder);
    }

    /** Whether there is no database yet. What is there is judged by its bytes, before SQLite may write a single one. */
    private static boolean isNew(Path database) throws IOException {
        if (!exists(database)) {
            // Where the log is, there was a database.
            boolean left = exists(beside(database, "-wal")) || exists(beside(database, "-journal"));
            if (left) throw StoreTrouble.damaged(database, "it is not there, but its log is", null);
            return true;
        }
        if (Files.size(database) == 0) throw StoreTrouble.damaged(database, "it is empty", null);
        var header = ByteBuffer.allocate(HEADER_BYTES);
        try (var channel = FileChannel.open(database)) {
            while (header.hasRemaining() && channel.read(header) >= 0) {}
        } catch (IOException e) {
            throw new StoreTrouble(e, "unreadable", database, e);
        }
        if (header.hasRemaining() || !Arrays.equals(header.array(), 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new StoreTrouble(null, "no-database", database);
        }
        judge(database, header.getInt(68), header.getInt(60));
        return false;
    }

    /** Refuses the database of another program or of a newer Tertulia. */
    static void judge(Path database, int applicationId, int version) {
        if (applicationId != Schema.APPLICATION_ID) {
            throw new StoreTrouble(null, "other-program", database);
        }
        if (version > Schema.VERSION) {
            throw new StoreTrouble(null, "newer", database, version, Schema.VERSION);
        }
        if (version < 1) throw StoreTrouble.damaged(database, "data version " + version, null);
    }

    /** Throws {@link StoreTrouble} for files of ours that are there and can only be read: SQLite would open them, and fail later. */
    private static void refuseUnwritable(Path database) {
        for (var file : new Path[] {database, beside(database, "-wal"), beside(database, "-shm")}) {
            try (var opened = FileChannel.open(file, StandardOpenOption.WRITE)) {
                if (!opened.isOpen()) throw new IllegalStateException();
            } catch (NoSuchFileException e) {
                // Made when it is needed.
            } catch (IOException e) {
                throw new StoreTrouble(e, "file-unwritable", file, e);
            }
        }
    }

    private static void make(Path database) throws IOException, SQLException {
        var draft = beside(database, ".new");
        forget(draft); // Of a start that was cut off.
        try {
            make(database, draft);
        } catch (IOException | SQLException e) {
            forget(draft);
            throw e;
        }
    }

    private static void forget(Path draft) throws IOException {
        for (var left : new Path[] {draft, beside(draft, "-journal"), beside(draft, "-wal"), beside(draft, "-shm")}) {
            Files.deleteIfExists(left);
        }
    }

    private static void make(Path database, Path draft) throws IOException, SQLException {
        Files.createFile(draft, ownerOnly(draft, "rw-------"));
        try (var connection = new SQLiteConfig().createConnection("jdbc:sqlite:" + draft.toUri())) {
            Schema.make(connection);
            try (var statement = connection.createStatement()) {
                statement.execute("PRAGMA journal_mode = WAL");
            }
        }
        Files.move(draft, database, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (var folder = FileChannel.open(database.resolveSibling("."))) {
            folder.force(true); // The name, too, must survive a power cut.
        }
    }

    /** Whether something has that name; what cannot be looked at is trouble, and not absent. */
    private static boolean exists(Path file) throws IOException {
        try {
            Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Refuses what the group or others may write, as ssh does: they could read and change all that is said. */
    private static void refuseWritableByOthers(Path path) throws IOException {
        if (!exists(path) || !isPosix(path)) return;
        var permissions = Files.getPosixFilePermissions(path);
        if (permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new StoreTrouble(null, "open-to-others", path, PosixFilePermissions.toString(permissions));
        }
    }

    private static boolean isPosix(Path any) {
        return any.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static Path beside(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    /** Where files have permissions: the owner's alone. SQLite gives its log the permissions of the database. */
    static FileAttribute<?>[] ownerOnly(Path any, String permissions) {
        if (!any.getFileSystem().supportedFileAttributeViews().contains("posix")) return new FileAttribute<?>[0];
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        };
    }
}
