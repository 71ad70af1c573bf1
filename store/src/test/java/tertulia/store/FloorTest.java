package tertulia.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.FileStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tertulia.model.Limit;
import tertulia.model.Limits;

class FloorTest {
    private static final long FREE_BYTES = 1 << 20;

    private long usableBytes = Long.MAX_VALUE;

    /** A disk that fills faster than it is looked at by the clock. */
    @Test
    void isSeenAsSoonAsAPartOfTheSpaceMayHaveBeenWritten(@TempDir Path folder) {
        var limits = Limits.with(Map.of(Limit.FREE_DISK_BYTES, FREE_BYTES));
        var floor = new Floor(folder, limits, new Disk());
        assertThat(floor.isReached(1)).isFalse();
        usableBytes = FREE_BYTES - 1;
        assertThat(floor.isReached(FREE_BYTES / 8)).isTrue();
        usableBytes = Long.MAX_VALUE;
        assertThat(floor.isReached(FREE_BYTES / 8)).isFalse();
    }

    private final class Disk implements Connections {
        @Override
        public Connection open(Path file, boolean readOnly) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long usableBytes(FileStore disk) {
            return usableBytes;
        }
    }
}
