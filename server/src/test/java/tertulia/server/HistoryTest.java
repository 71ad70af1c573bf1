package tertulia.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tertulia.core.port.Pages;
import tertulia.model.Author;
import tertulia.model.RoomId;
import tertulia.testkit.Futures;
import tertulia.testkit.Sample;

final class HistoryTest {
    private static final int PATIENCE_MILLIS = 30_000;

    private final Sample sample = new Sample(1);
    private final Author ana = sample.author("Ana");

    @Test
    void aPageThatTheLogCutTellsThatThereAreMore() throws IOException {
        var large = "x".repeat(2 * Pages.CHARACTERS);
        var drafts = List.of(sample.said(ana, "first"), sample.said(ana, large), sample.said(ana, "last"));
        try (var server = new TestServer(Map.of());
                var rafid = new LineWire(server.address())) {
            Futures.await(server.log().append(RoomId.LOBBY, 0, drafts, Sample.NOON));
            say(rafid, "{'type':'hello','name':'Rafid'}");
            say(rafid, "{'type':'history','room':'lobby','after':0,'limit':9}");
            assertThat(page(rafid)).contains("\"more\":true", "first", large).doesNotContain("last");
            say(rafid, "{'type':'history','room':'lobby','after':2,'limit':9}");
            assertThat(page(rafid)).contains("\"more\":false", "last").doesNotContain(large);
            say(rafid, "{'type':'history','room':'lobby','before':4,'limit':9}");
            assertThat(page(rafid)).contains("\"more\":true", large, "last").doesNotContain("first");
            say(rafid, "{'type':'history','room':'lobby','before':2,'limit':9}");
            assertThat(page(rafid)).contains("\"more\":false", "first").doesNotContain(large);
        }
    }

    private static void say(LineWire wire, String json) throws IOException {
        wire.write((json.replace('\'', '"') + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static String page(LineWire wire) throws IOException {
        for (String line = wire.next(PATIENCE_MILLIS); ; line = wire.next(PATIENCE_MILLIS)) {
            if (line.contains("\"type\":\"page\"") || line.equals(Wire.CLOSED)) return line;
        }
    }
}
