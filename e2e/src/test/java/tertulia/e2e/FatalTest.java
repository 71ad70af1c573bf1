package tertulia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tertulia.e2e.Planted.Fault;

/** A server that cannot go on says so in a line and ends with 3, and what it acknowledged is there afterwards. */
final class FatalTest {
    private static final int ACKNOWLEDGED = 5;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @ParameterizedTest(name = "{0} in {2} of {1}")
    @CsvSource({
        "ERROR, tertulia.core.Room, say, planted", // on a lane
        "ERROR, tertulia.core.Hall, sweep, planted", // by a timer
        "ERROR, tertulia.server.front.json.JsonSpeaker, next, planted", // in a handler of a connection
        "ERROR, tertulia.server.front.web.Site, way, planted",
        "ERROR, tertulia.store.WriteStatements, append, planted",
        "ERROR, tertulia.store.ReadStatements, readBack, planted",
        "HANG, tertulia.core.Room, say, a lane has not run for 4 seconds",
        "HANG, tertulia.store.WriteStatements, append, tertulia-log-writer has not run for 4 seconds",
        "HANG, tertulia.store.ReadStatements, readBack, has not run for 4 seconds"
    })
    void itEndsAtOnceWithALineInWords(Fault fault, String type, String method, String said) throws IOException {
        try (var server = planted(fault, type, method)
                .configured("limit.hang-seconds = 4")
                .start()) {
            happen(server);
            assertThat(server.exitCode()).isEqualTo(3);
            assertThat(server.err().rest())
                    .filteredOn(line -> line.startsWith("tertulia: the server ends: "))
                    .singleElement()
                    .asString()
                    .contains(said)
                    .contains("acknowledged is stored");
        }
        assertAllIsThere();
    }

    @Test
    void withoutMemoryItEndsInTheSameWay() throws IOException {
        try (var server = planted(Fault.MEMORY, "tertulia.core.Room", "say").start()) {
            happen(server);
            assertThat(server.exitCode()).isEqualTo(3);
            assertThat(server.out().rest()).anyMatch(line -> line.contains("OutOfMemoryError"));
        }
        assertAllIsThere();
    }

    @Test
    void whileItHangsItsHealthIsAskedInVain() throws IOException {
        var setup = planted(Fault.HANG, "tertulia.store.WriteStatements", "append");
        try (var server = setup.start()) {
            assertThat(Health.of(server)).isEqualTo(Health.WELL);
            happen(server);
            Health.await(server, "503 a part of this server does not answer just now");
        }
        assertAllIsThere();
    }

    private ServerProcess.Setup planted(Fault fault, String type, String method) {
        var command = new ArrayList<>(Program.command());
        command.add(1, Planted.option(folder, folder.resolve("now"), fault, type, method));
        return ServerProcess.Setup.in(folder.resolve("data")).by(command);
    }

    /** Something is acknowledged first; then whatever is planted has its occasion. */
    private void happen(ServerProcess server) throws IOException {
        try (var ana = JsonClient.join("Ana", server)) {
            for (int i = 1; i <= ACKNOWLEDGED; i++) ana.say("ALL", "acknowledged " + i);
            Files.createFile(folder.resolve("now"));
            ana.send("type", "say", "to", "ALL", "text", "too much", "id", UUID.randomUUID());
            ana.send("type", "history", "room", "lobby");
            try (var http = new Wire("a browser", server)) {
                http.write("GET /server HTTP/1.1\r\nHost: localhost\r\n\r\n");
            }
        }
    }

    private void assertAllIsThere() {
        try (var server = ServerProcess.Setup.in(folder.resolve("data")).start();
                var reader = JsonClient.join("Reader", server)) {
            var log = reader.wholeLog("lobby");
            assertThat(log).hasSizeGreaterThanOrEqualTo(ACKNOWLEDGED);
            for (int i = 1; i <= ACKNOWLEDGED; i++) {
                assertThat(log.get(i - 1).text("text")).isEqualTo("acknowledged " + i);
            }
        }
    }
}
