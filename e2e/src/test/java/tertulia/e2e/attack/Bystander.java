package tertulia.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tertulia.e2e.Json;
import tertulia.e2e.JsonClient;
import tertulia.e2e.ServerProcess;

/** Somebody who has nothing to do with it, says something again and again, and measures how long each ack takes. */
final class Bystander implements AutoCloseable {
    private final Stranger self;
    private final Stranger friend;
    private final String token;
    private final List<Long> millis = new ArrayList<>();

    /** What was acknowledged, by id. */
    private final Map<String, Json> acks = new LinkedHashMap<>();

    Bystander(Target target) throws IOException {
        friend = target.connect();
        friend.join("Friend");
        friend.readOn();
        self = target.connect();
        self.say(Json.write("type", "hello", "name", "Bystander") + "\n");
        token = Json.read(self.await("\"type\":\"welcome\"")).text("token");
    }

    /** Says something to the friend and to all by turns, and waits for the ack; throws IOException if it is closed. */
    long say(String text) throws IOException {
        String id = UUID.randomUUID().toString();
        String to = millis.size() % 2 == 0 ? "Friend" : "ALL";
        friend.say(Json.write("type", "ping") + "\n"); // Who is silent for three minutes is taken for gone.
        long begin = System.nanoTime();
        self.say(Json.write("type", "say", "to", to, "text", text, "id", id) + "\n");
        var ack = Json.read(self.await("\"id\":\"" + id + "\"", "\"type\":\"ack\"", "\"type\":\"error\""));
        assertThat(ack.type()).as(ack.line()).isEqualTo("ack");
        long took = (System.nanoTime() - begin) / 1_000_000;
        millis.add(took);
        acks.put(id, ack);
        return took;
    }

    int said() {
        return millis.size();
    }

    long longestMillis() {
        return millis.stream().mapToLong(Long::longValue).max().orElse(0);
    }

    /** Looks for all that was acknowledged, in the server that runs now. */
    void checkKept(ServerProcess server) {
        try (var reader = JsonClient.connect("the bystander again", server)) {
            reader.send("type", "hello", "token", token);
            reader.await("welcome");
            for (var ack : acks.entrySet()) {
                long seq = ack.getValue().number("seq");
                reader.send("type", "history", "room", ack.getValue().text("room"), "after", seq - 1, "limit", 1);
                var page = reader.await("page").objects("entries");
                assertThat(page)
                        .as("what was acknowledged: %s", ack.getValue().line())
                        .hasSize(1);
                assertThat(page.getFirst().text("id")).isEqualTo(ack.getKey());
            }
        }
    }

    @Override
    public void close() {
        self.close();
        friend.close();
    }
}
