package tertulia.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static tertulia.testkit.Futures.await;
import static tertulia.testkit.Futures.failure;
import static tertulia.testkit.Sample.NOON;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tertulia.core.port.EventLog;
import tertulia.core.port.EventLog.Appended;
import tertulia.core.port.EventLog.Appended.Full;
import tertulia.core.port.EventLog.Appended.Known;
import tertulia.core.port.EventLog.Appended.Moved;
import tertulia.core.port.EventLog.Appended.Stored;
import tertulia.core.port.Pages;
import tertulia.model.Author;
import tertulia.model.Change;
import tertulia.model.Damaged;
import tertulia.model.Draft;
import tertulia.model.Entry;
import tertulia.model.Handle;
import tertulia.model.RoomId;
import tertulia.model.RoomState;

/** What every {@link EventLog} promises. */
public abstract class EventLogContract {
    private static final int LARGE_CHARACTERS = 6000;

    private final Sample sample = new Sample(1);
    private final Author ana = sample.author("Ana");
    private final Author besa = sample.author("Besa");
    private final RoomId room = RoomId.LOBBY;
    private EventLog log = new MemoryLog();

    /** Opens the log under test: an empty one first, then, after that was closed, the same one again. */
    protected abstract EventLog open();

    /** Makes an entry unreadable, while the log is closed. */
    protected abstract void damage(RoomId room, long seq);

    /** Fills the disk under the open log, or makes room again. */
    protected abstract void fill(boolean full);

    @BeforeEach
    final void begin() {
        log.close();
        log = open();
    }

    @AfterEach
    final void end() {
        log.close();
    }

    @Test
    final void aRoomInWhichNothingHappenedIsEmpty() {
        assertThat(await(log.open(room)).last()).isZero();
        assertThat(await(log.open(room)).changes()).isEmpty();
        assertThat(await(log.read(room, 0, 10))).isEmpty();
        assertThat(await(log.readBack(room, Long.MAX_VALUE, 10))).isEmpty();
    }

    @Test
    final void entriesAreNumberedFromOneWithoutHoles() {
        var drafts = drafts(7);
        assertThat(seqs(stored(room, 0, drafts.subList(0, 1)))).containsExactly(1L);
        assertThat(seqs(stored(room, 1, drafts.subList(1, 6)))).containsExactly(2L, 3L, 4L, 5L, 6L);
        assertThat(seqs(stored(room, 6, drafts.subList(6, 7)))).containsExactly(7L);
        assertThat(seqs(all(room))).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(all(room).stream().map(Entry::draft)).containsExactlyElementsOf(drafts);
    }

    @Test
    final void whatIsReadIsWhatWasStoredAndWhatWasMeant() {
        var longest = sample.said(ana, "é🧵".repeat(8192 / 6));
        var drafts = new ArrayList<>(drafts(50));
        drafts.add(longest);
        var stored = stored(room, 0, drafts);
        assertThat(stored.stream().map(Entry::draft)).containsExactlyElementsOf(drafts);
        assertThat(all(room)).isEqualTo(stored);
        reopen();
        assertThat(all(room)).isEqualTo(stored);
    }

    @Test
    final void entriesCarryTheGivenTimeInMilliseconds() {
        var appended = await(log.append(room, 0, drafts(1), NOON.plusNanos(456_789)));
        assertThat(entries(appended)).allMatch(entry -> entry.at().equals(NOON));
        assertThat(all(room)).allMatch(entry -> entry.at().equals(NOON));
        assertThat(await(log.open(room)).at()).isEqualTo(NOON);
    }

    @Test
    final void anAppendAfterAnotherEndMovesAndStoresNothing() {
        var first = stored(room, 0, drafts(3));
        for (long after : new long[] {0, 2, 4, 100}) {
            assertThat(await(log.append(room, after, drafts(1), NOON))).isInstanceOf(Moved.class);
            assertThat(await(log.append(room, after, drafts(2), NOON))).isInstanceOf(Moved.class);
        }
        var unwritten = sample.room();
        assertThat(await(log.append(unwritten, 1, drafts(1), NOON))).isInstanceOf(Moved.class);
        assertThat(all(unwritten)).isEmpty();
        assertThat(all(room)).isEqualTo(first);
        assertThat(seqs(stored(room, 3, drafts(1)))).containsExactly(4L);
    }

    @Test
    final void aDraftIsStoredOnceHoweverOftenItComes() {
        var draft = sample.said(ana);
        var first = stored(room, 0, List.of(draft));
        stored(room, 1, drafts(2));
        for (int i = 0; i < 3; i++) {
            assertThat(await(log.append(room, 3, List.of(draft), NOON.plusSeconds(i))))
                    .isEqualTo(new Known(first));
            reopen();
        }
        assertThat(all(room)).hasSize(3);
        assertThat(seqs(stored(room, 3, drafts(1)))).containsExactly(4L);
    }

