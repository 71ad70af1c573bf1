package tertulia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a server begins, how it ends, and when it would rather not begin. */
final class StartAndStopTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    // ---- it would rather not begin --------------------------------------------------------------------------

    @Test
    void aTakenPortIsSaidAndNothingIsTouched() throws IOException {
        var data = folder.resolve("data");
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            var exit = ServerProcess.Setup.in(data).with("--port", port).refused();
            assertThat(exit.err().getFirst()).contains("cannot listen on 127.0.0.1:" + port);
        }
        assertThat(data).doesNotExist();
    }

    @Test
    void aDataFolderThatCanNotBeIsSaid() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "a regular file");
        var exit = ServerProcess.Setup.in(file.resolve("data")).refused();
        assertThat(exit.err().getFirst()).contains(file.toString());
        exit = ServerProcess.Setup.in(file).refused();
        assertThat(exit.err().getFirst()).contains(file.toString());
        assertThat(file).hasContent("a regular file");
    }

    @Test
    void dataOfANewerVersionIsSaidAndNotTouched() throws IOException, SQLException {
        var data = folder.resolve("data");
        try (var server = ServerProcess.Setup.in(data).start()) {
            server.terminate();
            server.exitCode();
        }
        execute(data.resolve("tertulia.db"), "PRAGMA user_version = 1000");
        var before = contents(data);
        var exit = ServerProcess.Setup.in(data).refused();
        assertThat(exit.err().getFirst()).contains("newer").contains("tertulia.db");
        assertThat(contents(data)).isEqualTo(before);
    }

    @Test
    void aFileThatIsNoDatabaseIsSaidAndNotTouched() throws IOException {
        var data = Files.createDirectory(folder.resolve("data"));
        Files.writeString(data.resolve("tertulia.db"), "my shopping list: ".repeat(20));
        var before = contents(data);
        var exit = ServerProcess.Setup.in(data).refused();
        assertThat(exit.err().getFirst()).contains("tertulia.db").contains("not a database");
        assertThat(contents(data)).isEqualTo(before);
    }

    @Test
    void anotherProgramsDatabaseIsSaidAndNotTouched() throws IOException, SQLException {
        var data = Files.createDirectory(folder.resolve("data"));
        execute(data.resolve("tertulia.db"), "CREATE TABLE recipes (name TEXT)");
        var before = contents(data);
        var exit = ServerProcess.Setup.in(data).refused();
        assertThat(exit.err().getFirst()).contains("tertulia.db").contains("another program");
        assertThat(contents(data)).isEqualTo(before);
    }

    @Test
    void aDataFolderThatIsInUseIsSaidAndItsServerIsNotDisturbed() {
        var data = folder.resolve("data");
        try (var server = ServerProcess.Setup.in(data).start();
                var client = JsonClient.join("Ana", server)) {
            var exit = ServerProcess.Setup.in(data).refused();
            assertThat(exit.err().getFirst())
                    .contains("another Tertulia server")
                    .contains(data.toString());
            client.say("ALL", "still here");
        }
    }

    @Test
    void aSettingThatThereIsNotIsRefused() {
        var setup = ServerProcess.Setup.in(folder.resolve("data"));
        assertThat(setup.configured("prot = 5555").refused().err().getFirst()).contains("no setting prot");
        assertThat(setup.configured("limit.text-bites = 1").refused().err().getFirst())
                .contains("no limit text-bites");
        assertThat(setup.configured("limit.text-bytes = many").refused().err().getFirst())
                .contains("limit.text-bytes must be a whole number");
        assertThat(setup.with("--config", folder.resolve("none").toString())
                        .refused()
                        .err()
                        .getFirst())
                .contains("no configuration file " + folder.resolve("none"));
        assertThat(folder.resolve("data")).doesNotExist();
    }

    private static void execute(Path database, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Map<String, String> contents(Path folder) throws IOException {
        var contents = new TreeMap<String, String>();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                contents.put(
                        file.getFileName() + " of " + Files.getLastModifiedTime(file),
                        HexFormat.of().formatHex(Files.readAllBytes(file)));
            }
        }
        return contents;
    }

    // ---- it begins ------------------------------------------------------------------------------------------

    @Test
    void theConfigurationFileSaysWhatTheCommandLineSaysAndTheCommandLineHasTheLastWord() {
        var setup = ServerProcess.Setup.in(folder.resolve("data"))
                .configured("name = From the file", "port = 1", "bind = 192.0.2.1", "limit.text-bytes = 10");
        try (var server = setup.start();
                var client = JsonClient.connect("Ana", server)) {
            assertThat(server.out().all().getFirst()).startsWith("From the file is running");
            client.send("type", "hello", "name", "Ana");
            var welcome = client.await("welcome");
            assertThat(welcome.object("server").text("name")).isEqualTo("From the file");
            assertThat(welcome.object("limits").number("text-bytes")).isEqualTo(10);
            assertThat(client.refused("ALL", "eleven char").text("code")).isEqualTo("too-long");
        }
    }

    @Test
    void withoutATerminalThereIsNoConsole() {
        try (var server = ServerProcess.Setup.in(folder.resolve("data")).start()) {
            int said = server.out().all().size();
            try (var ana = JsonClient.join("Ana", server)) {
                ana.say("ALL", "hello");
            }
            server.terminate();
            assertThat(server.exitCode()).isZero();
            assertThat(server.out().rest())
                    .containsExactly("Stopping.", "Stopped. Everything that was acknowledged is stored.");
            assertThat(server.out().all()).hasSize(said + 2);
        }
    }

    // ---- it ends --------------------------------------------------------------------------------------------

    @Test
    void atSigtermClientsAreToldTheExitCodeIsZeroAndWhatWasAcknowledgedIsThere() {
        var data = folder.resolve("data");
        long acknowledged;
        try (var server = ServerProcess.Setup.in(data).start();
                var ana = JsonClient.join("Ana", server);
                var bob = PlainClient.join("Bob", server);
                var silent = PlainClient.connect("a silent one", server)) {
            for (int i = 0; i < 300; i++) {
                ana.send("type", "say", "to", "ALL", "text", "message " + i, "id", UUID.randomUUID());
            }
            ana.await("the 20th ack", json -> json.type().equals("ack") && json.number("seq") == 20);
            server.terminate();
            var rest = ana.rest();
            assertThat(rest.getLast().type()).isEqualTo("bye");
            assertThat(rest.getLast().text("reason")).isEqualTo("stopped");
            assertThat(rest.getLast().flag("reconnect")).isTrue();
            acknowledged =
                    20 + rest.stream().filter(json -> json.type().equals("ack")).count();
            assertThat(bob.rest().getLast()).isEqualTo("* the server is stopping");
            assertThat(server.exitCode()).isZero();
            assertThat(server.err().rest())
                    .noneMatch(line -> line.contains("ERROR"))
                    .anyMatch(line -> line.contains("INFO stop connections=3"));
            silent.wire().close();
        }
        try (var server = ServerProcess.Setup.in(data).start();
                var reader = JsonClient.join("Reader", server)) {
            var log = reader.wholeLog("lobby");
            for (int i = 0; i < log.size(); i++) {
                assertThat(log.get(i).number("seq")).isEqualTo(i + 1);
                assertThat(log.get(i).text("text")).isEqualTo("message " + i);
            }
            assertThat((long) log.size()).isGreaterThanOrEqualTo(acknowledged);
        }
    }

    @Test
    void aSecondSignalAndASilentConnectionDoNotDelayTheEnd() {
        try (var server = ServerProcess.Setup.in(folder.resolve("data")).start();
                var silent = PlainClient.connect("a silent one", server)) {
            long begin = System.nanoTime();
            server.terminate();
            server.terminate();
            assertThat(server.exitCode()).isZero();
            System.out.println("stopped after " + (System.nanoTime() - begin) / 1_000_000 + " ms");
            assertThat(silent.rest()).isEmpty();
        }
    }

    @Test
    void whoeverWasGreetedButHasNotSaidANameIsToldToo() {
        var setup = ServerProcess.Setup.in(folder.resolve("data")).configured("limit.greeting-millis = 10");
        try (var server = setup.start();
                var greeted = PlainClient.connect("somebody greeted", server)) {
            greeted.expectBeginning("* Welcome");
            server.terminate();
            assertThat(greeted.rest()).containsExactly("* the server is stopping");
            assertThat(server.exitCode()).isZero();
        }
    }

    @Test
    void theDataFolderIsItsOwnersAlone() throws IOException {
        try (var server = ServerProcess.Setup.in(folder.resolve("data")).start();
                var files = Files.walk(folder.resolve("data"))) {
            JsonClient.join("Ana", server).close();
            for (var file : files.toList()) {
                assertThat(Files.getPosixFilePermissions(file).toString())
                        .as(file.toString())
                        .doesNotContain("GROUP", "OTHERS");
            }
        }
    }
}
