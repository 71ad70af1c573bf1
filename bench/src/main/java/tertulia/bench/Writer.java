package tertulia.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;
import tertulia.model.MessageId;

/**
 * What the disk and SQLite allow: one writer that does nothing but commit groups of entries, in a table of the log's
 * shape. The durable figure of the server is a share of this.
 */
final class Writer {
    private static final long SECOND = 1_000_000_000L;
    /** As in the durable test: 64 senders in pairs. */
    private static final int ROOMS = 32;

    private static final int EVENT_BYTES = 130;

    private Writer() {}

    /** Commits groups of that many rows, spread over some rooms, in a new database in the folder. */
    static Result run(Path folder, int rows, double seconds) throws SQLException, IOException {
        var file = folder.resolve("writer-" + rows + ".db");
        try (var database = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            prepare(database);
            return measure(database, rows, (long) (seconds * SECOND));
        }
    }

    private static void prepare(Connection database) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = FULL");
            statement.execute("PRAGMA wal_autocheckpoint = 4000");
            statement.execute("""
                    CREATE TABLE entry (
                      room INTEGER NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL, author BLOB NOT NULL,
                      handle TEXT NOT NULL, message BLOB NOT NULL, change INTEGER NOT NULL, event BLOB NOT NULL,
                      PRIMARY KEY (room, seq)) STRICT, WITHOUT ROWID""");
            statement.execute("CREATE UNIQUE INDEX entry_draft ON entry (message, room, author)");
            statement.execute("CREATE INDEX entry_change ON entry (room, seq) WHERE change = 1");
        }
        database.setAutoCommit(false);
    }

    private static Result measure(Connection database, int rows, long nanos) throws SQLException {
        var latency = new Histogram(60 * SECOND, 3);
        var random = new SplittableRandom(1);
        var seqs = new long[ROOMS];
        long written = 0;
        double own = Proc.ownCpuSeconds();
        long start = System.nanoTime();
        try (var insert = database.prepareStatement("INSERT INTO entry VALUES (?, ?, ?, ?, 'u000001', ?, 0, ?)")) {
            insert.setBytes(4, new byte[16]);
            insert.setBytes(6, new byte[EVENT_BYTES]);
            for (long now = start; now - start < nanos; now = System.nanoTime()) {
                insert.setLong(3, System.currentTimeMillis());
                for (int i = 0; i < rows; i++) {
                    int room = i % ROOMS;
                    insert.setInt(1, room);
                    insert.setLong(2, ++seqs[room]);
                    insert.setBytes(5, id(random));
                    insert.executeUpdate();
                }
                database.commit();
                latency.recordValue(Math.min(System.nanoTime() - now, 60 * SECOND));
                written += rows;
            }
        }
        double elapsed = (System.nanoTime() - start) / (double) SECOND;
        return new Result()
                .put("test", "writer")
                .put("rooms", ROOMS)
                .put("rowsPerCommit", rows)
                .put("seconds", elapsed)
                .put("rows", written)
                .put("rowsPerSecond", written / elapsed)
                .put("commitsPerSecond", written / elapsed / rows)
                .put("p50Millis", latency.getValueAtPercentile(50) / 1e6)
                .put("p99Millis", latency.getValueAtPercentile(99) / 1e6)
                .put("maxMillis", latency.getMaxValue() / 1e6)
                .put("generatorCpuSeconds", Proc.ownCpuSeconds() - own);
    }

    private static byte[] id(SplittableRandom random) {
        var id = MessageId.make(InstantSource.system().instant(), random);
        var bytes = new byte[16];
        for (int i = 0; i < 8; i++) {
            bytes[i] = (byte) (id.high() >>> 56 - 8 * i);
            bytes[8 + i] = (byte) (id.low() >>> 56 - 8 * i);
        }
        return bytes;
    }
}
