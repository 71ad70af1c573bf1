package tertulia.testkit;

import tertulia.core.port.EventLog;

/** The log in memory keeps the contract. */
final class MemoryLogTest extends EventLogContract {
    private MemoryLog log = new MemoryLog();

    @Override
    protected EventLog open() {
        log = log.reopen();
        return log;
    }
}
