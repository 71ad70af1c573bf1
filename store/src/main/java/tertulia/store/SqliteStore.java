package tertulia.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import tertulia.core.Share;
import tertulia.core.port.Directory;
import tertulia.core.port.EventLog;
import tertulia.model.Limits;

/**
 * A data folder in use: the log and the directory in its file {@code tertulia.db}. An acknowledged write is on disk. When
 * the disk is full or fails, writes fail with {@link StoreTrouble} and reads go on; it recovers by itself.
 */
public final class SqliteStore implements AutoCloseable {
    /** Up to this size the whole file is checked at start, which takes about a tenth of a second … */
    private static final long CHECKED_BYTES = 32 << 20;

    /** … beyond it only these tables, by which all else is found; damage elsewhere is told by the read that meets it. */
    private static final String[] CHECKED_TABLES = {"server", "room", "guest"};

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final DataFolder folder;
    private final byte[] key;
    private final Readers readers;
    private final Writer writer;
    private final OpenFiles files;
    private final Floor floor;
    private final Optional<StoreTrouble> leftOut;
    private final EventLog log;
    private final Directory directory;
    private Optional<StoreTrouble> lost = Optional.empty();
    private boolean closed;

    private SqliteStore(DataFolder folder, Limits limits, Share share, Connections connections) throws SQLException {
        this.folder = folder;
        leftOut = LeftOut.look(folder.database()); // Before SQLite forgets it.
        key = check(folder.database(), connections);
        int version = version(folder.database(), connections);
        if (version < Schema.VERSION) Upgrade.run(folder.database(), version, connections);
        files = new OpenFiles(folder.database());
        floor = new Floor(folder.database(), limits, connections);
        readers = new Readers(folder.database(), limits, connections, files);
        writer = new Writer(folder.database(), limits, share, connections, files);
        log = new SqliteLog(this, writer, readers, floor);
        directory = new SqliteDirectory(writer, readers);
    }

    /**
     * Opens the folder's data, or begins it. Throws {@link StoreTrouble}, and then touched nothing, if another server uses
     * the folder, it cannot be written to, or what is in it is damaged, foreign or newer than this program. What waits to be
     * written counts in {@code share}.
     */
    public static SqliteStore open(Path folder, Limits limits, Share share) {
        return open(folder, limits, share, Connections::sqlite);
    }

    /**
     * Loads SQLite's native library from below this folder, if it lies there for this system. That takes a while and goes on
     * beside other things; whoever opens a store waits for it.
     */
    public static void prepare(Path unpacked) {
        Thread.ofPlatform().daemon().name("sqlite").start(() -> NativeLibrary.from(unpacked));
    }

    static SqliteStore open(Path folder, Limits limits, Share share, Connections connections) {
        var data = DataFolder.open(folder);
        try {
            return new SqliteStore(data, limits, share, connections);
        } catch (SQLException e) {
            var trouble = data.trouble(e);
            data.close();
            throw trouble;
        } catch (RuntimeException e) {
            data.close();
            throw e;
        }
    }

    /** The rooms' logs; closing it closes the store. */
    public EventLog log() {
        return log;
    }

    public Directory directory() {
        return directory;
    }

    /** 32 bytes of chance that nobody else knows, made with the data and the same ever after. */
    public byte[] key() {
        return key.clone();
    }

    /** What was found at the start that an operator should know, in words. */
    public Optional<StoreTrouble> leftOut() {
        return leftOut;
    }

    /**
     * Why nothing can be stored just now, or why the folder is not this server's alone any more; nothing if all is well.
     * Asked of the writer itself: while that hangs, the stage does not complete. It fails when the store is closed.
     */
    public CompletionStage<Optional<StoreTrouble>> health() {
        return writer.submit(0, 0, statements -> floor.isReached(0)).handle((low, failure) -> {
            if (failure instanceof StoreTrouble trouble) return Optional.of(trouble);
            if (failure != null) throw new CompletionException(failure);
            return low ? Optional.of(floor.trouble()) : writer.lockTrouble();
        });
    }

    /** What the threads of the store that do anything are doing: the writer always, each reader while it reads. */
    public List<Pulse> pulses() {
        var pulses = new ArrayList<Pulse>();
        pulses.add(writer.pulse());
        pulses.addAll(readers.pulses());
        return pulses;
    }

    /** After {@link #close}: why what was acknowledged may not be in the folder; nothing if it is. */
    public Optional<StoreTrouble> lost() {
        return lost;
    }

    /** Finishes what was accepted, within seconds; whatever cannot be finished fails, as does all that comes later. */
    @Override
    public void close() {
        readers.close(PATIENCE);
        if (!closed) lost = files.look();
        closed = true;
        writer.close(PATIENCE); // Last: the last connection to close moves the log into the database file.
        if (lost.isEmpty()) Upgrade.forgetCopies(folder.database());
        folder.close();
    }

    /** Looks at the database without being able to write to it, and returns the key. */
    private static byte[] check(Path file, Connections connections) throws SQLException {
        try (Connection connection = connections.open(file, true);
                var statement = connection.createStatement()) {
            DataFolder.judge(
                    file, number(statement, "PRAGMA application_id"), number(statement, "PRAGMA user_version"));
            if (bytes(file) <= CHECKED_BYTES) {
                check(file, statement, "PRAGMA quick_check(1)");
            } else {
                for (var table : CHECKED_TABLES) check(file, statement, "PRAGMA quick_check(" + table + ")");
            }
            try (var row = statement.executeQuery("SELECT key FROM server")) {
                if (!row.next()) throw StoreTrouble.damaged(file, "it has no key", null);
                return row.getBytes(1);
            }
        }
    }

    private static int version(Path file, Connections connections) throws SQLException {
        try (var connection = connections.open(file, true);
                var statement = connection.createStatement()) {
            return number(statement, "PRAGMA user_version");
        }
    }

    private static void check(Path file, Statement statement, String pragma) throws SQLException {
        try (var row = statement.executeQuery(pragma)) {
            if (!row.next() || !row.getString(1).equals("ok")) throw StoreTrouble.damaged(file, "quick_check", null);
        }
    }

    private static int number(Statement statement, String pragma) throws SQLException {
        try (var row = statement.executeQuery(pragma)) {
            return row.next() ? row.getInt(1) : 0;
        }
    }

    private static long bytes(Path file) {
        try {
            return Files.size(file);
        } catch (java.io.IOException e) {
            throw new StoreTrouble(e, "unreadable", file, e);
        }
    }
}
