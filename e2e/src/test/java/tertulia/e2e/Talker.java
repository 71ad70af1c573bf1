package tertulia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Somebody who talks through crashes, as every client should: comes back with token and cursors, says again by the same
 * id what was not acknowledged, and hears everything once and in order.
 */
final class Talker {
    private static final int MOST_OUTSTANDING = 8;

    private final String name;
    private final List<String> others;
    private final Deployment house;
    private final Random random;

    private final Map<String, Message> outstanding = new LinkedHashMap<>();
    private final Map<String, Place> acks = new HashMap<>();
    private final Map<String, List<String>> heard = new HashMap<>();
    private final Set<String> refused = new HashSet<>();
    private String token = "";
    private int said;
    private int repeated;
    private volatile boolean stopping;

    /** What was said to whom. */
    private record Message(String to, String text) {}

    /** Where a message is, by its ack. */
    record Place(String room, long seq) {}

    Talker(String name, List<String> all, Deployment house, Random random) {
        this.name = name;
        this.others = all.stream().filter(other -> !other.equals(name)).toList();
        this.house = house;
        this.random = random;
    }

    /** Says no more; what is said will still be acknowledged. */
    void stop() {
        stopping = true;
    }

    /** Talks until it is stopped and everything is acknowledged. */
    void talk() {
        int generation = 0;
        while (!stopping || !outstanding.isEmpty()) {
            var running = house.after(generation);
            generation = running.generation();
            try (var client = comeBack(running.server())) {
                converse(client);
            } catch (Gone e) {
                // Killed; there will be another.
            }
        }
    }

    /** The connection ended without a word. */
    private static final class Gone extends RuntimeException {
        private static final long serialVersionUID = 1;

        Gone() {
            super("gone", null, false, false);
        }
    }

    /** Connects with token and cursors. */
    JsonClient comeBack(ServerProcess server) {
        var client = connected(server);
        try {
            if (token.isEmpty()) client.send("type", "hello", "name", name, "cursors", cursors());
            else client.send("type", "hello", "token", token, "cursors", cursors());
            for (var notice = next(client); ; notice = next(client)) {
                if (notice.type().equals("error")) throw new AssertionError(name + " is refused: " + notice.line());
                if (notice.type().equals("welcome")) {
                    token = notice.text("token");
                    return client;
                }
            }
        } catch (UncheckedIOException | Gone e) {
            client.close();
            throw new Gone();
        }
    }

    private JsonClient connected(ServerProcess server) {
        try {
            return JsonClient.connect(name, server);
        } catch (UncheckedIOException e) {
            throw new Gone();
        }
    }

    private Map<String, Long> cursors() {
        var cursors = new HashMap<String, Long>();
        cursors.put("lobby", 0L);
        heard.forEach((room, ids) -> cursors.put(room, (long) ids.size()));
        return cursors;
    }

    private void converse(JsonClient client) {
        try {
            repeated += outstanding.size();
            for (var message : outstanding.entrySet()) send(client, message.getKey());
            while (!stopping || !outstanding.isEmpty()) {
                while (!stopping && outstanding.size() < MOST_OUTSTANDING) sayNew(client);
                take(client, next(client));
            }
        } catch (UncheckedIOException e) {
            throw new Gone();
        }
    }

    private void sayNew(JsonClient client) {
        String to = random.nextBoolean() ? "ALL" : others.get(random.nextInt(others.size()));
        String id = new UUID(random.nextLong(), random.nextLong()).toString();
        outstanding.put(id, new Message(to, name + " to " + to + " " + said++));
        send(client, id);
    }

    private void send(JsonClient client, String id) {
        var message = outstanding.get(id);
        if (message != null) client.send("type", "say", "to", message.to(), "text", message.text(), "id", id);
    }

    private Json next(JsonClient client) {
        var notice = Json.read(client.wire().lines().next().orElseThrow(Gone::new));
        if (notice.type().equals("entries")) hear(notice);
        return notice;
    }

    private void take(JsonClient client, Json notice) {
        switch (notice.type()) {
            case "ack" -> {
                String id = notice.text("id");
                var place = new Place(notice.text("room"), notice.number("seq"));
                var before = acks.putIfAbsent(id, place);
                assertThat(before == null || before.equals(place))
                        .as("acknowledged twice alike: %s", notice.line())
                        .isTrue();
                outstanding.remove(id);
                house.acknowledged();
            }
            // Somebody else is not back yet, or the log has trouble: said again, which is harmless.
            case "error" -> {
                assertThat(notice.text("code")).as(notice.line()).isIn("nobody", "busy", "storage");
                refused.add(notice.text("id"));
                send(client, notice.text("id"));
            }
            case "bye" -> throw new AssertionError(name + " was sent away: " + notice.line());
            default -> {}
        }
    }

    private void hear(Json notice) {
        var ids = heard.computeIfAbsent(notice.text("room"), room -> new ArrayList<>());
        assertThat(notice.number("prev"))
                .as("%s hears without a hole: %s", name, notice.line())
                .isEqualTo(ids.size());
        for (var entry : notice.objects("entries")) {
            assertThat(entry.number("seq")).as(notice.line()).isEqualTo(ids.size() + 1);
            ids.add(entry.text("id"));
        }
    }

    Map<String, Place> acks() {
        return acks;
    }

    /** The rooms it knows of. */
    Set<String> rooms() {
        var rooms = new TreeSet<>(heard.keySet());
        acks.values().forEach(place -> rooms.add(place.room()));
        return rooms;
    }

    /** The ids it heard in each room, up to where its last connection ended. */
    Map<String, List<String>> heard() {
        return heard;
    }

    /** The ids that were refused at first, so that what was said after them may stand before them. */
    Set<String> refused() {
        return refused;
    }

    /** How often it said something again because a connection had ended before the ack. */
    int repeated() {
        return repeated;
    }

    @Override
    public String toString() {
        return name;
    }
}
