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
    private static final int TEXT_BYTES = 150;

    private Writer() {}

    /** Commits groups of that many rows, spread over half as many rooms, in a new database in the folder. */
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
            statement.execute("""
                    CREATE TABLE entry (
                        room INTEGER NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL,
                        id BLOB NOT NULL, author BLOB NOT NULL, name TEXT NOT NULL, event BLOB NOT NULL,
                        PRIMARY KEY (room, seq)) WITHOUT ROWID""");
            statement.execute("CREATE UNIQUE INDEX entry_id ON entry (id, room, author)");
        }
        database.setAutoCommit(false);
    }

    private static Result measure(Connection database, int rows, long nanos) throws SQLException {
        var latency = new Histogram(60 * SECOND, 3);
        int rooms = Math.max(1, rows / 2);
        var seqs = new long[rooms];
        long written = 0;
        double own = Proc.ownCpuSeconds();
        long start = System.nanoTime();
        try (var insert = database.prepareStatement("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?)")) {
            var random = new SplittableRandom(1);
            var event = new byte[TEXT_BYTES];
            var author = new byte[16];
            for (long now = start; now - start < nanos; now = System.nanoTime()) {
                for (int i = 0; i < rows; i++) {
                    int room = i % rooms;
                    insert.setInt(1, room);
                    insert.setLong(2, ++seqs[room]);
                    insert.setLong(3, System.currentTimeMillis());
                    insert.setBytes(4, id(random));
                    insert.setBytes(5, author);
                    insert.setString(6, "u000001");
                    insert.setBytes(7, event);
                    insert.addBatch();
                }
                insert.executeBatch();
                database.commit();
                latency.recordValue(Math.min(System.nanoTime() - now, 60 * SECOND));
                written += rows;
            }
        }
        double elapsed = (System.nanoTime() - start) / (double) SECOND;
        return new Result()
                .put("test", "writer")
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
