package tertulia.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static tertulia.testkit.Futures.failure;
import static tertulia.testkit.Sample.NOON;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import tertulia.core.port.Directory;
import tertulia.core.port.Directory.Guest;
import tertulia.core.port.EventLog.Appended;
import tertulia.core.port.EventLog.Appended.Known;
import tertulia.core.port.EventLog.Appended.Moved;
import tertulia.core.port.EventLog.Appended.Stored;
import tertulia.model.Author;
import tertulia.model.Draft;
import tertulia.model.Entry;
import tertulia.model.Limit;
import tertulia.model.Limits;
import tertulia.model.RoomId;
import tertulia.store.Faults.Commit;
import tertulia.testkit.Futures;
import tertulia.testkit.Sample;

/** When the disk fails: nothing acknowledged is lost, everybody is answered, and it goes on by itself. */
final class TroubleTest {
    @TempDir
    Path folder;

    private final RoomId room = RoomId.LOBBY;
    private final Sample sample = new Sample(3);
    private final Author ana = sample.author("Ana");
    private final Faults faults = new Faults();
    private final List<SqliteStore> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(SqliteStore::close);
    }

    @Test
    void aFullDiskIsToldInWordsAndLosesNothing() {
        faults.mostPages = 100;
        var store = open();
        int last = 0;
        CompletionStage<Appended> append = append(store, room, last, drafts(9));
        while (Futures.await(append.handle((_, trouble) -> trouble == null))) {
            last += 9;
            append = append(store, room, last, drafts(9));
        }
        assertThat(failure(append)).isInstanceOf(StoreTrouble.class).hasMessageContaining("disk is full");
        assertThat(last).isPositive();
        assertThat(all(store, room)).hasSize(last);
        assertThat(failure(append(store, room, last, drafts(9)))).hasMessageContaining("disk is full");
        faults.mostPages = 0; // There is room again.
        recover(store, room, last);
        assertThat(all(store, room)).hasSize(last + 1);
        assertThat(all(reopen(store), room)).hasSize(last + 1);
    }

    @Test
    void aCommitThatFailedStoredNothingAndIsTriedAgain() {
        var store = open();
        stored(append(store, room, 0, drafts(2)));
        for (var fault : List.of(Commit.FAILS_BEFORE, Commit.FSYNC_FAILS)) {
            int last = all(store, room).size();
            int before = faults.writersOpened.get();
            faults.plan(fault);
            var draft = drafts(1);
            assertThat(failure(append(store, room, last, draft))).isInstanceOf(StoreTrouble.class);
            assertThat(all(store, room)).hasSize(last);
            recover(store, room, last);
            assertThat(faults.writersOpened).hasValue(before + 1);
            assertThat(stored(append(store, room, last + 1, draft))).hasSize(1);
        }
        assertThat(all(reopen(store), room)).hasSize(6);
    }

    @Test
    void aFailingFsyncIsNamed() {
        var store = open();
        faults.plan(Commit.FSYNC_FAILS);
        assertThat(failure(append(store, room, 0, drafts(1))))
                .hasMessageContaining(SQLiteErrorCode.SQLITE_IOERR_FSYNC.name())
                .hasMessageContaining("tertulia.db");
    }

    @Test
    void aCommitThatOnlySeemedToFailIsKnownAfterwards() {
        var store = open();
        faults.plan(Commit.FAILS_AFTER);
        var drafts = drafts(3);
        failure(append(store, room, 0, drafts));
        var stored = all(store, room);
        assertThat(stored.stream().map(Entry::draft)).isEqualTo(drafts).hasSize(3);
        recover(store, room, 3);
        assertThat(Futures.await(append(store, room, 0, drafts))).isInstanceOf(Moved.class);
        assertThat(Futures.await(append(store, room, 4, drafts))).isEqualTo(new Known(stored));
    }

    @Test
    void aCommitThatFailsFailsForAllThatWereInIt() {
        var store = open();
        stored(append(store, room, 0, drafts(1)));
        var gate = faults.holdCommits();
        int before = faults.commits.get();
        var first = append(store, room, 1, drafts(1));
        await().until(() -> faults.commits.get() == before + 1);
        var others = new ArrayList<CompletionStage<?>>();
        for (int i = 0; i < 20; i++) others.add(append(store, sample.room(), 0, drafts(1)));
        others.add(store.directory().keep(new Guest(ana.id(), ana.handle(), NOON)));
        faults.plan(Commit.WORKS);
        faults.plan(Commit.FSYNC_FAILS);
        gate.countDown();
        stored(first);
        for (var other : others) assertThat(failure(other)).isInstanceOf(StoreTrouble.class);
        assertThat(Futures.await(store.directory().guest(ana.id()))).isEmpty();
        assertThat(all(store, room)).hasSize(2);
    }

    @Test
    void whatWaitsIsCommittedTogetherAndOneRoomsFailureIsNoOthers() {
        var store = open();
        var repeated = drafts(1).getFirst();
        stored(append(store, room, 0, List.of(repeated)));
        var gate = faults.holdCommits();
        int before = faults.commits.get();
        var first = append(store, sample.room(), 0, drafts(1));
        await().until(() -> faults.commits.get() == before + 1);
        var drafts = drafts(6);
        var one = append(store, sample.room(), 0, drafts.subList(0, 2));
        var known = append(store, room, 1, List.of(drafts.get(2), repeated));
        var same = append(store, sample.room(), 0, List.of(drafts.get(3), drafts.get(3)));
        var moved = append(store, room, 7, List.of(drafts.get(4)));
        var two = append(store, room, 1, List.of(drafts.get(5)));
        var three = append(store, room, 2, List.of(drafts.get(2)));
        gate.countDown();
        stored(first);
        assertThat(stored(one)).hasSize(2);
        assertThat(Futures.await(known)).isInstanceOf(Known.class);
        assertThat(failure(same)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Futures.await(moved)).isInstanceOf(Moved.class);
        stored(two);
        stored(three);
        assertThat(faults.commits).hasValue(before + 2);
        assertThat(all(store, room).stream().map(Entry::draft)).containsExactly(repeated, drafts.get(5), drafts.get(2));
    }

    @Test
    void aTransactionHasAtMostSoManyDrafts() {
        var store = open(Limits.with(Map.of(Limit.COMMIT_DRAFTS, 10L)));
        var gate = faults.holdCommits();
        int before = faults.commits.get();
        var appends = new ArrayList<CompletionStage<Appended>>();
        for (int i = 0; i < 12; i++) appends.add(append(store, sample.room(), 0, drafts(5)));
        appends.add(append(store, sample.room(), 0, drafts(25)));
        gate.countDown();
        appends.forEach(TroubleTest::stored);
        // The first one may have been taken alone.
        assertThat(faults.commits.get() - before).isBetween(7, 8);
    }

    @Test
    void aDraftMoreThanMayWaitIsRefusedInWords() {
        var store = open(Limits.with(Map.of(Limit.LOG_WAITING_DRAFTS, 10L)));
        var gate = faults.holdCommits();
        int before = faults.commits.get();
        var appends = new ArrayList<CompletionStage<Appended>>();
        appends.add(append(store, sample.room(), 0, drafts(1)));
        await().until(() -> faults.commits.get() == before + 1);
        for (int i = 0; i < 12; i++) appends.add(append(store, sample.room(), 0, drafts(1)));
        assertThat(failure(appends.getLast())).isInstanceOf(StoreTrouble.class).hasMessageContaining("busy");
        gate.countDown();
        stored(appends.getFirst());
        for (var append : appends) Futures.await(append.handle((_, _) -> true));
        recover(store, room, 0);
    }

    @Test
    void whatWaitsIsCountedInBytesAndAnAppendBeyondThemIsRefusedInWords() {
        var share = Shares.of(1000);
        var store = SqliteStore.open(folder, Limits.usual(), share, faults);
        opened.add(store);
        var gate = faults.holdCommits();
        int before = faults.commits.get();
        var appends = new ArrayList<CompletionStage<Appended>>();
        appends.add(append(store, sample.room(), 0, drafts(1)));
        await().until(() -> faults.commits.get() == before + 1);
        for (int i = 0; i < 12; i++) appends.add(append(store, sample.room(), 0, drafts(1)));
        assertThat(failure(appends.getLast())).isInstanceOf(StoreTrouble.class).hasMessageContaining("busy");
        gate.countDown();
        stored(appends.getFirst());
        for (var append : appends) Futures.await(append.handle((_, _) -> true));
        await().until(() -> share.used() == 0);
        recover(store, room, 0);
    }

    @Test
    void aReadThatFailsIsToldAndTheNextOneWorks() {
        var store = open();
        stored(append(store, room, 0, drafts(2)));
        assertThat(all(store, room)).hasSize(2);
        faults.readsFail = true;
        int before = faults.readersOpened.get();
        for (int i = 0; i < 5; i++) {
            assertThat(failure(store.log().read(room, 0, 9))).isInstanceOf(StoreTrouble.class);
            assertThat(failure(store.log().open(room))).hasMessageContaining("SQLITE_IOERR_READ");
            failure(store.directory().kept(NOON));
        }
        assertThat(faults.readersOpened.get() - before).isGreaterThanOrEqualTo(14); // One anew for each.
        stored(append(store, room, 2, drafts(1)));
        faults.readsFail = false;
        assertThat(all(store, room)).hasSize(3);
    }

    @Test
    void whileNothingCanBeWrittenItIsSaidAtOnceAndReadingGoesOn() {
        var store = open();
        stored(append(store, room, 0, drafts(2)));
        faults.writersRefused = true;
        faults.plan(Commit.FSYNC_FAILS);
        failure(append(store, room, 2, drafts(1)));
        for (int i = 0; i < 100; i++) {
            assertThat(failure(append(store, room, 2, drafts(1)))).isInstanceOf(StoreTrouble.class);
            failure(store.directory().keep(new Guest(ana.id(), ana.handle(), Directory.WHILE_CONNECTED)));
            assertThat(all(store, room)).hasSize(2);
        }
        await().until(() ->
                failure(append(store, room, 2, drafts(1))).toString().contains("CANTOPEN"));
        faults.writersRefused = false;
        recover(store, room, 2);
    }

    @Test
    void aDatabaseThatVanishesIsNotBegunAnew() throws IOException {
        var store = open();
        stored(append(store, room, 0, drafts(1)));
        for (var name : List.of("tertulia.db", "tertulia.db-wal", "tertulia.db-shm"))
            Files.delete(folder.resolve(name));
        faults.plan(Commit.FSYNC_FAILS);
        failure(append(store, room, 1, drafts(1)));
        await().until(() ->
                failure(append(store, room, 1, drafts(1))).toString().contains("is not there any more"));
        assertThat(folder.resolve("tertulia.db")).doesNotExist();
    }

    @Test
    void everybodyIsAnsweredWhenItIsClosedInTrouble() {
        var store = open();
        faults.writersRefused = true;
        faults.plan(Commit.FAILS_BEFORE);
        var appends = new ArrayList<CompletionStage<Appended>>();
        for (int i = 0; i < 100; i++) appends.add(append(store, sample.room(), 0, drafts(1)));
        store.close();
        assertThat(appends).allMatch(append -> append.toCompletableFuture().isDone());
    }

    @Test
    void everybodyIsAnsweredWhenTheDiskHangsAtTheEnd() {
        var store = open();
        var gate = faults.holdCommits();
        var appends = new ArrayList<CompletionStage<Appended>>();
        for (int i = 0; i < 100; i++) appends.add(append(store, sample.room(), 0, drafts(1)));
        store.close();
        for (var append : appends) assertThat(failure(append)).isInstanceOf(StoreTrouble.class);
        gate.countDown();
    }

    @Test
    void onADiskThatFailsNowAndThenNothingAcknowledgedIsLostOrDoubled() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var store = open();
        var commits = Commit.values();
        faults.chance = () -> random.nextInt(4) == 0 ? commits[random.nextInt(commits.length)] : Commit.WORKS;
        var rooms = List.of(room, sample.room(), sample.room());
        var acknowledged = new HashMap<Draft, Entry>();
        while (faults.commits.get() < 150) {
            var appends = new ArrayList<CompletionStage<Appended>>();
            for (var each : rooms) {
                long last = Futures.await(store.log().open(each)).last();
                appends.add(append(store, each, last, drafts(1 + random.nextInt(4))));
            }
            for (var append : appends) {
                var appended = Futures.await(append.exceptionally(_ -> new Stored(List.of())));
                for (var entry : ((Stored) appended).entries()) acknowledged.put(entry.draft(), entry);
            }
        }
        faults.chance = () -> Commit.WORKS;
        var reopened = reopen(store);
        for (var each : rooms) {
            var entries = all(reopened, each);
            for (int i = 0; i < entries.size(); i++) {
                assertThat(entries.get(i).seq()).as("seed %d", seed).isEqualTo(i + 1);
                var told = acknowledged.remove(entries.get(i).draft());
                assertThat(told == null || told.equals(entries.get(i)))
                        .as("seed %d", seed)
                        .isTrue();
            }
            assertThat(entries.stream().map(entry -> entry.draft().key())).doesNotHaveDuplicates();
        }
        assertThat(acknowledged).as("seed %d", seed).isEmpty();
    }

    /** Tries until an append works again. */
    private void recover(SqliteStore store, RoomId room, long last) {
        var draft = drafts(1);
        await().until(() -> Futures.await(append(store, room, last, draft).handle((_, trouble) -> trouble == null)));
    }

    private SqliteStore open() {
        return open(Limits.usual());
    }

    private SqliteStore open(Limits limits) {
        var store = SqliteStore.open(folder, limits, Shares.ample(), faults);
        opened.add(store);
        return store;
    }

    private SqliteStore reopen(SqliteStore store) {
        store.close();
        return open();
    }

    private List<Draft> drafts(int count) {
        var drafts = new ArrayList<Draft>();
        for (int i = 0; i < count; i++) drafts.add(sample.said(ana));
        return drafts;
    }

    private static CompletionStage<Appended> append(SqliteStore store, RoomId room, long after, List<Draft> drafts) {
        return store.log().append(room, after, drafts, NOON);
    }

    private static List<Entry> stored(CompletionStage<Appended> append) {
        var appended = Futures.await(append);
        assertThat(appended).isInstanceOf(Stored.class);
        return ((Stored) appended).entries();
    }

    private static List<Entry> all(SqliteStore store, RoomId room) {
        return Futures.await(store.log().read(room, 0, 1_000_000));
    }
}