    @Test
    final void anIdUsedAgainIsKnownAsWhatItFirstWas() {
        var first = stored(room, 0, List.of(sample.said(ana, "first")));
        var renamed = new Author(ana.id(), new Handle("Anna"));
        var second = new Draft(
                renamed,
                first.getFirst().draft().id(),
                sample.said(ana, "second").event());
        assertThat(await(log.append(room, 1, List.of(second), NOON))).isEqualTo(new Known(first));
        assertThat(all(room)).isEqualTo(first);
    }

    @Test
    final void theSameIdInAnotherRoomIsAnotherMessage() {
        var draft = sample.said(ana);
        stored(room, 0, List.of(draft));
        var other = sample.room();
        assertThat(seqs(stored(other, 0, List.of(draft)))).containsExactly(1L);
        assertThat(all(other).getFirst().room()).isEqualTo(other);
    }

    @Test
    final void theSameIdOfAnotherAuthorIsAnotherMessage() {
        var draft = sample.said(ana);
        stored(room, 0, List.of(draft));
        assertThat(seqs(stored(room, 1, List.of(new Draft(besa, draft.id(), draft.event())))))
                .containsExactly(2L);
    }

    @Test
    final void ifOneDraftIsKnownNoneIsStored() {
        var stored = stored(room, 0, drafts(3));
        var mixed = List.of(
                sample.said(ana),
                stored.get(2).draft(),
                sample.said(besa),
                stored.get(0).draft(),
                sample.said(ana));
        var known = await(log.append(room, 3, mixed, NOON));
        assertThat(known).isInstanceOf(Known.class);
        assertThat(((Known) known).entries()).containsExactlyInAnyOrder(stored.get(0), stored.get(2));
        assertThat(all(room)).isEqualTo(stored);
        assertThat(seqs(stored(room, 3, List.of(mixed.get(0), mixed.get(2), mixed.get(4)))))
                .containsExactly(4L, 5L, 6L);
    }

    @Test
    final void aKnownDraftWithAFormerEndStoresNothingEither() {
        var stored = stored(room, 0, drafts(3));
        var appended = await(log.append(room, 1, List.of(stored.get(1).draft()), NOON));
        assertThat(appended).isNotInstanceOf(Stored.class);
        assertThat(all(room)).isEqualTo(stored);
    }

    @Test
    final void twoEqualDraftsInOneAppendFailAndNoneIsStored() {
        var draft = sample.said(ana);
        for (var place : List.of(room, sample.room())) {
            failure(log.append(place, 0, List.of(sample.said(besa), draft, draft), NOON));
            assertThat(all(place)).isEmpty();
            assertThat(seqs(stored(place, 0, List.of(draft)))).containsExactly(1L);
        }
    }

    @Test
    final void readingGivesTheFirstAfterAPlace() {
        stored(room, 0, drafts(10));
        assertThat(seqs(await(log.read(room, 0, 3)))).containsExactly(1L, 2L, 3L);
        assertThat(seqs(await(log.read(room, 8, 3)))).containsExactly(9L, 10L);
        assertThat(seqs(await(log.read(room, 9, 1)))).containsExactly(10L);
        assertThat(await(log.read(room, 10, 3))).isEmpty();
        assertThat(await(log.read(room, 99, 3))).isEmpty();
        assertThat(await(log.read(room, 0, 0))).isEmpty();
        assertThat(await(log.read(room, 0, -1))).isEmpty();
    }

    @Test
    final void readingBackGivesTheLastBeforeAPlaceOldestFirst() {
        stored(room, 0, drafts(10));
        assertThat(seqs(await(log.readBack(room, Long.MAX_VALUE, 3)))).containsExactly(8L, 9L, 10L);
        assertThat(seqs(await(log.readBack(room, 10, 2)))).containsExactly(8L, 9L);
        assertThat(seqs(await(log.readBack(room, 3, 5)))).containsExactly(1L, 2L);
        assertThat(await(log.readBack(room, 1, 5))).isEmpty();
        assertThat(await(log.readBack(room, 5, 0))).isEmpty();
        assertThat(await(log.readBack(room, 5, -1))).isEmpty();
    }

