package tertulia.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import tertulia.model.Limits;
import tertulia.testkit.DirectoryContract;

/** The directory in SQLite keeps the contract. */
final class SqliteDirectoryTest extends DirectoryContract {
    @TempDir
    Path folder;

    @Override
    protected Ports open() {
        var store = SqliteStore.open(folder, Limits.usual(), Shares.ample());
        return new Ports(store.log(), store.directory());
    }
}
