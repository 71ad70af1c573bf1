package tertulia.store;

import static org.assertj.core.api.Assertions.assertThat;
import static tertulia.testkit.Sample.NOON;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tertulia.model.Limits;
import tertulia.model.RoomId;
import tertulia.testkit.Futures;
import tertulia.testkit.Sample;

/** What SQLite leaves out of a damaged log is said, and a copy is kept; a log that just ends is no damage. */
final class LeftOutTest {
    private static final int FRAME_BYTES = 24 + 4096;

    @TempDir
    Path parent;

    private Path folder = Path.of("");
    private byte[] log = new byte[0];

    /** The files of a server that was killed after 300 acknowledged messages. */
    @BeforeEach
    void kill() throws IOException {
        var sample = new Sample(8);
        var ana = sample.author("Ana");
        var live = parent.resolve("live");
        folder = Files.createDirectory(parent.resolve("data"));
        try (var store = SqliteStore.open(live, Limits.usual(), Shares.ample())) {
            for (int i = 0; i < 300; i++) {
                Futures.await(store.log().append(RoomId.LOBBY, i, List.of(sample.said(ana)), NOON));
            }
            for (var name : List.of("tertulia.db", "tertulia.db-wal")) {
                Files.copy(live.resolve(name), folder.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        log = Files.readAllBytes(folder.resolve("tertulia.db-wal"));
    }

    @Test
    void aWholeLogIsNoTrouble() {
        assertThat(entries()).isEqualTo(300);
    }

    @Test
    void aLogThatEndsWithinAFrameOrATransactionIsNoTrouble() throws IOException {
        for (int cut : new int[] {log.length - 1, log.length - FRAME_BYTES / 2}) {
            Files.write(folder.resolve("tertulia.db-wal"), Arrays.copyOf(log, cut));
            assertThat(LeftOut.frames(folder.resolve("tertulia.db-wal")))
                    .as("%d", cut)
                    .isZero();
        }
    }

    @Test
    void oneChangedByteIsSaidAndACopyIsKept() throws IOException {
        byte[] damaged = flip(32 + 100L * FRAME_BYTES + 1000);
        try (var store = SqliteStore.open(folder, Limits.usual(), Shares.ample())) {
            assertThat(store.leftOut()).get().asString().contains("tertulia.db-wal is damaged", "damaged-");
            assertThat(Futures.await(store.log().open(RoomId.LOBBY)).last()).isLessThan(300);
        }
        try (var copies = Files.newDirectoryStream(folder, "damaged-*")) {
            var copy = copies.iterator().next();
            assertThat(copy.resolve("tertulia.db-wal")).hasBinaryContent(damaged);
            assertThat(copy.resolve("tertulia.db")).exists();
        }
        try (var store = SqliteStore.open(folder, Limits.usual(), Shares.ample())) {
            assertThat(store.leftOut()).isEmpty();
        }
    }

    @Test
    void whereverAByteIsChangedItIsSaid() throws IOException {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            long at = i == 0 ? 5 : random.nextLong(log.length);
            flip(at);
            // Which checkpoint it is, the header does not need to be right about: nothing is left out then.
            boolean harmless = LeftOut.frames(folder.resolve("tertulia.db-wal")) == 0;
            if (harmless) assertThat(entries()).as("seed %d byte %d", seed, at).isEqualTo(300);
            Files.write(folder.resolve("tertulia.db-wal"), log);
        }
    }

    private byte[] flip(long at) throws IOException {
        byte[] damaged = log.clone();
        damaged[(int) at] ^= 4;
        Files.write(folder.resolve("tertulia.db-wal"), damaged);
        return damaged;
    }

    private long entries() {
        var copy = parent.resolve("copy" + System.nanoTime());
        try {
            Files.createDirectory(copy);
            for (var name : List.of("tertulia.db", "tertulia.db-wal")) {
                Files.copy(folder.resolve(name), copy.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        try (var store = SqliteStore.open(copy, Limits.usual(), Shares.ample())) {
            assertThat(store.leftOut()).isEmpty();
            return Futures.await(store.log().open(RoomId.LOBBY)).last();
        }
    }
}
