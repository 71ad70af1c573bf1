package tertulia.desktop.talk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tertulia.client.Caesar;
import tertulia.client.FakeServer;
import tertulia.client.Happening;
import tertulia.client.Sealer;
import tertulia.model.Author;
import tertulia.model.Draft;
import tertulia.model.Entry;
import tertulia.model.MessageId;
import tertulia.model.Notice;
import tertulia.model.Refusal;
import tertulia.model.RoomId;
import tertulia.model.Talk;
import tertulia.model.Text;

final class ConversationsTest {
    private static final Author ME = FakeServer.somebody("Ana");
    private static final Author ZOE = FakeServer.somebody("Zoe");
    private static final RoomId WITH_ZOE = RoomId.direct(ME.id(), ZOE.id());
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final Random random = new Random(1);
    private final Conversations all = new Conversations(InstantSource.fixed(NOON));

    ConversationsTest() {
        all.take(new Happening.Welcomed(ME, List.of(new Notice.RoomInfo(RoomId.LOBBY, Optional.empty(), 0))));
    }

    private Entry entry(RoomId room, long seq, Instant at, Author author, MessageId id) {
        return new Entry(room, seq, at, new Draft(author, id, new Talk.Said(Text.of("text " + seq))));
    }

    private Entry entry(RoomId room, long seq, Author author) {
        return entry(room, seq, NOON.plusSeconds(seq), author, MessageId.make(NOON, random));
    }

    private void hear(RoomId room, long seq, Author author) {
        var with = room.equals(RoomId.LOBBY) ? Optional.<Author>empty() : Optional.of(ZOE);
        all.take(new Happening.Heard(entry(room, seq, author), with, author.equals(ME), Optional.empty()));
    }

    @Test
    void whatOthersSayIsUnreadUntilTheReaderLooks() {
        hear(RoomId.LOBBY, 1, ZOE);
        hear(RoomId.LOBBY, 2, ME);
        hear(WITH_ZOE, 1, ZOE);
        assertThat(all.unread()).isEqualTo(2);
        all.look(true);
        assertThat(all.unread()).isEqualTo(1);
        all.open(WITH_ZOE);
        assertThat(all.unread()).isEqualTo(1);
        all.look(true);
        assertThat(all.unread()).isZero();
        hear(WITH_ZOE, 2, ZOE);
        assertThat(all.unread()).isZero();
    }

    @Test
    void theLobbyIsFirstAndThenWhoeverSpokeLast() {
        hear(WITH_ZOE, 5, ZOE);
        all.openWith(FakeServer.somebody("Bob"));
        assertThat(all.list()).extracting(Conversation::room).startsWith(RoomId.LOBBY, WITH_ZOE);
    }

    @Test
    void aMessageOfOursWaitsUntilItIsHeardOrRefused() {
        var id = MessageId.make(NOON, random);
        var other = MessageId.make(NOON, random);
        all.said(id, "text 1");
        all.said(other, "never");
        assertThat(all.open().messages()).extracting(Message::standing).containsOnly(new Message.Standing.Waiting());
        all.take(new Happening.Heard(entry(RoomId.LOBBY, 1, NOON, ME, id), Optional.empty(), true, Optional.empty()));
        var refusal = Refusal.of(Refusal.Code.TOO_LONG, 1);
        all.take(new Happening.NotSaid(other, refusal));
        assertThat(all.open().messages())
                .extracting(Message::standing)
                .containsExactly(new Message.Standing.Stored(1), new Message.Standing.Refused(refusal));
        assertThat(all.open().discard(other)).contains("never");
        assertThat(all.open().messages()).hasSize(1);
    }

    @Test
    void whatTheServerCannotReadAnyMoreIsSaidInItsPlace() {
        hear(RoomId.LOBBY, 1, ZOE);
        all.take(new Happening.Heard(Entry.damaged(RoomId.LOBBY, 2, NOON), Optional.empty(), false, Optional.empty()));
        hear(RoomId.LOBBY, 3, ZOE);
        assertThat(all.open().messages()).extracting(Message::seq).containsExactly(1L, 2L, 3L);
        assertThat(all.open().messages().get(1).author()).isEqualTo(Author.SERVER);
        assertThat(all.open().messages().get(1).text()).contains("cannot be read");
    }

    @Test
    void historyComesBeforeWhatIsHereAndNothingTwice() {
        hear(RoomId.LOBBY, 3, ZOE);
        hear(RoomId.LOBBY, 3, ZOE);
        var page = List.of(entry(RoomId.LOBBY, 1, ZOE), entry(RoomId.LOBBY, 2, ZOE), entry(RoomId.LOBBY, 3, ZOE));
        all.take(new Notice.Page("", RoomId.LOBBY, page, false));
        assertThat(all.open().messages()).extracting(Message::seq).containsExactly(1L, 2L, 3L);
        assertThat(all.open().hasEarlier()).isFalse();
    }

    @Test
    void rowsShowDaysGroupsAndWhoCame() {
        var id = MessageId.make(NOON, random);
        all.take(new Happening.Heard(entry(RoomId.LOBBY, 1, NOON, ZOE, id), Optional.empty(), false, Optional.empty()));
        all.take(new Happening.PeopleChanged(2, List.of(ZOE), List.of()));
        var next = NOON.plusSeconds(86_400);
        all.take(new Happening.Heard(
                entry(RoomId.LOBBY, 2, next, ZOE, MessageId.make(NOON, random)),
                Optional.empty(),
                false,
                Optional.empty()));
        all.take(new Happening.Heard(
                entry(RoomId.LOBBY, 3, next.plusSeconds(5), ZOE, MessageId.make(NOON, random)),
                Optional.empty(),
                false,
                Optional.empty()));
        var rows = rows();
        assertThat(rows)
                .extracting(row -> row.getClass().getSimpleName())
                .containsExactly("Begin", "Day", "New", "Said", "Comings", "Day", "Said", "Said");
        assertThat(rows.get(5)).isEqualTo(new Row.Day(LocalDate.of(2026, 11, 21)));
        assertThat(((Row.Said) rows.get(6)).first()).isTrue();
        assertThat(((Row.Said) rows.get(7)).first()).isFalse();
    }

