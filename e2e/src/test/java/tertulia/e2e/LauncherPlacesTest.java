package tertulia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the launcher lies, how it is called, and in which locale. */
final class LauncherPlacesTest {
    private static final String NOT_INSTALLED = "ru_RU.UTF-8";

    @SuppressWarnings("NullAway.Init")
    private Launcher launcher;

    @BeforeEach
    void copy() throws IOException {
        launcher = Launcher.copy("Папка à côté");
    }

    @AfterEach
    void delete() throws IOException {
        launcher.close();
    }

    @Test
    void itFindsItsPartsBehindLinks() throws IOException {
        var bin = Files.createDirectories(launcher.folder().resolve("usr/bin"));
        var second = Files.createSymbolicLink(
                bin.resolve("t2"),
                Path.of("../..", launcher.root().getFileName().toString(), "tertulia"));
        var first = Files.createSymbolicLink(launcher.folder().resolve("t1"), Path.of("usr/bin/t2"));
        launcher.with("CDPATH", "/usr:" + launcher.folder());
        isItself(launcher.runBy(List.of(first.toString()), "--version"));
        isItself(launcher.runBy(List.of(second.toString()), "--version"));
        isItself(launcher.runBy(List.of("./t1"), "--version"));
        isItself(launcher.runBy(List.of("usr/bin/t2"), "--version"));
        isItself(launcher.runBy(List.of("sh", "t1"), "--version"));
        launcher.with("PATH", bin + ":/usr/bin:/bin");
        isItself(launcher.runBy(List.of("sh", "-c", "t2 --version")));
    }

    private static void isItself(Program.Exit exit) {
        assertThat(exit.code()).as(exit.toString()).isZero();
        assertThat(exit.out()).singleElement().asString().startsWith("tertulia ");
        assertThat(exit.err()).isEmpty();
    }

    /** What ssh sends along from a person's own machine, and what a service has. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "LC_ALL=C",
                "LANG=POSIX",
                "LC_ALL=xx",
                "LC_CTYPE=UTF-8",
                "LANG=" + NOT_INSTALLED,
                "LC_CTYPE=C.UTF-8 LC_TIME=" + NOT_INSTALLED
            })
    void noLocaleCostsALetter(String locale) throws IOException {
        for (var variable : locale.isEmpty() ? List.<String>of() : List.of(locale.split(" ", -1))) {
            int equals = variable.indexOf('=');
            launcher.with(variable.substring(0, equals), variable.substring(equals + 1));
        }
        var text = "Привет, ça va? 😀";
        try (var server = launcher.server().with("--name", "Café Ю").start();
                var ana = PlainClient.connect("Ana", server)) {
            ana.expectBeginning("* Welcome to Café Ю");
            ana.say("Ana");
            ana.expect("* You are connected to the server as Ana");
            var sent =
                    launcher.run("send", "--host", "localhost:" + server.port(), "--name", "Юля", "--to", "ALL", text);
            assertThat(sent.code()).as(sent.toString()).isZero();
            ana.expect("Юля: " + text);
        }
        var exit = launcher.run("танец");
        assertThat(exit.err().getFirst()).contains("танец");
        assertThat(exit.err().getFirst().startsWith("tertulia: нет команды"))
                .isEqualTo(locale.equals("LANG=" + NOT_INSTALLED));
    }

    @Test
    void aLanguageThatIsNotInstalledIsSpokenAllTheSame() {
        for (var tag : List.of("pt_BR.UTF-8", "pt_BR", "pt.ISO-8859-1", "pt_PT@euro")) {
            var exit = launcher.with("LC_ALL", tag).run("crack", "--help");
            assertThat(exit.out().getFirst()).as(tag).startsWith("Uso: tertulia crack");
        }
    }

    /** As daemons, cron and containers start programs. The next file that Java opens, its own classes, would be read instead. */
    @Test
    void aClosedDescriptorIsEmpty() throws IOException {
        var setup = launcher.server(launcher.within("exec \"$@\" <&-")).with("--console");
        try (var server = setup.start();
                var ana = PlainClient.join("Ana", server)) {
            assertThat(ana.untilNow()).isEmpty();
            assertThat(server.out().all()).noneMatch(line -> line.contains("there is no command"));
            var chat = launcher.runBy(
                    launcher.within("exec \"$@\" <&-"), "chat", "localhost:" + server.port(), "--name", "Eva");
            assertThat(chat.code()).as(chat.toString()).isZero();
            assertThat(ana.untilNow()).containsExactly("* Eva just joined the server", "* Eva left the server");
            for (var closed : List.of("1>&-", "2>&-", "1>&- 2>&-", "<&- 1>&- 2>&-")) {
                var exit = launcher.runBy(
                        launcher.within("exec \"$@\" " + closed),
                        "send",
                        "--host",
                        "localhost:" + server.port(),
                        "--name",
                        "Rafid",
                        "--to",
                        "ALL",
                        "hello " + closed);
                assertThat(exit.code()).as(closed).isZero();
                ana.expect("Rafid: hello " + closed);
            }
        }
    }
}
