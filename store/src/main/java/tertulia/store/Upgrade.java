package tertulia.store;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Brings a database of an older version to this program's. Before, it is copied beside itself, as {@code
 * tertulia.db.version-N}; the copy goes at the first clean stop after that.
 */
final class Upgrade {
    private static final System.Logger LOG = System.getLogger(Upgrade.class.getName());

    private Upgrade() {}

    /** Throws {@link StoreTrouble} if there is no room on the disk; then, and after any trouble, the database is as it was. */
    static void run(Path database, int version, Connections connections) throws SQLException {
        try (var connection = connections.open(database, false)) {
            emptyLog(connection); // So that the one file is all there is.
            keepCopy(database, version);
            Schema.migrate(connection, version);
            emptyLog(connection);
        }
        LOG.log(
                Level.INFO,
                "data version=" + version + " brought to " + Schema.VERSION + "; " + copy(database, version)
                        + " has it as it was, until the server has stopped once");
    }

    private static void emptyLog(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
    }

    /** The server stopped well with the new version: the copies of older ones are not needed any more. */
    static void forgetCopies(Path database) {
        for (int version = 1; version < Schema.VERSION; version++) forget(copy(database, version));
    }

    private static void forget(Path copy) {
        try {
            Files.deleteIfExists(copy);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "cannot delete " + copy + ", which is not needed any more");
        }
    }

    private static void keepCopy(Path database, int version) {
        var copy = copy(database, version);
        var draft = copy.resolveSibling(copy.getFileName() + ".new");
        try {
            long needed = 2 * Files.size(database);
            if (Files.getFileStore(database).getUsableSpace() < needed) {
                throw new StoreTrouble(null, "no-room-to-upgrade", database, (needed >> 20) + 1);
            }
            Files.copy(database, draft, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            try (var written = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                written.force(true);
            }
            Files.move(draft, copy, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            forget(draft);
            throw new StoreTrouble(e, "unwritable", database.resolveSibling(".").normalize(), e);
        }
    }

    private static Path copy(Path database, int version) {
        return database.resolveSibling(database.getFileName() + ".version-" + version);
    }
}
