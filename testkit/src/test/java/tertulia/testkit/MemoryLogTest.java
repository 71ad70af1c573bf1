package tertulia.testkit;

import tertulia.core.port.EventLog;
import tertulia.model.RoomId;

/** The log in memory keeps the contract. */
final class MemoryLogTest extends EventLogContract {
    private MemoryLog log = new MemoryLog();

    @Override
    protected EventLog open() {
        log = log.reopen();
        return log;
    }

    @Override
    protected void fill(boolean full) {
        log.fill(full);
    }

    @Override
    protected void damage(RoomId room, long seq) {
        log.damage(room, seq);
    }
}
