package tertulia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A conversation by {@code nc}, a JSON script and {@code tertulia chat}, in the middle of which the server is killed with
 * -9: everyone finds the lobby's whole conversation again, the script and the chat client their private ones too.
 */
final class TogetherTest {

    @Test
    void everyoneFindsTheConversationAgainAfterTheServerWasKilled(@TempDir Path folder) throws IOException {
        Outside.require("nc");
        var setup = ServerProcess.Setup.in(folder.resolve("data"));
        int port;
        String token;
        String direct;
        try (var server = setup.start()) {
            port = server.port();
            try (var zoe = new Netcat(port);
                    var robot = JsonClient.connect("Robot", server);
                    var ana = chat(folder, port)) {
                zoe.say("Zoe");
                zoe.lines.await("her welcome", line -> line.equals("* You are connected to the server as Zoe"));
                robot.send("type", "hello", "name", "Robot");
                token = robot.await("welcome").text("token");
                ana.awaitText("3 online");
                zoe.say("hello from nc");
                ana.awaitText("Zoe: hello from nc");
                robot.say("ALL", "hello from a script");
                ana.enter("hello from a terminal");
                zoe.lines.await("Ana", line -> line.equals("Ana: hello from a terminal"));
                direct = robot.say("Ana", "a secret").text("room");
                ana.enter("Robot*another secret");
                robot.hear("another secret");
                server.kill();
                ana.await("the loss", screen -> !screen.contains("· connected"));
                try (var again = setup.with("--port", String.valueOf(port)).start()) {
                    findAllAgain(again, token, direct, ana);
                }
            }
        }
    }

    private static void findAllAgain(ServerProcess server, String token, String direct, Tmux ana) throws IOException {
        try (var zoe = new Netcat(server.port());
                var robot = JsonClient.connect("Robot", server)) {
            zoe.say("Zoe");
            zoe.say("/history");
            zoe.lines.await("the history", line -> line.equals("* the last 3 messages:"));
            zoe.lines.await("nc's own", line -> line.equals("Zoe: hello from nc"));
            zoe.lines.await("the script's", line -> line.equals("Robot: hello from a script"));
            zoe.lines.await("the terminal's", line -> line.equals("Ana: hello from a terminal"));
            robot.send("type", "hello", "token", token);
            assertThat(robot.await("welcome").text("name")).isEqualTo("Robot");
            assertThat(robot.wholeLog("lobby").stream().map(entry -> entry.text("text")))
                    .containsExactly("hello from nc", "hello from a script", "hello from a terminal");
            assertThat(robot.wholeLog(direct).stream().skip(1).map(entry -> entry.text("text")))
                    .containsExactly("a secret", "another secret");
            ana.awaitText("3 online");
            ana.enter("/history");
            String shown = ana.await(
                    "the private conversation again",
                    screen ->
                            screen.split("a secret", -1).length == 3 && screen.split("another secret", -1).length >= 3);
            assertThat(shown).contains("Zoe: hello from nc");
            robot.say("Ana", "and on it goes");
            ana.awaitText("Robot (private): and on it goes");
        }
    }

    private static Tmux chat(Path folder, int port) {
        return new Tmux(
                folder,
                Map.of("TERTULIA_STATE", folder.resolve("state").toString()),
                Program.command("chat", "127.0.0.1:" + port, "--name", "Ana"));
    }

    /** The real nc. */
    private static final class Netcat implements AutoCloseable {
        final Process process;
        final Lines lines;

        Netcat(int port) throws IOException {
            process = new ProcessBuilder("nc", "127.0.0.1", String.valueOf(port)).start();
            lines = Lines.of("nc", process.getInputStream(), () -> "");
        }

        void say(String line) throws IOException {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        }

        @Override
        public void close() {
            process.destroy();
        }
    }
}
