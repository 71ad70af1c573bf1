package tertulia.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static tertulia.testkit.Sample.NOON;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tertulia.core.port.EventLog.Appended.Stored;
import tertulia.model.Author;
import tertulia.model.Limits;
import tertulia.model.RoomId;
import tertulia.testkit.Futures;
import tertulia.testkit.Sample;

/** Nothing is acknowledged that is not in the files of the folder. */
@DisabledOnOs(OS.WINDOWS)
final class OpenFilesTest {
    private static final RoomId ROOM = RoomId.LOBBY;

    @TempDir
    Path parent;

    private final Sample sample = new Sample(7);
    private final Author ana = sample.author("Ana");
    private Path folder = Path.of("");

    @BeforeEach
    void folder() {
        folder = parent.resolve("data");
    }

    @Test
    void afterTheFolderIsDeletedNothingIsAcknowledged() throws IOException {
        var store = SqliteStore.open(folder, Limits.usual(), Shares.ample());
        try (store) {
            assertThat(append(store, 0)).isInstanceOf(Stored.class);
            assertThat(health(store)).isEmpty();
            for (var name : List.of("tertulia.db", "tertulia.db-wal", "tertulia.db-shm", "tertulia.lock")) {
                Files.deleteIfExists(folder.resolve(name));
            }
            Files.delete(folder);
            assertThat(Futures.failure(store.log().append(ROOM, 1, List.of(sample.said(ana)), NOON)))
                    .isInstanceOf(StoreTrouble.class)
                    .hasMessageContaining("tertulia.db is not there any more");
            assertThat(health(store)).get().asString().contains("is not there any more");
        }
        assertThat(store.lost()).isPresent();
        assertThat(folder).doesNotExist();
    }

    @Test
    void aDeletedLogIsNoticedToo() throws IOException {
        try (var store = SqliteStore.open(folder, Limits.usual(), Shares.ample())) {
            assertThat(append(store, 0)).isInstanceOf(Stored.class);
            Files.delete(folder.resolve("tertulia.db-wal"));
            assertThat(Futures.failure(store.log().append(ROOM, 1, List.of(sample.said(ana)), NOON)))
                    .hasMessageContaining("tertulia.db-wal is not there any more");
        }
    }

    @Test
    void whatALostLogHeldIsLostToTheEnd() throws IOException {
        var log = folder.resolve("tertulia.db-wal");
        var store = SqliteStore.open(folder, Limits.usual(), Shares.ample());
        try (store) {
            assertThat(append(store, 0)).isInstanceOf(Stored.class);
            Files.delete(log);
            Futures.failure(store.log().append(ROOM, 1, List.of(sample.said(ana)), NOON));
            for (int i = 0; i < 9; i++) {
                await().until(() -> health(store).isPresent());
                Futures.failure(store.log().append(ROOM, 1, List.of(sample.said(ana)), NOON));
            }
        }
        assertThat(store.lost()).get().asString().contains(log.toString());
    }

    @Test
    void aLogThatIsPutBackIsUsedAgain() throws IOException {
        var log = folder.resolve("tertulia.db-wal");
        var store = SqliteStore.open(folder, Limits.usual(), Shares.ample());
        try (store) {
            assertThat(append(store, 0)).isInstanceOf(Stored.class);
            Futures.await(store.log().read(ROOM, 0, 9));
            Files.move(log, parent.resolve("aside"));
            Futures.failure(store.log().append(ROOM, 1, List.of(sample.said(ana)), NOON));
            Files.move(parent.resolve("aside"), log);
            await().until(() -> health(store).isEmpty());
            assertThat(append(store, 1)).isInstanceOf(Stored.class);
        }
        assertThat(store.lost()).isEmpty();
    }

    /** By the open files it looks stored, but nobody finds it after the next start. */
    @Test
    void whatWasCommittedToFilesThatWereDeletedMeanwhileIsNotRead() throws IOException {
        var faults = new Faults();
        var store = SqliteStore.open(folder, Limits.usual(), Shares.ample(), faults);
        try (store) {
            append(store, 0);
            assertThat(Futures.await(store.log().read(ROOM, 0, 9))).hasSize(1);
            var gate = faults.holdCommits();
            int before = faults.commits.get();
            var late = store.log().append(ROOM, 1, List.of(sample.said(ana)), NOON);
            await().until(() -> faults.commits.get() == before + 1);
            Files.delete(folder.resolve("tertulia.db"));
            gate.countDown();
            Futures.failure(late);
            assertThat(Futures.failure(store.log().read(ROOM, 0, 9))).hasMessageContaining("is not there any more");
            Futures.failure(store.log().open(ROOM));
        }
        assertThat(store.lost()).isPresent();
    }

    @Test
    void afterTroubleOfTheDiskAloneNothingIsSaidToBeLost() {
        var faults = new Faults();
        var store = SqliteStore.open(folder, Limits.usual(), Shares.ample(), faults);
        try (store) {
            append(store, 0);
            faults.writersRefused = true;
            faults.plan(Faults.Commit.FSYNC_FAILS);
            Futures.failure(store.log().append(ROOM, 1, List.of(sample.said(ana)), NOON));
        }
        assertThat(store.lost()).isEmpty();
    }

    @Test
    void anotherDatabaseInItsPlaceIsLeftAloneAndTheRightOneGoesOn() throws IOException {
        var database = folder.resolve("tertulia.db");
        var aside = parent.resolve("aside");
        var store = SqliteStore.open(folder, Limits.usual(), Shares.ample());
        try (store) {
            assertThat(append(store, 0)).isInstanceOf(Stored.class);
            Files.move(database, aside);
            Files.writeString(database, "another");
            assertThat(Futures.failure(store.log().append(ROOM, 1, List.of(sample.said(ana)), NOON)))
                    .hasMessageContaining("tertulia.db is another file");
            assertThat(database).hasContent("another");
            Files.delete(database);
            Files.move(aside, database);
            await().until(() -> health(store).isEmpty());
            int last = Futures.await(store.log().read(ROOM, 0, 9)).size();
            assertThat(append(store, last)).isInstanceOf(Stored.class);
        }
        assertThat(store.lost()).isEmpty();
    }

    @Test
    void whatIsDeletedWhileNothingIsSaidIsNoticedByItself() throws IOException {
        var faults = new Faults();
        try (var store = SqliteStore.open(folder, Limits.usual(), Shares.ample(), faults)) {
            append(store, 0);
            Files.delete(folder.resolve("tertulia.db"));
            await().until(() -> health(store).isPresent());
        }
    }

    private Object append(SqliteStore store, long after) {
        return Futures.await(store.log().append(ROOM, after, List.of(sample.said(ana)), NOON));
    }

    private static Optional<StoreTrouble> health(SqliteStore store) {
        return Futures.await(store.health());
    }
}
