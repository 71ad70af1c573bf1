package tertulia.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import tertulia.core.port.EventLog;
import tertulia.model.Limits;
import tertulia.model.RoomId;
import tertulia.testkit.EventLogContract;

/** The log in SQLite keeps the contract. */
final class SqliteLogTest extends EventLogContract {
    @TempDir
    Path folder;

    @Override
    protected EventLog open() {
        return SqliteStore.open(folder, Limits.usual(), Shares.ample()).log();
    }

    @Override
    protected void damage(RoomId room, long seq) {
        Doctored.row(folder, room, seq, "event = substr(event, 2)");
    }
}
