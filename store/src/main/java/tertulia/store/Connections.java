package tertulia.store;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/** Where connections to the database come from; tests put their faults here. */
interface Connections {
    /** How long to wait for another program, such as a backup, that holds the file. */
    int BUSY_MILLIS = 1000;

    /** The log's size, in pages of 4 KiB, at which a commit also moves it into the database file. */
    int CHECKPOINT_PAGES = 4000;

    /** The pages that the writer keeps, in KiB: one for each of some thousand rooms in which people write at the same time. */
    int CACHE_KIBIBYTES = 8 * 1024;

    Connection open(Path file, boolean readOnly) throws SQLException;

    /** How many bytes of the disk may still be written. */
    default long usableBytes(FileStore disk) throws IOException {
        return disk.getUsableSpace();
    }

    /** A connection to an existing file; a writing one has its acknowledged commits on disk. */
    static Connection sqlite(Path file, boolean readOnly) throws SQLException {
        var config = new SQLiteConfig();
        config.setReadOnly(readOnly); // First: it sets the modes to open with.
        config.resetOpenMode(SQLiteOpenMode.CREATE); // A file that vanished is trouble, not a new one.
        config.setBusyTimeout(BUSY_MILLIS);
        if (!readOnly) {
            config.setJournalMode(SQLiteConfig.JournalMode.WAL);
            config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
            config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, Integer.toString(CHECKPOINT_PAGES));
            config.setCacheSize(-CACHE_KIBIBYTES);
        }
        return config.createConnection("jdbc:sqlite:" + file.toUri());
    }
}