    @Test
    final void aPageOfLargeEntriesIsCutAndTheRestIsReadNext() {
        var drafts = new ArrayList<Draft>();
        for (int i = 0; i < 40; i++)
            drafts.add(sample.said(ana, String.valueOf(i % 10).repeat(LARGE_CHARACTERS)));
        var stored = new ArrayList<>(stored(room, 0, drafts));
        int most = Pages.CHARACTERS / LARGE_CHARACTERS + 1;
        assertThat(await(log.read(room, 3, 30))).isEqualTo(stored.subList(3, 3 + most));
        assertThat(await(log.readBack(room, 37, 30))).isEqualTo(stored.subList(36 - most, 36));
        assertThat(all(room)).isEqualTo(stored);
        var largest = sample.said(ana, "x".repeat(2 * Pages.CHARACTERS));
        stored.addAll(stored(room, 40, List.of(largest)));
        assertThat(await(log.read(room, 40, 30))).isEqualTo(stored.subList(40, 41));
        assertThat(await(log.readBack(room, 42, 30))).isEqualTo(stored.subList(40, 41));
    }

    @Test
    final void openingTellsTheEndAndTheChangesAlone() {
        var direct = RoomId.direct(ana.id(), besa.id());
        var created = stored(direct, 0, List.of(sample.created(ana, besa), sample.said(ana)));
        await(log.append(direct, 2, drafts(5), NOON.plusMillis(5)));
        stored(room, 0, drafts(1));
        for (int i = 0; i < 2; i++) {
            var origin = await(log.open(direct));
            assertThat(origin.last()).isEqualTo(7);
            assertThat(origin.at()).isEqualTo(NOON.plusMillis(5));
            assertThat(origin.changes()).containsExactly(created.getFirst());
            reopen();
        }
    }

    @Test
    final void aDamagedEntryKeepsItsPlaceAndHidesNoOther() {
        var stored = stored(room, 0, drafts(9));
        damageAndReopen(room, 1, 4, 9);
        var all = all(room);
        assertThat(seqs(all)).isEqualTo(seqs(stored));
        assertThat(all).filteredOn(entry -> !isDamaged(entry)).isEqualTo(without(stored, 1L, 4L, 9L));
        assertThat(all)
                .filteredOn(EventLogContract::isDamaged)
                .extracting(Entry::seq)
                .containsExactly(1L, 4L, 9L);
        assertThat(await(log.read(room, 3, 2))).isEqualTo(all.subList(3, 5));
        assertThat(seqs(await(log.readBack(room, 5, 2)))).containsExactly(3L, 4L);
        assertThat(await(log.open(room)).last()).isEqualTo(9);
        assertThat(seqs(stored(room, 9, drafts(1)))).containsExactly(10L);
    }

    @Test
    final void aDraftWhoseEntryIsDamagedIsStillKnown() {
        var draft = stored(room, 0, drafts(3)).get(1).draft();
        damageAndReopen(room, 2);
        var known = await(log.append(room, 3, List.of(draft), NOON));
        assertThat(known).isInstanceOf(Known.class);
        var entry = ((Known) known).entries().getFirst();
        assertThat(entry.seq()).isEqualTo(2);
        assertThat(entry.draft()).isEqualTo(new Draft(draft.author(), draft.id(), new Damaged()));
        assertThat(all(room)).hasSize(3);
    }

    @Test
    final void theMembersOfADirectRoomAreThoseWhoBeganItThoughThatEntryIsDamaged() {
        var direct = RoomId.direct(ana.id(), besa.id());
        stored(direct, 0, List.of(sample.created(ana, besa), sample.said(ana)));
        damageAndReopen(direct, 1);
        assertThat(isDamaged(all(direct).getFirst())).isTrue();
        var state = RoomState.empty(direct);
        for (var entry : await(log.open(direct)).changes())
            state = state.with((Change) entry.draft().event());
        assertThat(state.members()).containsExactlyInAnyOrder(ana, besa);
    }

    @Test
    final void aFullDiskRefusesWhatIsNewAndKnowsAndReadsTheRest() {
        var stored = stored(room, 0, drafts(3));
        var more = drafts(1);
        fill(true);
        assertThat(await(log.append(room, 3, more, NOON))).isInstanceOf(Full.class);
        assertThat(await(log.append(sample.room(), 0, drafts(2), NOON))).isInstanceOf(Full.class);
        assertThat(await(log.append(room, 2, more, NOON))).isInstanceOf(Moved.class);
        assertThat(await(log.append(room, 3, List.of(stored.get(1).draft()), NOON)))
                .isEqualTo(new Known(List.of(stored.get(1))));
        assertThat(all(room)).isEqualTo(stored);
        fill(false);
        assertThat(seqs(stored(room, 3, more))).containsExactly(4L);
    }

    @Test
    final void aReopenedLogGoesOnWhereItEnded() {
        var before = stored(room, 0, drafts(3));
        reopen();
        assertThat(all(room)).isEqualTo(before);
        assertThat(await(log.append(room, 2, drafts(1), NOON))).isInstanceOf(Moved.class);
        assertThat(seqs(stored(room, 3, drafts(1)))).containsExactly(4L);
    }

