package tertulia.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tertulia.client.Address;
import tertulia.client.Client;
import tertulia.client.FakeServer;
import tertulia.client.Identities;
import tertulia.client.Timing;
import tertulia.discovery.Found;
import tertulia.model.Words;

/** The window in the reader's language. */
final class LanguageTest {
    @TempDir
    Path folder;

    @Test
    void anotherLanguageIsSpokenAtOnceOnBothPagesAndNothingElseChanges() throws Exception {
        try (var server = new FakeServer(1)) {
            try (var desk = new Desk(folder, Optional.empty(), told -> {
                told.accept(List.of(
                        new Found("Комната", "127.0.0.1", server.address().port(), false)));
                return () -> {};
            })) {
                desk.untilSeen("On this network");
                desk.write("server", "127.0.0.1");
                desk.write("port", String.valueOf(server.address().port()));
                desk.write("name", "two words");
                desk.choose("language", "lang-ru");
                desk.untilSeen("В этой сети");
                await().atMost(Desk.SOON).until(() -> desk.focus().equals("name"));
                assertThat(desk.node("name", TextField.class).getText()).isEqualTo("two words");
                assertThat(desk.node("server", TextField.class).getText()).isEqualTo("127.0.0.1");
                desk.untilLabel("judgement", "пробел");
                desk.write("name", "Аня");
                await().atMost(Desk.SOON).until(() -> desk.shows("connect"));
                desk.untilSeen("Подключиться");
                desk.click("connect");
                desk.untilLabel("myself", "Аня");
                desk.untilSeen("Общий чат");
                desk.say("первое");
                desk.untilSeen("января 1970");
                var zoe = FakeServer.somebody("Зоя");
                server.says(zoe, server.known("Аня"), "лично");
                desk.untilSeen("лично");
                desk.write("write", "недописанное");
                var hellos = server.hellos();
                desk.set("language", "pt");
                desk.untilSeen("janeiro de 1970");
                desk.untilSeen("Particular");
                assertThat(desk.node("write", TextArea.class).getText()).isEqualTo("недописанное");
                assertThat(desk.texts()).contains("первое");
                assertThat(desk.seen()).noneMatch(words -> words.contains("января") || words.contains("Общий чат"));
                server.says(zoe, Optional.empty(), "второе");
                desk.until("второе");
                assertThat(server.hellos()).isEqualTo(hellos);
                assertThat(server.callers()).isEqualTo(1);
            }
            try (var desk = new Desk(folder, Optional.empty()).in("Аня")) {
                desk.untilSeen("Particular");
                assertThat(Words.ours().language()).isEqualTo("pt");
            }
        }
    }

    @Test
    void whatWentWrongIsSaidInTheOtherLanguageToo() throws Exception {
        var server = new FakeServer(2);
        var gone = server.address();
        server.close();
        try (var desk = new Desk(folder, gone)) {
            desk.write("name", "Ana");
            await().atMost(Desk.SOON).until(() -> desk.shows("connect"));
            desk.click("connect");
            desk.untilLabel("trouble", "nobody listens there");
            desk.choose("language", "lang-fr");
            desk.untilLabel("trouble", "personne n’y écoute");
        }
    }

    @Test
    void theKeyOfTheCipherIsReadableInEveryLanguageAndASmallWindow() throws Exception {
        try (var server = new FakeServer(3);
                var desk = new Desk(folder, server.address()).join("Ana")) {
            desk.place(800, 600, 0, 0);
            desk.press(KeyCode.CONTROL, KeyCode.E);
            for (String language : Words.LANGUAGES) {
                desk.set("language", language);
                var key = desk.node("cipher-key", Spinner.class);
                await(language).atMost(Desk.SOON).until(() -> Desk.fx(key.getEditor()::getWidth) > 30);
            }
        }
    }

    @Test
    void oneWhoComesIsToldOfInTheSingularAndADayBeginsLarge() throws Exception {
        try (var server = new FakeServer(4);
                var desk = new Desk(folder.resolve("ana"), server.address()).join("Ana")) {
            desk.set("language", "fr");
            server.says(FakeServer.somebody("Zoe"), Optional.empty(), "bonjour");
            desk.untilSeen("Jeudi 1 janvier 1970");
            var identities = new Identities(folder.resolve("bob"));
            try (var bob = new Client(
                    new Client.Options(server.address(), "Bob", identities, true, Timing.usual()), happening -> {})) {
                bob.start();
                desk.untilSeen("Bob est là");
            }
        }
    }

    @Test
    void datesAreAsIsCustomaryInTheReadersCountry() {
        var noon = Instant.parse("2026-11-20T15:45:00Z").atZone(Times.zone()).toInstant();
        var before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.ENGLISH);
            Times.customs(Locale.US);
            assertThat(Times.day(LocalDate.of(2026, 10, 24), LocalDate.of(2026, 11, 20)))
                    .isEqualTo("Saturday, October 24");
            assertThat(Times.timeOfDay(noon)).endsWith("PM");
            Times.customs(Locale.UK);
            assertThat(Times.day(LocalDate.of(2026, 10, 24), LocalDate.of(2026, 11, 20)))
                    .isEqualTo("Saturday 24 October");
            Locale.setDefault(Locale.of("pt"));
            Times.customs(Locale.US);
            assertThat(Times.day(LocalDate.of(2026, 10, 24), LocalDate.of(2026, 11, 20)))
                    .isEqualTo("Sábado, 24 de outubro");
        } finally {
            Locale.setDefault(before);
            Times.customs(before);
        }
    }

    @Test
    void theCommandLineNamesALanguageAndAServer() {
        assertThat(Arguments.of(List.of())).isEqualTo(new Arguments(Optional.empty(), Optional.empty()));
        var room = Optional.of(new Address("room12", 5556, true));
        assertThat(Arguments.of(List.of("--lang", "ru", "tls://room12:5556")))
                .isEqualTo(new Arguments(Optional.of("ru"), room));
        assertThat(Arguments.of(List.of("tls://room12:5556", "--lang", "sq")))
                .isEqualTo(new Arguments(Optional.of("sq"), room));
        assertThat(Arguments.of(List.of("--lang=en-XA")).lang()).contains("en-XA");
        for (var wrong : List.of(
                List.of("--lang", "xx"), List.of("--lang"), List.of("a", "b"), List.of("--full"), List.of("a b"))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Arguments.of(wrong))
                    .withMessageContaining(wrong.getLast());
        }
    }

    @Test
    void whatIsAskedForGoesBeforeWhatIsRememberedAndThatBeforeTheSystem() {
        var before = Locale.getDefault();
        try (var memory = new Memory(folder)) {
            Locale.setDefault(Locale.of("sq", "AL"));
            Language.begin(Optional.empty(), memory);
            assertThat(Words.ours().language()).isEqualTo("sq");
            memory.keep("lang", "fr");
            Language.begin(Optional.empty(), memory);
            assertThat(Words.ours().language()).isEqualTo("fr");
            Language.begin(Optional.of("ru"), memory);
            assertThat(Words.ours().language()).isEqualTo("ru");
        } finally {
            Locale.setDefault(before);
        }
    }
}
