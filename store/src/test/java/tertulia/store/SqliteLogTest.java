package tertulia.store;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import tertulia.core.port.EventLog;
import tertulia.model.Limits;
import tertulia.model.RoomId;
import tertulia.testkit.EventLogContract;

/** The log in SQLite keeps the contract. */
final class SqliteLogTest extends EventLogContract {
    @TempDir
    Path folder;

    private final Faults faults = new Faults();
    private @Nullable SqliteStore store;

    @Override
    protected EventLog open() {
        store = SqliteStore.open(folder, Limits.usual(), Shares.ample(), faults);
        return store.log();
    }

    /** The store looks ten times a second. */
    @Override
    protected void fill(boolean full) {
        faults.freeBytes = full ? 1 << 20 : Long.MAX_VALUE;
        faults.looks.set(0);
        await().until(() -> {
            Objects.requireNonNull(store).health();
            return faults.looks.get() > 0;
        });
    }

    @Override
    protected void damage(RoomId room, long seq) {
        Doctored.row(folder, room, seq, "event = substr(event, 2)");
    }
}
