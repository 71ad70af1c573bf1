package tertulia.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jline.utils.AttributedCharSequence.ForceMode;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tertulia.client.FakeServer;
import tertulia.client.Happening;
import tertulia.model.Author;
import tertulia.model.Draft;
import tertulia.model.Entry;
import tertulia.model.MessageId;
import tertulia.model.RoomId;
import tertulia.model.Talk;
import tertulia.model.Text;

final class FeedTest {
    private static final Author ANN = FakeServer.somebody("Ann");
    private static final Author EVE = FakeServer.somebody("Eve");
    private static final RoomId DIRECT = RoomId.direct(ANN.id(), EVE.id());

    private final Locale before = Locale.getDefault();
    private final Recorder screen = new Recorder();
    private final Moving clock = new Moving();
    private Feed feed = new Feed(screen, new Palette(true), clock);
    private long seq;

    @AfterEach
    void restore() {
        Locale.setDefault(before);
    }

    /** What is printed and how often it rang. */
    private static final class Recorder implements Screen {
        final List<Printed> printed = new ArrayList<>();
        int rings;

        List<String> lines() {
            return printed.stream()
                    .map(one -> (one.time() + " " + one.text()).strip().replaceAll("[\u00a0\u202f]", " "))
                    .toList();
        }

        AttributedString last() {
            return printed.getLast().text();
        }

        @Override
        public void print(Printed line) {
            printed.add(line);
        }

        @Override
        public void ring() {
            rings++;
        }

        @Override
        public void dismiss() {}

        @Override
        public Optional<String> ask(String question) {
            return Optional.empty();
        }

        @Override
        public Optional<String> read(String begun) {
            return Optional.empty();
        }

        @Override
        public void remember(List<String> typed) {}

        @Override
        public int width() {
            return 80;
        }

        @Override
        public int height() {
            return 24;
        }

        @Override
        public boolean hasBelow() {
            return false;
        }

        @Override
        public void begin(AttributedString status) {}

        @Override
        public void below(List<AttributedString> waiting, AttributedString status) {}

        @Override
        public void abandon() {}

        @Override
        public void close() {}
    }

    private static final class Moving extends Clock {
        Instant now = Instant.parse("2026-11-30T23:58:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    private Happening.Heard said(Author author, RoomId room, String text, String at) {
        var draft = new Draft(author, new MessageId(1, ++seq), new Talk.Said(new Text(text, Optional.empty())));
        boolean mine = author.equals(ANN);
        return new Happening.Heard(
                new Entry(room, seq, Instant.parse(at), draft), Optional.empty(), mine, Optional.empty());
    }

    private Happening.Heard now(Author author, RoomId room, String text) {
        return said(author, room, text, clock.now.toString());
    }

    @Test
    void whatIsMeantForThePersonRingsAndStandsOut() {
        feed.called(ANN);
        feed.heard(now(EVE, RoomId.LOBBY, "hello all"));
        assertThat(screen.rings).isZero();
        feed.heard(now(EVE, RoomId.LOBBY, "and you, @ann?"));
        assertThat(screen.rings).isEqualTo(1);
        assertThat(screen.last().styleAt(8)).isEqualTo(AttributedStyle.DEFAULT.bold());
        feed.heard(now(EVE, DIRECT, "psst"));
        assertThat(screen.rings).as("at once").isEqualTo(1);
        clock.now = clock.now.plusSeconds(3);
        feed.heard(now(EVE, DIRECT, "psst again"));
        assertThat(screen.rings).isEqualTo(2);
        clock.now = clock.now.plusSeconds(3);
        feed.heard(now(ANN, DIRECT, "I am Ann"));
        feed.heard(now(EVE, RoomId.LOBBY, "Annabel is not called so"));
        feed.past(List.of(now(EVE, DIRECT, "old")));
        assertThat(screen.rings).as("own, of others, old").isEqualTo(2);
    }

