package tertulia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tertulia.model.Limit;

/** A configuration file with real limits, and texts on a real command line. */
final class ConfigurationTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private ServerProcess with(ToLongFunction<Limit> value) {
        return ServerProcess.Setup.in(folder.resolve("data"))
                .configured(Arrays.stream(Limit.values())
                        .map(limit -> "limit." + limit.text() + " = " + value.applyAsLong(limit))
                        .toArray(String[]::new))
                .start();
    }

    private static void works(ServerProcess server) throws IOException, InterruptedException {
        try (var ana = JsonClient.connect("Ana", server)) {
            ana.send("type", "hello", "name", "Ana");
            ana.await("welcome");
            ana.say("ALL", "hi");
        }
        try (var http = HttpClient.newHttpClient()) {
            var page = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/"))
                    .build();
            assertThat(http.send(page, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        }
        assertThat(server.err().all()).noneMatch(line -> line.contains(" ERROR ") || line.contains(" WARNING "));
    }

    @Test
    void withEveryLimitAtItsLeastSomebodyCanStillJoinAndSpeak() throws IOException, InterruptedException {
        // A browser that a loaded machine keeps from its first word for a moment must not be greeted.
        try (var server = with(limit -> limit == Limit.GREETING_MILLIS ? limit.usual() : limit.least())) {
            works(server);
        }
    }

    /** Those of memory shares and the like may be greater than this machine has; so a thousand times the usual, if allowed. */
    @Test
    void andWithGreatOnesToo() throws IOException, InterruptedException {
        try (var server = with(limit -> Math.min(limit.most(), limit.usual() * 1000))) {
            works(server);
        }
    }

    @Test
    void allThatIsWrongIsSaidAtOnceByLines() throws IOException {
        var config = Files.writeString(
                folder.resolve("tertulia.conf"), "port 5951\r\nlang = ru # по-русски\r\nnmae = x\r\n");
        var command = new ArrayList<>(Program.command("serve", "--config", config.toString()));
        var exit = Program.run(new ProcessBuilder(command));
        assertThat(exit.code()).isEqualTo(1);
        assertThat(exit.out()).isEmpty();
        assertThat(exit.err())
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("tertulia: " + config + ", строка 1: "),
                        second -> assertThat(second)
                                .startsWith("tertulia: " + config + ", строка 3: нет настройки nmae"));
    }

    @Test
    void theDataFolderIsBesideTheFileThatNamesIt() throws IOException {
        var config = Files.writeString(folder.resolve("tertulia.conf"), "\ufeffdata = messages\nname = \"Room #12\"\n");
        var command = new ArrayList<>(
                Program.command("serve", "--bind", "127.0.0.1", "--port", "0", "--config", config.toString()));
        var process = new ProcessBuilder(command)
                .directory(Files.createDirectory(folder.resolve("elsewhere")).toFile())
                .start();
        try {
            var out = Lines.of("the server's stdout", process.getInputStream(), () -> "");
            assertThat(out.await("the name", line -> line.contains("is running")))
                    .startsWith("Room #12 is running");
            out.await("the line beginning Ready on", line -> line.startsWith("Ready on "));
            assertThat(folder.resolve("messages")).isDirectory();
            assertThat(folder.resolve("elsewhere")).isEmptyDirectory();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void whatIsSentIsSentAsItIsWrittenWhateverItLooksLike() throws IOException {
        Files.writeString(folder.resolve("notes"), "--name Mallory\n", StandardCharsets.UTF_8);
        try (var server = ServerProcess.Setup.in(folder.resolve("data")).start();
                var ana = PlainClient.join("Ana", server)) {
            for (String text : new String[] {"@notes", "-1 degree", "- item", "--name Mallory", "serve"}) {
                var command = Program.command(
                        "send",
                        "--host",
                        "127.0.0.1",
                        "--port",
                        String.valueOf(server.port()),
                        "--name",
                        "Bob",
                        "--to",
                        "ALL",
                        text);
                var builder = new ProcessBuilder(command).directory(folder.toFile());
                builder.environment()
                        .putAll(Map.of("TERTULIA_STATE", folder.resolve("state").toString()));
                var exit = Program.run(builder);
                assertThat(exit.code()).as("%s", exit).isZero();
                ana.expect("Bob: " + text);
            }
        }
    }
}