    @Test
    final void anAppendOfNothingChangesNothing() {
        assertThat(await(log.append(room, 0, List.of(), NOON))).isEqualTo(new Stored(List.of()));
        stored(room, 0, drafts(1));
        assertThat(await(log.append(room, 1, List.of(), NOON))).isEqualTo(new Stored(List.of()));
        assertThat(await(log.append(room, 0, List.of(), NOON))).isInstanceOf(Moved.class);
        assertThat(all(room)).hasSize(1);
    }

    @Test
    final void whatWasAcknowledgedIsReadByWhoeverReadsNext() {
        for (int last = 0; last < 200; last++) {
            var read = log.append(room, last, drafts(1), NOON)
                    .thenCompose(appended ->
                            log.read(room, entries(appended).getFirst().seq() - 1, 9));
            assertThat(await(read)).hasSize(1);
        }
    }

    @Test
    final void hintsAreTrue() {
        var hinted = new CopyOnWriteArrayList<Entry>();
        var following = log.follow(room, hinted::addAll);
        stored(sample.room(), 0, drafts(1));
        for (int last = 0; last < 20; last++) stored(room, last, drafts(1));
        following.stop();
        assertThat(all(room)).containsAll(hinted);
    }

    @Test
    final void everyStageCompletesWhenTheLogIsClosed() {
        var appends = new ArrayList<CompletionStage<Appended>>();
        var reads = new ArrayList<CompletionStage<List<Entry>>>();
        for (int i = 0; i < 1000; i++) {
            appends.add(log.append(room, i, drafts(1), NOON));
            reads.add(log.read(room, 0, 1));
        }
        log.close();
        assertThat(appends).allMatch(append -> append.toCompletableFuture().isDone());
        assertThat(reads).allMatch(read -> read.toCompletableFuture().isDone());
        var acknowledged = appends.stream()
                .filter(append -> !append.toCompletableFuture().isCompletedExceptionally())
                .flatMap(append -> entries(await(append)).stream())
                .toList();
        log = open();
        assertThat(all(room)).containsAll(acknowledged);
    }

    @Test
    final void whatIsAskedOfAClosedLogFails() {
        stored(room, 0, drafts(1));
        log.close();
        log.close();
        failure(log.append(room, 1, drafts(1), NOON));
        failure(log.read(room, 0, 1));
        failure(log.readBack(room, 9, 1));
        failure(log.open(room));
        log = open();
        assertThat(all(room)).hasSize(1);
    }

    @Test
    final void manyWritersOfManyRoomsLoseAndDoubleNothing() {
        long seed = System.nanoTime();
        var writers = new ArrayList<Crowd.Writer>();
        var rooms = new ArrayList<>(List.of(room));
        for (int i = 0; i < 9; i++) rooms.add(sample.room());
        for (int i = 0; i < 8; i++) writers.add(new Crowd.Writer(log, rooms, seed + i));
        Crowd.run(writers);
        for (int i = 0; i < 2; i++) {
            for (var each : rooms) Crowd.check(each, all(each), writers, seed);
            reopen();
        }
    }

    private void damageAndReopen(RoomId room, long... seqs) {
        log.close();
        for (long seq : seqs) damage(room, seq);
        log = open();
    }

    private static boolean isDamaged(Entry entry) {
        return entry.draft().event() instanceof Damaged;
    }

    private static List<Entry> without(List<Entry> entries, Long... seqs) {
        return entries.stream()
                .filter(entry -> !List.of(seqs).contains(entry.seq()))
                .toList();
    }

    private void reopen() {
        log.close();
        log = open();
    }

    private List<Draft> drafts(int count) {
        var drafts = new ArrayList<Draft>();
        for (int i = 0; i < count; i++) drafts.add(sample.said(i % 3 == 0 ? besa : ana));
        return drafts;
    }

    private List<Entry> stored(RoomId room, long after, List<Draft> drafts) {
        return entries(await(log.append(room, after, drafts, NOON)));
    }

    private List<Entry> all(RoomId room) {
        var all = new ArrayList<Entry>();
        for (var page = await(log.read(room, 0, 1_000_000)); !page.isEmpty(); ) {
            all.addAll(page);
            page = await(log.read(room, all.size(), 1_000_000));
        }
        return all;
    }

    private static List<Entry> entries(Appended appended) {
        assertThat(appended).isInstanceOf(Stored.class);
        return ((Stored) appended).entries();
    }

    private static List<Long> seqs(List<Entry> entries) {
        return entries.stream().map(Entry::seq).toList();
    }
}
