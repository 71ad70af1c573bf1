package tertulia.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import tertulia.core.port.EventLog;
import tertulia.model.Draft;
import tertulia.model.Entry;
import tertulia.model.RoomId;

/** The rooms' logs in SQLite. */
final class SqliteLog implements EventLog {
    private final SqliteStore store;
    private final Writer writer;
    private final Readers readers;
    private final Floor floor;

    SqliteLog(SqliteStore store, Writer writer, Readers readers, Floor floor) {
        this.store = store;
        this.writer = writer;
        this.readers = readers;
        this.floor = floor;
    }

    @Override
    public CompletionStage<Appended> append(RoomId room, long after, List<Draft> drafts, Instant at) {
        var rows = drafts.stream()
                .map(draft -> new WriteStatements.Row(room, draft))
                .toList();
        var millis = at.truncatedTo(ChronoUnit.MILLIS);
        long bytes = rows.stream().mapToLong(WriteStatements.Row::bytes).sum();
        return writer.submit(
                Math.max(1, rows.size()),
                bytes,
                statements -> floor.isReached(bytes)
                        ? statements.refuse(room, after, rows)
                        : statements.append(room, after, rows, millis));
    }

    @Override
    public CompletionStage<List<Entry>> read(RoomId room, long after, int limit) {
        return readers.submit(statements -> statements.read(room, after, limit));
    }

    @Override
    public CompletionStage<List<Entry>> readBack(RoomId room, long before, int limit) {
        return readers.submit(statements -> statements.readBack(room, before, limit));
    }

    @Override
    public CompletionStage<Origin> open(RoomId room) {
        return readers.submit(statements -> statements.open(room));
    }

    /** Never tells anything: whoever appends learns of it by the append, and nobody else has this database open. */
    @Override
    public Following follow(RoomId room, Consumer<List<Entry>> hints) {
        return () -> {};
    }

    /** Closes the store. */
    @Override
    public void close() {
        store.close();
    }
}
