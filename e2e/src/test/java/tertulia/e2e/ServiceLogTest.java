package tertulia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the log of a server without a terminal says of people. */
final class ServiceLogTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static String logged(ServerProcess server, String text) {
        return server.err().await("the log's line with " + text, line -> line.contains(text));
    }

    @Test
    void theLogSaysWhoCameWentAndWasRefusedAndNeverWhatWasSaid() {
        try (var server = ServerProcess.Setup.in(folder).start();
                var rafid = PlainClient.join("Rafid", server)) {
            assertThat(logged(server, "Rafid"))
                    .matches("\\d{4}-.*Z INFO Rafid just joined the chat \\(127\\.0\\.0\\.1:\\d+\\)");
            try (var other = JsonClient.connect("another Rafid", server)) {
                other.send("type", "hello", "name", "Rafid");
                other.await("error");
                other.send("type", "hello", "name", "R\u001b[2J\u202ea");
                other.await("error");
            }
            assertThat(logged(server, "not let in"))
                    .matches(
                            ".* INFO Rafid was not let in \\(127\\.0\\.0\\.1:\\d+\\): Rafid is taken; choose another name");
            assertThat(logged(server, "not let in")).contains("R␛[2J<U+202E>a was not let in");
            rafid.say("a secret");
            rafid.untilNow();
            rafid.say("/quit");
            rafid.rest();
            assertThat(logged(server, "left the chat")).endsWith(" INFO Rafid left the chat");
            assertThat(server.err().all()).noneMatch(line -> line.contains("secret"));
            assertThat(server.out().all()).noneMatch(line -> line.contains("Rafid"));
        }
    }

    @Test
    void aFloodOfPeopleIsSummedUp() {
        try (var server = ServerProcess.Setup.in(folder).start()) {
            for (int i = 0; i < 60; i++) {
                try (var guest = PlainClient.join("Guest" + i, server)) {
                    guest.say("/quit");
                    guest.rest();
                }
            }
            assertThat(logged(server, "besides, "))
                    .matches(".* INFO besides, \\d+ people joined, \\d+ left, 0 were not let in");
            server.terminate();
            assertThat(server.exitCode()).isZero();
            assertThat(server.err().rest().size() + server.err().all().size()).isLessThan(120);
        }
    }
}
