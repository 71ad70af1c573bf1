package tertulia.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static tertulia.testkit.Sample.NOON;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tertulia.core.port.Directory.Guest;
import tertulia.core.port.EventLog;
import tertulia.core.port.EventLog.Appended;
import tertulia.core.port.EventLog.Appended.Stored;
import tertulia.model.Author;
import tertulia.model.Change;
import tertulia.model.Damaged;
import tertulia.model.Draft;
import tertulia.model.Entry;
import tertulia.model.Limits;
import tertulia.model.RoomId;
import tertulia.testkit.Futures;
import tertulia.testkit.Sample;

/** What the disk changed is told as damaged: it is never served as true, and never hides what can be read. */
final class DamageTest {
    @TempDir
    Path folder;

    private final RoomId room = RoomId.LOBBY;
    private final Sample sample = new Sample(6);
    private final Author ana = sample.author("Ana");
    private final Author besa = sample.author("Besa");
    private List<Entry> stored = List.of();

    @BeforeEach
    void store() {
        var drafts = new ArrayList<Draft>();
        for (int i = 0; i < 1600; i++) drafts.add(sample.said(i % 3 == 0 ? besa : ana));
        try (var store = SqliteStore.open(folder, Limits.usual(), Shares.ample())) {
            stored = append(store.log(), room, 0, drafts);
        }
    }

    @Test
    void whateverColumnWasChangedTheEntryIsDamaged() {
        var changes = List.of(
                "at = at + 1",
                "author = zeroblob(16)",
                "author = x''",
                "handle = handle || 'x'",
                "message = zeroblob(16)",
                "event = CAST(replace(CAST(event AS TEXT), 'said', 'sand') AS BLOB)",
                "event = CAST(replace(CAST(event AS TEXT), 'text\":\"', 'text\":\"not ') AS BLOB)",
                "event = x''",
                "sum = sum + 1",
                "sum = 0");
        for (int i = 0; i < changes.size(); i++) Doctored.row(folder, room, 10 + i, changes.get(i));
        var read = read();
        assertThat(read.subList(9, 9 + changes.size())).allMatch(DamageTest::isDamaged);
        assertThat(read.subList(0, 9)).isEqualTo(stored.subList(0, 9));
        assertThat(read.subList(9 + changes.size(), 1600)).isEqualTo(stored.subList(9 + changes.size(), 1600));
    }

    @Test
    void aRowThatStandsInAnotherOnesPlaceIsDamaged() {
        Doctored.sql(
                folder,
                "UPDATE entry SET seq = -1 WHERE seq = 7",
                "UPDATE entry SET seq = 7 WHERE seq = 8",
                "UPDATE entry SET seq = 8 WHERE seq = -1");
        var read = read();
        assertThat(read).extracting(Entry::seq).isEqualTo(seqs());
        assertThat(read)
                .filteredOn(DamageTest::isDamaged)
                .extracting(Entry::seq)
                .containsExactly(7L, 8L);
    }

    @Test
    void aRowThatIsGoneLeavesItsPlace() {
        Doctored.sql(folder, "DELETE FROM entry WHERE seq IN (1, 5, 6, 900)");
        var read = read();
        assertThat(read).extracting(Entry::seq).isEqualTo(seqs());
        assertThat(read)
                .filteredOn(DamageTest::isDamaged)
                .extracting(Entry::seq)
                .containsExactly(1L, 5L, 6L, 900L);
        try (var store = SqliteStore.open(folder, Limits.usual(), Shares.ample())) {
            assertThat(Futures.await(store.log().readBack(room, 902, 3)))
                    .extracting(Entry::seq)
                    .containsExactly(899L, 900L, 901L);
        }
    }

    @Test
    void noChangedByteIsServedAsTrue() throws IOException {
        var database = folder.resolve("tertulia.db");
        byte[] whole = Files.readAllBytes(database);
        long seed = System.nanoTime();
        var random = new Random(seed);
        int served = 0;
        for (int i = 0; i < 60; i++) {
            byte[] flipped = whole.clone();
            flipped[100 + random.nextInt(whole.length - 100)] ^= (byte) (1 << random.nextInt(8));
            Files.write(database, flipped);
            Files.deleteIfExists(folder.resolve("tertulia.db-wal"));
            try {
                var read = read();
                served++;
                assertThat(read).as("seed %d", seed).extracting(Entry::seq).isEqualTo(seqs());
                for (int at = 0; at < read.size(); at++) {
                    if (isDamaged(read.get(at))) continue;
                    assertThat(read.get(at)).as("seed %d", seed).isEqualTo(stored.get(at));
                }
            } catch (StoreTrouble e) {
                assertThat(e).as("seed %d", seed).hasMessageContaining(database.toString());
            }
        }
        assertThat(served).isPositive();
    }

    @Test
    void aDamagedPageOfTheFileCostsTheEntriesOnItAlone() throws IOException, SQLException {
        var faults = new Faults();
        try (var store = SqliteStore.open(folder, Limits.usual(), Shares.ample(), faults)) {
            garble(100);
            var read = Futures.await(store.log().read(room, 0, 10_000));
            assertThat(read).extracting(Entry::seq).isEqualTo(seqs());
            assertThat(read).filteredOn(DamageTest::isDamaged).hasSizeBetween(1, 100);
            for (var entry : read) if (!isDamaged(entry)) assertThat(stored).contains(entry);
            assertThat(Futures.await(store.log().readBack(room, 300, 299))).isEqualTo(read.subList(0, 299));
        }
    }

