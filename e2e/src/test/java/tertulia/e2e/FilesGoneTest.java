package tertulia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The database is deleted, replaced or moved under a server: nobody is told any more that something is stored, to the end. */
final class FilesGoneTest {
    private static final String KEPT = "Stopped. Everything that was acknowledged is stored.";
    private static final String LOST = "Stopped. What was acknowledged may be lost: ";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rm tertulia.db",
                "rm tertulia.db-wal",
                "mv tertulia.db elsewhere.db",
                "cp tertulia.db copy && mv copy tertulia.db",
                "mv ../data ../elsewhere"
            })
    void everybodyIsToldItIsLoggedOnceAndTheLastSentenceIsTrue(String how) throws Exception {
        var data = folder.resolve("data");
        try (var server = ServerProcess.Setup.in(data).start();
                var ana = JsonClient.join("Ana", server);
                var bob = PlainClient.join("Bob", server)) {
            ana.say("ALL", "before");
            bob.expect("Ana: before");
            assertThat(Health.of(server)).isEqualTo(Health.WELL);

            sh(how, data);
            assertThat(ana.refused("ALL", "after").text("code")).isEqualTo("storage");
            bob.say("me too");
            assertThat(bob.expectBeginning("! ")).contains("store");
            Awaitility.await()
                    .atMost(Lines.PATIENCE)
                    .until(() -> Health.of(server).startsWith("503"));
            ana.send("type", "history", "room", "lobby", "after", 0, "limit", 9);
            ana.await("page");
            assertThat(bob.untilNow()).noneMatch(line -> line.contains("after"));

            server.terminate();
            assertThat(server.exitCode()).isZero();
            assertThat(server.err().all())
                    .filteredOn(line -> line.contains("log=failing"))
                    .singleElement()
                    .asString()
                    .contains(data.resolve("tertulia.db").toString());
            var last = server.out().all().getLast();
            assertThat(last)
                    .startsWith(LOST)
                    .contains(data.resolve("tertulia.db").toString());
            assertThat(server.out().all()).doesNotContain(KEPT);
        }
    }

    @Test
    void whatIsPutBackIsUsedAgainAndAllIsKept() throws Exception {
        var database = folder.resolve("tertulia.db");
        try (var server = ServerProcess.Setup.in(folder).start();
                var ana = JsonClient.join("Ana", server)) {
            ana.say("ALL", "before");
            Files.move(database, folder.resolve("elsewhere"));
            ana.refused("ALL", "meanwhile");
            Files.move(folder.resolve("elsewhere"), database, StandardCopyOption.ATOMIC_MOVE);
            // What is refused for that reason is said again, as clients do.
            Awaitility.await().atMost(Lines.PATIENCE).until(() -> isStored(ana, "after"));
            Health.await(server, Health.WELL);
            server.terminate();
            assertThat(server.exitCode()).isZero();
            assertThat(server.out().all().getLast()).isEqualTo(KEPT);
        }
        try (var server = ServerProcess.Setup.in(folder).start();
                var reader = JsonClient.join("Reader", server)) {
            assertThat(reader.wholeLog("lobby").stream().map(entry -> entry.text("text")))
                    .containsExactly("before", "after");
        }
    }

    private static boolean isStored(JsonClient client, String text) {
        var id = UUID.randomUUID();
        client.send("type", "say", "to", "ALL", "text", text, "id", id);
        var stored = JsonClient.isAnswerTo(id, "ack");
        return stored.test(client.await("an answer", stored.or(JsonClient.isAnswerTo(id, "error"))));
    }

    private static void sh(String script, Path folder) throws IOException, InterruptedException {
        var process = new ProcessBuilder("sh", "-c", script)
                .directory(folder.toFile())
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
    }
}
