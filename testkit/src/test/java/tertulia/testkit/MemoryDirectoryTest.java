package tertulia.testkit;

/** The directory in memory keeps the contract. */
final class MemoryDirectoryTest extends DirectoryContract {
    private MemoryLog log = new MemoryLog();
    private MemoryDirectory directory = new MemoryDirectory(log);

    @Override
    protected Ports open() {
        log = log.reopen();
        directory = directory.reopen(log);
        return new Ports(log, directory);
    }
}
