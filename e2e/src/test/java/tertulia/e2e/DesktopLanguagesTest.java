package tertulia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tertulia.client.Address;
import tertulia.desktop.Desk;
import tertulia.model.Words;

/**
 * The window's story with every sentence marked. Names and texts are in Cyrillic, so that a Latin letter without a mark is
 * in no catalogue.
 */
final class DesktopLanguagesTest {
    private static final Pattern MARKED = Pattern.compile("⟦[^⟦⟧]*⟧");
    private static final Pattern LATIN = Pattern.compile("[A-Za-z]");
    /** The formatter's, as in all languages. */
    private static final Pattern WHOLE_TIME = Pattern.compile("^\\p{L}+, \\d+ \\p{L}+ \\d{4}, [0-9:]+$");

    /** What languages call themselves, and addresses. */
    private static final List<String> NAMES = List.of("127.0.0.1", "tls://");

    private static final String LAUNCHER = Program.ROOT.resolve("tertulia").toString();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path own;

    private final Locale before = Locale.getDefault();
    private final List<String> said = new ArrayList<>();

    @BeforeEach
    void speak() {
        Locale.setDefault(Locale.forLanguageTag("en-XA"));
    }

    @AfterEach
    void speakAsBefore() {
        Locale.setDefault(before);
    }

    private void look(Desk desk) {
        said.addAll(desk.seen());
        said.addAll(desk.hidden());
        said.add(desk.title());
    }

    @Test
    void theWindowsStoryHasNoTextThatIsInNoCatalogue() throws Exception {
        var setup = ServerProcess.Setup.in(data).withConsole().with("--name", "Беседа");
        try (var server = setup.start();
                var boris = JsonClient.join("Борис", server);
                var desk = new Desk(own, Optional.of(new Address("127.0.0.1", server.port(), true)))) {
            look(desk);
            for (String name : List.of("Вера и", "Борис", "")) {
                desk.write("name", name);
                desk.untilLabel("judgement", "⟧");
                look(desk);
            }
            desk.join("Вера");
            desk.untilLabel("note", "⟦");
            desk.say("Всем привет");
            desk.until("Всем привет");
            boris.say("ALL", "Вера, привет");
            desk.until("Вера, привет");
            look(desk);
            desk.press(KeyCode.F1);
            desk.untilSeen("Çtrl");
            // Its lines are those of one sentence.
            var keys = List.of(Words.ours().of("desktop.keys").split("\\n| \\| "));
            look(desk);
            said.removeAll(keys);
            desk.press(KeyCode.ESCAPE);
            desk.press(KeyCode.CONTROL, KeyCode.F);
            desk.type("привет");
            desk.untilLabel("found", "⟦");
            look(desk);
            desk.press(KeyCode.ESCAPE);
            desk.press(KeyCode.CONTROL, KeyCode.E);
            desk.press(KeyCode.CONTROL, KeyCode.E);
            look(desk);
            desk.press(KeyCode.SPACE);
            desk.say("тайна");
            desk.until("тайна");
            boris.say("ALL", "ответ");
            desk.until("ответ");
            look(desk);
            desk.press(KeyCode.ESCAPE);
            desk.select("Борис");
            desk.click("private");
            look(desk);
            desk.say("только тебе");
            boris.hear("только тебе");
            boris.send("type", "typing", "room", "lobby");
            boris.send("type", "bye");
            boris.rest();
            desk.untilLabel("below", "õff");
            look(desk);
            server.console("stop");
            desk.untilLabel("banner", "⟦");
            look(desk);
            desk.click("leave");
            desk.write("name", "Вера2");
            desk.untilLabel("judgement", "çõüld ñõt");
            look(desk);
        }
        assertThat(said).hasSizeGreaterThan(200);
        assertThat(said.stream().filter(words -> words.contains("⟦")).distinct())
                .hasSizeGreaterThan(50);
        assertThat(said.stream()
                        .map(DesktopLanguagesTest::unmarked)
                        .filter(LATIN.asPredicate())
                        .distinct())
                .isEmpty();
    }

    @Test
    void theCommandSaysHowItIsUsedInTheLanguageItIsGiven() {
        var help = Program.run(new ProcessBuilder(LAUNCHER, "desktop", "--lang", "pt", "--help"));
        assertThat(help.code()).isZero();
        assertThat(help.out()).hasSize(2);
        assertThat(help.out().get(0)).startsWith("uso: tertulia desktop [--lang ");
        assertThat(help.out().get(1)).startsWith("Abre uma janela");
        for (var wrong : List.of(List.of("--lang", "xx"), List.of("one", "two"), List.of("--full"))) {
            var command = new ArrayList<>(List.of(LAUNCHER, "desktop"));
            command.addAll(wrong);
            var misunderstood = Program.run(new ProcessBuilder(command));
            assertThat(misunderstood.code()).isEqualTo(2);
            assertThat(misunderstood.err()).anyMatch(line -> line.contains("tertulia desktop [--lang "));
        }
    }

    private static String unmarked(String words) {
        String rest = words;
        for (String last = ""; !rest.equals(last); ) {
            last = rest;
            rest = MARKED.matcher(rest).replaceAll("");
        }
        rest = WHOLE_TIME.matcher(rest).replaceAll("");
        for (String name : NAMES) rest = rest.replace(name, "");
        return rest;
    }
}
