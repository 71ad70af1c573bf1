package tertulia.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tertulia.client.Address;
import tertulia.client.FakeServer;
import tertulia.client.Gone;
import tertulia.client.Happening;
import tertulia.model.Author;
import tertulia.model.Change;
import tertulia.model.Damaged;
import tertulia.model.Draft;
import tertulia.model.Entry;
import tertulia.model.Event;
import tertulia.model.MessageId;
import tertulia.model.Notice;
import tertulia.model.Refusal;
import tertulia.model.RoomId;
import tertulia.model.Talk;
import tertulia.model.Text;
import tertulia.model.Words;

final class SpeechTest {
    private static final Author ANN = FakeServer.somebody("Ann");
    private static final Author BOB = FakeServer.somebody("Bob");
    private static final RoomId DIRECT = RoomId.direct(ANN.id(), BOB.id());

    private static Happening.Heard heard(RoomId room, Event event, boolean mine) {
        var entry = new Entry(room, 1, Instant.EPOCH, new Draft(ANN, new MessageId(1, 1), event));
        return new Happening.Heard(
                entry, room.equals(DIRECT) ? Optional.of(BOB) : Optional.empty(), mine, Optional.empty());
    }

    private static Event said(String text) {
        return new Talk.Said(Text.of(text));
    }

    @Test
    void aMessageSaysWhoSaidItAndWhetherToOneAlone() {
        assertThat(Speech.lines(heard(RoomId.LOBBY, said("hello {0} it''s"), false)))
                .containsExactly("Ann: hello {0} it''s");
        assertThat(Speech.lines(heard(DIRECT, said("psst"), false))).containsExactly("Ann (private): psst");
        assertThat(Speech.lines(heard(DIRECT, said("psst"), true))).containsExactly("Ann to Bob (private): psst");
    }

    @Test
    void whatIsEncipheredHasAMarkAndIsShownAsItCameWithoutTheKey() {
        var entry = heard(RoomId.LOBBY, new Talk.Said(new Text("ahk\nbhk", Optional.of("caesar"))), false);
        assertThat(Speech.lines(entry))
                .containsExactly("Ann: [Caesar cipher, no key] ahk", "Ann: [Caesar cipher, no key] bhk");
        var opened = new Happening.Heard(entry.entry(), entry.with(), false, Optional.of("tad\nuad"));
        assertThat(Speech.lines(opened)).containsExactly("Ann: [Caesar cipher] tad", "Ann: [Caesar cipher] uad");
    }

    @Test
    void whatCannotBeReadAnyMoreIsASentence() {
        assertThat(Speech.lines(heard(RoomId.LOBBY, new Damaged(), false)))
                .singleElement()
                .asString()
                .startsWith("* a message that stood here cannot be read");
    }

    @Test
    void eachLineOfATextSaysWhoSaidIt() {
        assertThat(Speech.lines(heard(RoomId.LOBBY, said("one\n* Bob left the server\n"), false)))
                .containsExactly("Ann: one", "Ann: * Bob left the server", "Ann: ");
    }

    @Test
    void whatWouldMoveTheCursorOrHideIsShown() {
        assertThat(Speech.lines(heard(RoomId.LOBBY, said("a\rb\u001b[2Jc\u202ed\u0085"), false)))
                .containsExactly("Ann: a␍b␛[2Jc<U+202E>d<U+0085>");
    }

    @Test
    void whatIsNoMessageHasNoLines() {
        assertThat(Speech.lines(heard(DIRECT, new Change.Created(List.of(ANN, BOB)), false)))
                .isEmpty();
    }

    @Test
    void manyPeopleAtOnceAreOnlyCounted() {
        assertThat(Speech.lines(new Happening.PeopleChanged(2, List.of(ANN), List.of(BOB))))
                .containsExactly("* Ann just joined the server", "* Bob left the server");
        assertThat(Speech.lines(new Happening.PeopleChanged(1312, Collections.nCopies(1312, ANN), List.of())))
                .containsExactly("* 1312 people just joined the server");
    }

    @Test
    void everyReasonForBeingGoneHasWords() {
        for (var gone : new Gone[] {
            new Gone.Unreachable(new NoRouteToHostException()),
            new Gone.Cut(),
            new Gone.Silent(),
            new Gone.Garbled("x"),
            new Gone.Newer("x"),
            new Gone.Refused(Refusal.of(Refusal.Code.NAME_BANNED)),
            new Gone.Left()
        }) {
            assertThat(Speech.why(gone)).isNotEmpty();
        }
        for (var reason : Notice.Reason.values()) {
            assertThat(Speech.why(new Gone.Told(new Notice.Bye(reason)))).isNotEmpty();
        }
    }

    @Test
    void datesInDoubtsAreWrittenForPeople() {
        var expired = new Gone.Distrusted(Gone.Doubt.EXPIRED, List.of("tls://a:1", "2026-11-20T10:00:00Z"));
        assertThat(expired.parts(Words.english(), ZoneOffset.UTC)).containsExactly("tls://a:1", "20 Nov 2026 10:00");
        var french = Words.speaking("fr").orElseThrow();
        assertThat(expired.parts(french, ZoneOffset.UTC)).containsExactly("tls://a:1", "20 nov. 2026 10:00");
        var changed =
                new Gone.Distrusted(Gone.Doubt.KEY_CHANGED, List.of("a:1", "key", "old", "2026-11-20", "3", "file"));
        assertThat(Speech.why(changed)).contains("since 20 Nov 2026.");
    }

    @Test
    void aServerThatWasReachedAndWillNotHaveUsRefuses() {
        var server = new Address("chat.example", 5555);
        var full = new Gone.Told(new Notice.Bye(Notice.Reason.FULL));
        assertThat(Speech.unreachable(server, full, true))
                .isEqualTo(
                        "* chat.example:5555 refuses the connection: the server is full; try again later; trying again");
        assertThat(Speech.unreachable(server, full, false))
                .isEqualTo("! chat.example:5555 refuses the connection: the server is full; try again later");
        assertThat(Speech.unreachable(server, new Gone.Unreachable(new ConnectException("Connection refused")), false))
                .isEqualTo("! cannot reach chat.example:5555: nobody listens there (connection refused)");
    }
}