    @Test
    void everyNameHasItsColourAndOnesOwnNone() {
        feed.heard(now(EVE, RoomId.LOBBY, "x"));
        assertThat(screen.last().styleAt(0)).isNotEqualTo(AttributedStyle.DEFAULT.bold());
        assertThat(screen.last().styleAt(4)).isEqualTo(AttributedStyle.DEFAULT);
        feed.heard(now(ANN, RoomId.LOBBY, "x"));
        assertThat(screen.last().styleAt(0)).isEqualTo(AttributedStyle.DEFAULT.bold());
        for (String language : List.of("en", "fr", "pt", "ru", "sq")) {
            Locale.setDefault(Locale.forLanguageTag(language));
            feed.heard(now(EVE, DIRECT, "x"));
            assertThat(screen.last().styleAt(0)).as(language).isEqualTo(new Palette(true).name(EVE, false));
        }
    }

    @Test
    void thoseWhoTalkTogetherHaveColoursOfTheirOwn() {
        var palette = new Palette(true);
        var styles = new HashSet<AttributedStyle>();
        for (int i = 0; i < 12; i++) styles.add(palette.name(FakeServer.somebody("Person" + i), false));
        assertThat(styles).hasSize(12);
        assertThat(palette.name(FakeServer.somebody("One-more"), false)).isIn(styles);
    }

    @Test
    void withoutColoursNoneIsLeft() {
        feed = new Feed(screen, new Palette(false), clock);
        feed.called(ANN);
        feed.refusal("! no");
        feed.notice("* so");
        for (var room : List.of(RoomId.LOBBY, DIRECT))
            for (var author : List.of(ANN, EVE)) feed.heard(now(author, room, "to Ann"));
        for (var line : screen.printed)
            assertThat(line.text().toAnsi(256, ForceMode.None))
                    .doesNotContainPattern("\u001b\\[[0-9;]*(3[0-8]|4[0-8]|9[0-7]|10[0-7])[;m]");
    }

    @Test
    void aDayBeginsWithItsDate() {
        Locale.setDefault(Locale.UK);
        feed.notice("* Eve just joined");
        feed.midnight();
        clock.now = Instant.parse("2026-12-01T00:00:30Z");
        feed.midnight();
        feed.midnight();
        feed.heard(now(EVE, RoomId.LOBBY, "good morning"));
        assertThat(screen.lines())
                .containsExactly("23:58 * Eve just joined", "— Tuesday, 1 December 2026 —", "00:00 Eve: good morning");
    }

    @Test
    void theDateIsWrittenAsInTheReadersCountry() {
        clock.now = Instant.parse("2026-12-01T00:00:30Z");
        for (String tag : List.of("en-GB", "en-US", "fr-FR", "pt-BR", "ru-RU", "sq-AL")) {
            Locale.setDefault(Locale.forLanguageTag(tag));
            clock.now = clock.now.plusSeconds(86400);
            feed.midnight();
        }
        assertThat(screen.lines())
                .containsExactly(
                        "— Wednesday, 2 December 2026 —",
                        "— Thursday, December 3, 2026 —",
                        "— Vendredi 4 décembre 2026 —",
                        "— Sábado, 5 de dezembro de 2026 —",
                        "— Воскресенье, 6 декабря 2026 г. —",
                        "— E hënë, 7 dhjetor 2026 —");
    }

    @Test
    void onJoiningWhatWasKnownStandsBeforeWhatIsNew() {
        Locale.setDefault(Locale.UK);
        feed.begin(
                List.of(said(EVE, RoomId.LOBBY, "known", "2026-11-29T10:00:00Z")),
                List.of(said(EVE, RoomId.LOBBY, "missed", "2026-11-30T11:00:00Z")));
        feed.begin(List.of(), List.of());
        assertThat(screen.lines())
                .containsExactly(
                        "* the last message:",
                        "— Sunday, 29 November 2026 —",
                        "10:00 Eve: known",
                        "* new since your last visit:",
                        "— Monday, 30 November 2026 —",
                        "11:00 Eve: missed");
    }

    @Test
    void whatIsHeardBeforeTheLastMessagesAreThereComesOnce() {
        var one = said(EVE, RoomId.LOBBY, "one", "2026-11-30T11:00:00Z");
        var two = said(EVE, RoomId.LOBBY, "two", "2026-11-30T11:01:00Z");
        var three = said(EVE, DIRECT, "three", "2026-11-30T11:02:00Z");
        var joining = new Joining(Instant.MAX);
        joining.hold(three);
        joining.hold(two);
        assertThat(joining.known(List.of(one, two, three))).containsExactly(one);
        assertThat(joining.fresh()).containsExactly(two, three);
        assertThat(joining.isOver(Instant.now())).isFalse();
    }
}