    @Test
    void whatCannotBeWrittenForDamageIsRefusedAloneAndAllElseInItsCommitIsStored() throws IOException, SQLException {
        var quiet = sample.room();
        var drafts = new ArrayList<Draft>();
        for (int i = 0; i < 100; i++) drafts.add(sample.said(ana));
        try (var store = SqliteStore.open(folder, Limits.usual(), Shares.ample())) {
            append(store.log(), quiet, 0, drafts);
        }
        var faults = new Faults();
        try (var store = SqliteStore.open(folder, Limits.usual(), Shares.ample(), faults)) {
            garble(1600);
            var gate = faults.holdCommits();
            append(store, quiet, 100);
            await().until(() -> faults.commits.get() == 1);
            var before = append(store, sample.room(), 0);
            var damaged = append(store, room, 1600);
            var after = append(store, quiet, 101);
            var kept = store.directory().keep(new Guest(ana.id(), ana.handle(), NOON));
            gate.countDown();
            assertThat(Futures.failure(damaged))
                    .isInstanceOf(StoreTrouble.class)
                    .hasMessageContaining("tertulia.db");
            assertThat(Futures.await(before)).isInstanceOf(Stored.class);
            assertThat(Futures.await(after)).isInstanceOf(Stored.class);
            Futures.await(kept);
            assertThat(faults.commits).hasValue(2);
            for (int i = 0; i < 40; i++) {
                Futures.failure(append(store, room, 1600));
                assertThat(Futures.await(append(store, quiet, 102 + i))).isInstanceOf(Stored.class);
            }
            assertThat(Futures.await(store.health())).isEmpty();
            assertThat(Futures.await(store.log().open(quiet)).last()).isEqualTo(142);
        }
    }

    @Test
    void whereNothingCanBeWrittenForDamageTheStoreIsNotWell() throws IOException, SQLException {
        var faults = new Faults();
        try (var store = SqliteStore.open(folder, Limits.usual(), Shares.ample(), faults)) {
            garble(1600);
            await().until(() -> {
                Futures.failure(append(store, room, 1600));
                return Futures.await(store.health()).isPresent();
            });
        }
    }

    @Test
    void nobodyGetsIntoADirectRoomByWayOfDamage() {
        var direct = RoomId.direct(ana.id(), besa.id());
        try (var store = SqliteStore.open(folder, Limits.usual(), Shares.ample())) {
            append(store.log(), direct, 0, List.of(sample.created(ana, besa), sample.said(ana)));
        }
        Doctored.row(folder, direct, 1, "event = CAST(replace(CAST(event AS TEXT), 'Besa', 'Vera') AS BLOB)");
        assertThat(members(direct)).containsExactlyInAnyOrder(ana, besa);
        Doctored.sql(folder, "UPDATE member SET user = zeroblob(16) WHERE handle = 'Besa'");
        assertThat(members(direct)).isEmpty();
    }

    private List<Author> members(RoomId direct) {
        try (var store = SqliteStore.open(folder, Limits.usual(), Shares.ample())) {
            var members = new ArrayList<Author>();
            for (var entry : Futures.await(store.log().open(direct)).changes()) {
                members.addAll(((Change.Created) entry.draft().event()).members());
            }
            return members;
        }
    }

    /** Overwrites the page of the file, in use or not, on which the entry stands. */
    private void garble(long seq) throws IOException, SQLException {
        byte[] id = Rows.bytes(stored.get((int) seq - 1).draft().id());
        try (var file =
                FileChannel.open(folder.resolve("tertulia.db"), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            byte[] whole = Files.readAllBytes(folder.resolve("tertulia.db"));
            for (int page = 4096; page < whole.length; page += 4096) {
                // A leaf of a table without row numbers and of an index look alike; the event is in the table alone.
                boolean hasText = new String(whole, page, 4096, StandardCharsets.ISO_8859_1).contains("\"said\"");
                if (whole[page] == 10 && hasText && contains(whole, page, id)) {
                    file.write(ByteBuffer.allocate(4096), page);
                    return;
                }
            }
        }
        throw new AssertionError("not found");
    }

    private static boolean contains(byte[] whole, int page, byte[] id) {
        for (int at = page; at < page + 4096 - id.length; at++) {
            if (ByteBuffer.wrap(whole, at, id.length).equals(ByteBuffer.wrap(id))) return true;
        }
        return false;
    }

    private List<Long> seqs() {
        return stored.stream().map(Entry::seq).toList();
    }

    private List<Entry> read() {
        try (var store = SqliteStore.open(folder, Limits.usual(), Shares.ample())) {
            return Futures.await(store.log().read(room, 0, 10_000));
        }
    }

    private CompletionStage<Appended> append(SqliteStore store, RoomId room, long after) {
        return store.log().append(room, after, List.of(sample.said(ana)), NOON);
    }

    private static List<Entry> append(EventLog log, RoomId room, long after, List<Draft> drafts) {
        var appended = Futures.await(log.append(room, after, drafts, NOON));
        assertThat(appended).isInstanceOf(Stored.class);
        return ((Stored) appended).entries();
    }

    private static boolean isDamaged(Entry entry) {
        return entry.draft().event() instanceof Damaged;
    }
}