    @Test
    void whoHasTheKeyReadsWhatWasEncipheredBeforeAndAfterAndWhoHasNoneSeesTheCiphertext() {
        var key = Optional.<Sealer>of(new Caesar(3));
        all.take(new Happening.Sealing("Zoe", Optional.of(ZOE.id()), key));
        var sealed = new Draft(
                ZOE, MessageId.make(NOON, random), new Talk.Said(new Text("khoor", Optional.of(Caesar.NAME))));
        for (var room : List.of(RoomId.LOBBY, WITH_ZOE)) {
            var with = room.equals(RoomId.LOBBY) ? Optional.<Author>empty() : Optional.of(ZOE);
            all.take(new Happening.Heard(new Entry(room, 2, NOON, sealed), with, false, Optional.empty()));
            all.take(new Notice.Page("", room, List.of(new Entry(room, 1, NOON, sealed)), false));
        }
        assertThat(texts(RoomId.LOBBY)).containsExactly("khoor", "khoor");
        assertThat(texts(WITH_ZOE)).containsExactly("hello", "hello");
        assertThat(all.open().messages()).extracting(Message::sealed).containsOnly(Optional.of("khoor"));
        all.said(MessageId.make(NOON, random), "xyz");
        var mine = all.open().messages().getLast();
        assertThat(mine.text()).isEqualTo("xyz");
        assertThat(mine.sealed()).contains("abc");
        all.take(new Happening.Sealing("Zoe", Optional.of(ZOE.id()), Optional.empty()));
        assertThat(texts(WITH_ZOE)).containsExactly("khoor", "khoor", "abc");
        assertThat(all.open().messages()).extracting(Message::cipher).containsOnly(Optional.of(Caesar.NAME));
    }

    @Test
    void whoCameAndWentIsNotKeptForever() {
        hear(RoomId.LOBBY, 1, ZOE);
        var kept = new ArrayList<Row>();
        var rows = new Rows(all.open(), ZoneOffset.UTC, kept);
        for (int i = 0; i < 5 * Conversation.COMINGS; i++) {
            var user = FakeServer.somebody("user" + i);
            all.take(new Happening.PeopleChanged(2, List.of(user), List.of()));
            if (i % 400 == 0) rows.update();
            assertThat(all.open().comings())
                    .hasSizeBetween(Math.min(i, Conversation.COMINGS), 2 * Conversation.COMINGS);
            assertThat(all.open().comings().getLast().user()).isEqualTo(user);
        }
        rows.update();
        assertThat(kept).isEqualTo(rows());
    }

    private List<String> texts(RoomId room) {
        all.open(room);
        return all.open().messages().stream().map(Message::text).toList();
    }

    private List<Row> rows() {
        var rows = new ArrayList<Row>();
        new Rows(all.open(), ZoneOffset.UTC, rows).update();
        return rows;
    }

    @Test
    void rowsThatAreKeptUpToDateAreTheSameAsThoseMadeAnew() {
        for (long seed = 0; seed < 300; seed++) {
            var chance = new Random(seed);
            var world = new ConversationsTest();
            var kept = new ArrayList<Row>();
            var rows = new Rows(world.all.open(), ZoneOffset.UTC, kept);
            for (int step = 0; step < 60; step++) {
                world.anything(chance);
                rows.update();
                assertThat(kept).as("seed " + seed + ", step " + step).isEqualTo(world.rows());
            }
        }
    }

    private long heard = 100;

    /** Whatever may happen to the lobby. */
    private void anything(Random chance) {
        var author = chance.nextBoolean() ? ZOE : ME;
        var at = NOON.plusSeconds(heard * chance.nextInt(2000));
        switch (chance.nextInt(9)) {
            case 0, 1, 2 -> hear(RoomId.LOBBY, heard += chance.nextInt(20) == 0 ? 2 : 1, author);
            case 3 -> {
                var id = MessageId.make(NOON, random);
                all.said(id, "mine");
                if (chance.nextBoolean()) return;
                var mine = entry(RoomId.LOBBY, ++heard, at, ME, id);
                all.take(new Happening.Heard(mine, Optional.empty(), true, Optional.empty()));
            }
            case 4 -> all.take(new Happening.PeopleChanged(2, List.of(ZOE), List.of()));
            case 5 -> all.look(chance.nextBoolean());
            case 6 -> {
                long first = all.open().first();
                if (first == Long.MAX_VALUE || first < 3) return;
                var page = List.of(entry(RoomId.LOBBY, first - 2, ZOE), entry(RoomId.LOBBY, first - 1, ME));
                all.take(new Notice.Page("", RoomId.LOBBY, page, true));
            }
            case 7 ->
                all.open().waiting().stream()
                        .findFirst()
                        .ifPresent(one -> all.open().discard(one.id()));
            default -> {
                all.openWith(ZOE);
                all.open(RoomId.LOBBY);
            }
        }
    }

    @Test
    void aPatchedListIsTheOtherList() {
        for (int round = 0; round < 1000; round++) {
            var shown = new ArrayList<>(letters());
            var wanted = letters();
            Rows.patch(shown, wanted);
            assertThat(shown).isEqualTo(wanted);
        }
    }

    private List<Integer> letters() {
        return random.ints(random.nextInt(6), 0, 3).boxed().toList();
    }
}
