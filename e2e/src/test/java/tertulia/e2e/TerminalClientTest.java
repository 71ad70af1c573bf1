package tertulia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tertulia chat} and {@code tertulia send} as people and scripts use them. */
final class TerminalClientTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Tmux chat(int port, String... more) {
        var command = new ArrayList<>(Program.command("chat", "127.0.0.1:" + port));
        command.addAll(List.of(more));
        return new Tmux(folder, state(), command);
    }

    private Map<String, String> state() {
        return Map.of("TERTULIA_STATE", folder.resolve("state").toString());
    }

    private ServerProcess.Setup setup() {
        return ServerProcess.Setup.in(folder.resolve("data"));
    }

    @Test
    void asksForTheNameUntilItIsGood() {
        try (var server = setup().start();
                var rafid = PlainClient.join("Rafid", server);
                var screen = chat(server.port())) {
            screen.await("the question", shown -> shown.toLowerCase(Locale.ROOT).contains("name"));
            screen.enter("Ana Lisa");
            screen.awaitText("a name has no spaces in it");
            screen.enter("rafid");
            screen.awaitText("rafid is taken");
            screen.enter("Ana");
            screen.awaitText("connected");
            rafid.expect("* Ana just joined the server");
        }
    }

    @Test
    void whatOthersSayAppearsAboveTheLineBeingTyped() {
        try (var server = setup().start();
                var rafid = PlainClient.join("Rafid", server);
                var screen = chat(server.port(), "--name", "Ana")) {
            rafid.expect("* Ana just joined the server");
            screen.type("half a li");
            screen.awaitText("half a li");
            rafid.say("first");
            rafid.say("Ana*for you");
            String shown = screen.awaitText("Rafid (private): for you");
            assertThat(shown).containsSubsequence("Rafid: first", "Rafid (private): for you", "half a li");
            screen.enter("ne");
            rafid.expect("Ana: half a line");
            screen.type("Raf");
            screen.key("Tab");
            screen.awaitText("Rafid*");
            screen.enter("completed");
            rafid.expect("Ana (private): completed");
            screen.key("Up");
            screen.awaitText("> Rafid*completed");
        }
    }

    @Test
    void afterAKilledServerEverythingMissedIsShownOnceAndWhatWaitedGoesOutOnce() {
        int port;
        try (var server = setup().start()) {
            port = server.port();
        }
        try (var first = setup().with("--port", String.valueOf(port)).start();
                var screen = chat(port, "--name", "Ana")) {
            screen.awaitText("1 online");
            screen.enter("before");
            screen.awaitText("Ana: before");
            first.kill();
            screen.await("the loss", shown -> !shown.contains("· connected"));
            screen.enter("while it was away");
            screen.awaitText("waiting");
            try (var second = setup().with("--port", String.valueOf(port)).start();
                    var rafid = JsonClient.join("Rafid", second)) {
                rafid.say("ALL", "welcome back");
                screen.awaitText("Rafid: welcome back");
                screen.awaitText("Ana: while it was away");
                screen.await("online again", shown -> shown.contains("2 online") && shown.contains("connected"));
                rafid.say("Ana", "the last word");
                String shown = screen.awaitText("Rafid (private): the last word");
                for (var line : List.of("Ana: before", "Rafid: welcome back", "Ana: while it was away")) {
                    assertThat(shown.split(line, -1)).as(line + " in\n" + shown).hasSize(2);
                }
                assertThat(rafid.wholeLog("lobby").stream()
                                .filter(entry -> entry.text("text").equals("while it was away")))
                        .hasSize(1);
            }
        }
    }

    @Test
    void aClientThatIsStartedAgainIsTheSameUserAndShowsWhatItMissed() throws IOException {
        try (var server = setup().start();
                var rafid = JsonClient.join("Rafid", server)) {
            try (var screen = chat(server.port(), "--name", "Ana")) {
                screen.awaitText("2 online");
                rafid.say("Ana", "one");
                screen.awaitText("Rafid (private): one");
                screen.enter("/quit");
                screen.awaitText("exit 0");
            }
            rafid.say("Ana", "two, for who Ana was");
            try (var screen = chat(server.port(), "--name", "Ana")) {
                String shown = screen.awaitText("Rafid (private): two, for who Ana was");
                assertThat(shown)
                        .containsOnlyOnce("Rafid (private): one")
                        .containsSubsequence(
                                "Rafid (private): one", "* new since your last visit:", "two, for who Ana was");
            }
        }
        try (var files = Files.walk(folder.resolve("state"))) {
            for (var file : files.filter(file -> Files.isRegularFile(file) && !file.endsWith("lock"))
                    .toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as(file.toString())
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void inAPipeEachLineIsSaidAndEachMessageComesOut() throws IOException {
        try (var server = setup().start();
                var rafid = PlainClient.join("Rafid", server)) {
            var lines = Files.writeString(folder.resolve("lines"), "hello\nRafid*psst\n");
            var builder = new ProcessBuilder(Program.command("chat", "127.0.0.1:" + server.port(), "--name", "Bot"))
                    .redirectInput(lines.toFile())
                    .redirectOutput(folder.resolve("out").toFile())
                    .redirectError(folder.resolve("err").toFile());
            builder.environment().putAll(state());
            assertThat(exitCode(builder)).isZero();
            rafid.expect("* Bot just joined the server");
            rafid.expect("Bot: hello");
            rafid.expect("Bot (private): psst");
        }
    }

    @Test
    void sendEndsWellOnlyOnceTheMessageIsStored() {
        int port;
        try (var server = setup().start();
                var rafid = PlainClient.join("Rafid", server)) {
            port = server.port();
            assertThat(send(port, "--to", "ALL", "the build is green").code()).isZero();
            rafid.expectBeginning("* ");
            rafid.expectBeginning("Robot: the build is green");
            var nobody = send(port, "--to", "Rafdi", "hello");
            assertThat(nobody.code()).isEqualTo(1);
            assertThat(String.join(" ", nobody.err())).contains("nobody is called Rafdi");
        }
        var gone = send(port, "--to", "ALL", "is anybody there?");
        assertThat(gone.code()).isEqualTo(1);
        assertThat(gone.err()).isNotEmpty();
    }

    private Program.Exit send(int port, String... more) {
        var command = new ArrayList<>(Program.command("send", "--host", "127.0.0.1:" + port, "--name", "Robot"));
        command.addAll(List.of(more));
        var builder = new ProcessBuilder(command);
        builder.environment().putAll(state());
        return Program.run(builder);
    }

    private static int exitCode(ProcessBuilder builder) throws IOException {
        try {
            return builder.start().waitFor();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
