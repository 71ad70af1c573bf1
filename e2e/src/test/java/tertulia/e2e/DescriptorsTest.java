package tertulia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More people than the system lets a process have connections. */
final class DescriptorsTest {
    private static final int DESCRIPTORS = 300;
    private static final int PEOPLE = 400;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void newcomersAreToldThatItIsFullAndTheLogSaysItOnce() {
        var few = List.of("sh", "-c", "ulimit -n " + DESCRIPTORS + "; exec \"$@\"", "sh");
        var people = new ArrayList<JsonClient>();
        try (var server = ServerProcess.Setup.in(folder).under(few).start()) {
            for (int i = 0; i < PEOPLE; i++) {
                var person = JsonClient.connect("P" + i, server);
                people.add(person);
                person.send("type", "hello", "name", "P" + i);
            }
            int full = 0;
            for (var person : people) {
                var answer = person.await(
                        "an answer", json -> List.of("welcome", "bye").contains(json.type()));
                if (answer.type().equals("welcome")) continue;
                assertThat(answer.text("reason")).isEqualTo("full");
                full++;
            }
            assertThat(full).isBetween(PEOPLE - DESCRIPTORS, PEOPLE - 50);
            assertThat(server.err().all().stream().filter(line -> line.contains("file descriptors")))
                    .hasSize(1);
            assertThat(server.err().all()).noneMatch(line -> line.startsWith("    at "));
        } finally {
            people.forEach(JsonClient::close);
        }
    }
}
