package tertulia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The terminal client keeps to the customs of terminals: Ctrl-Z, TERM=dumb, NO_COLOR, a screen that is left as it was. */
final class TerminalCustomsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private ServerProcess.Setup setup() {
        return ServerProcess.Setup.in(folder.resolve("data"));
    }

    private List<String> chat(ServerProcess server) {
        return Program.command("chat", "127.0.0.1:" + server.port(), "--name", "Ana", "--lang", "en");
    }

    private Map<String, String> state() {
        return Map.of("TERTULIA_STATE", folder.resolve("state").toString());
    }

    /** A shell with jobs, as people have. */
    private Tmux shell() {
        var screen = new Tmux(folder, state(), List.of("env", "PS1=sh> ", "bash", "--norc", "--noprofile", "-i"));
        screen.awaitText("sh>");
        return screen;
    }

    private static String line(List<String> command) {
        return String.join(" ", command);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tmux", "dumb"})
    void ctrlZStopsAndFgComesBackToTheLineThatWasTyped(String terminal) {
        try (var server = setup().start();
                var rafid = PlainClient.join("Rafid", server);
                var screen = shell()) {
            screen.enter("TERM=" + terminal + " " + line(chat(server)));
            screen.awaitText("connected to");
            screen.type("half");
            screen.awaitText("half");
            screen.key("C-z");
            screen.awaitText("Stopped");
            screen.enter("echo $((40 + 2)) in the shell");
            screen.awaitText("42 in the shell");
            assertThat(screen.screen()).doesNotContain("· connected");
            rafid.say("said meanwhile");
            screen.enter("fg");
            screen.awaitText("Rafid: said meanwhile");
            screen.enter(" a line");
            rafid.expectBeginning("* Ana");
            rafid.expect("Ana: half a line");
            screen.enter("/quit");
            screen.await("the shell", text -> text.strip().endsWith("sh>"));
        }
    }

    @Test
    void whatWasOnTheScreenStaysAndNothingElseDoes() {
        try (var server = setup().start();
                var screen = shell()) {
            for (String end : List.of("/quit", "TERM")) {
                screen.enter("clear; echo $((40 + 2)) before");
                screen.awaitText("42 before");
                screen.enter(line(chat(server)));
                screen.awaitText("1 online · connected");
                screen.enter("said");
                screen.awaitText("Ana: said");
                if (end.equals("TERM")) {
                    screen.type("half");
                    screen.awaitText("> half");
                    end(server);
                } else screen.enter(end);
                screen.await("the shell", text -> text.strip().endsWith("sh>"));
                assertThat(screen.scrollback())
                        .containsSubsequence("42 before", "Ana: said")
                        .doesNotContain("online ·", "> half");
                screen.enter("stty -a | grep -ow -e -echo -e -icanon; printf 'x\\ny\\n'");
                screen.awaitText("x\ny\nsh>");
                assertThat(screen.screen()).doesNotContain("\n-echo", "\n-icanon");
            }
        }
    }

    /** Tells the client to end, as a system that shuts down does. */
    private static void end(ServerProcess server) {
        String address = "127.0.0.1:" + server.port();
        var ours = ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .arguments()
                        .map(List::of)
                        .orElse(List.of())
                        .contains(address))
                .toList();
        assertThat(ours).hasSize(1);
        ours.getFirst().destroy();
    }

    @Test
    void aDumbTerminalGetsLinesAloneAndTheHalfOneStays() throws IOException {
        try (var server = setup().start();
                var rafid = PlainClient.join("Rafid", server);
                var screen = recorded("TERM=dumb " + line(chat(server)))) {
            screen.awaitText("connected to");
            screen.type("half a li");
            screen.awaitText("half a li");
            rafid.say("Ana*for you");
            screen.await("the half line again", text -> text.matches("(?s).*half a li\n.*for you\nhalf a li\\s*"));
            screen.type("nx");
            screen.key("BSpace");
            screen.enter("e");
            rafid.expectBeginning("* Ana");
            rafid.expect("Ana: half a line");
            screen.enter("/quit");
            screen.awaitText("sh>");
            assertThat(Files.readString(folder.resolve("typescript")))
                    .contains("for you")
                    .doesNotContain("\u001b");
        }
    }

    @Test
    void withoutColoursThereAreNone() throws IOException {
        try (var server = setup().start();
                var rafid = PlainClient.join("Rafid", server);
                var screen = recorded("NO_COLOR=1 " + line(chat(server)))) {
            screen.awaitText("2 online · connected");
            rafid.say("hello @Ana");
            rafid.say("Ana*for you");
            screen.awaitText("Rafid (private): for you");
            screen.enter("/nothing");
            screen.awaitText("! there is no command");
            screen.type("@Ra");
            screen.key("Tab");
            screen.awaitText("> @Rafid");
            screen.key("C-u");
            screen.enter("/quit");
            screen.awaitText("sh>");
            assertThat(Files.readString(folder.resolve("typescript")))
                    .contains("for you")
                    .doesNotContainPattern("\u001b\\[([0-9;]*;)?(3[0-8]|4[0-8]|9[0-7]|10[0-7])[;m]");
        }
    }

    /** A shell command whose bytes for the terminal are written into a file, too. */
    private Tmux recorded(String command) {
        Outside.require("script");
        var line = new ArrayList<>(List.of("sh", "-c"));
        line.add("script -qfec '" + command + "' " + folder.resolve("typescript") + "; echo 'sh>'; exec cat");
        return new Tmux(folder, state(), line);
    }
}
