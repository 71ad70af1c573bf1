package tertulia.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The files that the store has open, by device and inode, compared with what stands in the folder under their names. An open
 * file that was deleted, moved or replaced takes writes as before, and nobody would find them.
 */
final class OpenFiles {
    private final Path database;
    private final Path log;
    private final Path lock;
    private final @Nullable Object databaseKey;
    private final @Nullable Object lockKey;
    private @Nullable Object logKey;
    private boolean logIsLost;
    private volatile boolean doubtful;

    /** Takes the files that are there now as those that are meant. */
    OpenFiles(Path database) {
        this.database = database;
        log = database.resolveSibling(database.getFileName() + "-wal");
        lock = database.resolveSibling(DataFolder.LOCK);
        databaseKey = key(database).orElse(null);
        lockKey = key(lock).orElse(null);
    }

    /** Throws {@link StoreTrouble} unless the database that is to be opened, or is open, is the one it was. */
    void checkDatabase() {
        check(database, databaseKey);
    }

    /**
     * A new connection writes from here on: SQLite's log, which it makes when it is needed, may be another one. Throws {@link
     * StoreTrouble} while the log is not back that was lost with what was in it.
     */
    synchronized void connected() {
        check();
        logKey = null;
        doubtful = false;
    }

    /** The connection that wrote ends, and SQLite may delete its log then; what was lost before is lost. */
    synchronized void disconnecting() {
        lookAtLog();
        if (!logIsLost) logKey = null;
    }

    /** Throws {@link StoreTrouble} unless what is written goes into the files that stand in the folder. */
    synchronized void check() {
        lookAtLog();
        checkDatabase();
        if (logIsLost) check(log, logKey);
        else if (logKey == null) logKey = key(log).orElse(null);
    }

    /** The same after a commit; if it is in other files, what is read from them does not count until these are back. */
    void confirm() {
        try {
            check();
        } catch (StoreTrouble e) {
            doubtful = true;
            throw e;
        }
    }

    /** Throws {@link StoreTrouble} if what was read may be from files that do not stand in the folder any more. */
    void vouch() {
        if (doubtful) check();
    }

    private void lookAtLog() {
        if (logKey != null) logIsLost = !key(log).equals(Optional.of(logKey));
    }

    /** What is wrong now, if something is. */
    Optional<StoreTrouble> look() {
        try {
            check();
            check(lock, lockKey);
            return Optional.empty();
        } catch (StoreTrouble e) {
            return Optional.of(e);
        }
    }

    /** Whether the lock is gone or another one, so that a second server could use the folder. */
    Optional<StoreTrouble> lookAtLock() {
        try {
            check(lock, lockKey);
            return Optional.empty();
        } catch (StoreTrouble e) {
            return Optional.of(e);
        }
    }

    private static void check(Path file, @Nullable Object expected) {
        var now = key(file);
        if (now.isEmpty()) throw new StoreTrouble(null, "file-gone", file);
        if (!now.get().equals(expected)) throw new StoreTrouble(null, "file-replaced", file);
    }

    /** Where files have no such key, only that they are there counts. */
    private static Optional<Object> key(Path file) {
        try {
            var key = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .fileKey();
            return Optional.of(key == null ? file : key);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StoreTrouble(e, "unreadable", file, e);
        }
    }
}
