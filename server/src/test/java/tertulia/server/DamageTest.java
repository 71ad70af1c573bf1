package tertulia.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tertulia.model.Author;
import tertulia.model.Draft;
import tertulia.model.RoomId;
import tertulia.model.Talk;
import tertulia.model.Text;
import tertulia.model.UserId;
import tertulia.testkit.Futures;
import tertulia.testkit.MemoryLog;
import tertulia.testkit.Sample;

/** What cannot be read any more is said in its place, and keeps nobody from what comes before and after. */
@Timeout(60)
final class DamageTest {
    private static final int PATIENCE_MILLIS = 10_000;

    private final Sample sample = new Sample(1);
    private final Author ana = sample.author("Ana");

    @Test
    void aGuestWhoComesBackGetsAllThatCanBeReadAndThenWhatIsSaidLive() throws IOException {
        try (var server = new TestServer(Map.of());
                var rafid = new LineWire(server.address())) {
            storeAndDamage(server.log());
            say(rafid, "{'type':'hello','name':'Rafid','cursors':{'lobby':0}}");
            assertThat(until(rafid, "\"type\":\"entries\""))
                    .contains("\"seq\":1,", "\"seq\":3,", "\"event\":\"damaged\"", "text 2")
                    .doesNotContain("text 1", "text 3");
            assertThat(until(rafid, "caught-up")).contains("\"seq\":3");
            say(rafid, "{'type':'say','to':'ALL','text':'live'}");
            assertThat(until(rafid, "\"type\":\"entries\"")).contains("\"prev\":3", "live");
            say(rafid, "{'type':'history','room':'lobby','before':4,'limit':2}");
            assertThat(until(rafid, "\"type\":\"page\"")).contains("\"more\":true", "text 2", "damaged");
        }
    }

    @Test
    void aDraftWhoseEntryIsDamagedIsRefusedAsSuch() throws IOException {
        var hello = "{'type':'hello','name':'Rafid','id':'01a1f8b4-0000-7000-8000-000000000009'}";
        UserId user;
        try (var server = new TestServer(Map.of());
                var rafid = new LineWire(server.address())) {
            say(rafid, hello);
            user = UserId.of(until(rafid, "welcome").replaceFirst(".*\"user\":\"([0-9a-f]{32})\".*", "$1"));
        }
        try (var server = new TestServer(Map.of());
                var rafid = new LineWire(server.address())) {
            var draft = new Draft(new Author(user, ana.handle()), sample.id(), new Talk.Said(Text.of("text")));
            Futures.await(server.log().append(RoomId.LOBBY, 0, List.of(draft), Sample.NOON));
            server.log().damage(RoomId.LOBBY, 1);
            say(rafid, hello);
            say(rafid, "{'type':'say','to':'ALL','text':'text','id':'" + draft.id() + "'}");
            assertThat(until(rafid, "\"type\":\"error\"")).contains("\"code\":\"damaged\"", String.valueOf(draft.id()));
        }
    }

    @Test
    void withNcItIsASentence() throws IOException {
        try (var server = new TestServer(Map.of());
                var besa = new LineWire(server.address())) {
            storeAndDamage(server.log());
            besa.write("Besa\n/history\n".getBytes(StandardCharsets.UTF_8));
            assertThat(until(besa, "damaged")).startsWith("* a message that stood here cannot be read");
            assertThat(besa.next(PATIENCE_MILLIS)).isEqualTo("Ana: text 2");
        }
    }

    private void storeAndDamage(MemoryLog log) {
        var drafts = List.of(sample.said(ana, "text 1"), sample.said(ana, "text 2"), sample.said(ana, "text 3"));
        Futures.await(log.append(RoomId.LOBBY, 0, drafts, Sample.NOON));
        log.damage(RoomId.LOBBY, 1);
        log.damage(RoomId.LOBBY, 3);
    }

    private static void say(LineWire wire, String json) throws IOException {
        wire.write((json.replace('\'', '"') + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static String until(LineWire wire, String part) throws IOException {
        var line = wire.next(PATIENCE_MILLIS);
        while (!line.contains(part)) {
            assertThat(line).isNotEqualTo(Wire.CLOSED);
            line = wire.next(PATIENCE_MILLIS);
        }
        return line;
    }
}
