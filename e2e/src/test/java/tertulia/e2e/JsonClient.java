package tertulia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/** A script that writes JSON lines. */
public final class JsonClient implements AutoCloseable {
    private final String whose;
    private final Wire wire;
    private int pings;

    private JsonClient(String whose, ServerProcess server) {
        this.whose = whose;
        wire = new Wire(whose, server);
    }

    /** Connects and says nothing yet. */
    public static JsonClient connect(String whose, ServerProcess server) {
        return new JsonClient(whose, server);
    }

    /** Connects as a new guest of this name, and is in. */
    static JsonClient join(String name, ServerProcess server) {
        var client = connect(name, server);
        client.send("type", "hello", "name", name);
        client.await("welcome");
        return client;
    }

    /** Sends an object of these names and values by turns. */
    public void send(Object... fields) {
        wire.write(Json.write(fields) + "\n");
    }

    Wire wire() {
        return wire;
    }

    /** Says that nothing more will come, and goes on to listen. */
    void halfClose() {
        wire.halfClose();
    }

    /** Waits for a notice of this type. */
    public Json await(String type) {
        return await("a notice of type " + type, json -> json.type().equals(type));
    }

    Json await(String what, Predicate<Json> wanted) {
        return Json.read(wire.lines().await(what, line -> wanted.test(Json.read(line))));
    }

    /** The notices up to one that is as wanted. */
    List<Json> upTo(String what, Predicate<Json> wanted) {
        return wire.lines().upTo(what, line -> wanted.test(Json.read(line))).stream()
                .map(Json::read)
                .toList();
    }

    /** Says something to a name or to ALL and waits for the word that it is on disk. */
    Json say(String to, String text) {
        return say(to, text, UUID.randomUUID());
    }

    Json say(String to, String text, UUID id) {
        send("type", "say", "to", to, "text", text, "id", id);
        return await("the ack of " + id, isAnswerTo(id, "ack"));
    }

    /** Says something and waits for the refusal. */
    Json refused(String to, String text) {
        var id = UUID.randomUUID();
        send("type", "say", "to", to, "text", text, "id", id);
        return await("the refusal of " + id, isAnswerTo(id, "error"));
    }

    static Predicate<Json> isAnswerTo(UUID id, String type) {
        return json ->
                json.type().equals(type) && json.has("id") && json.text("id").equals(id.toString());
    }

    /** Waits for the entry with this text, in whichever room, and gives it with its room. */
    Json hear(String text) {
        var heard = await(
                "an entry saying " + text,
                json -> json.type().equals("entries")
                        && json.objects("entries").stream().anyMatch(entry -> isSaying(entry, text)));
        var entry = heard.objects("entries").stream()
                .filter(each -> isSaying(each, text))
                .findFirst()
                .orElseThrow();
        var fields = new LinkedHashMap<>(entry.fields());
        fields.put("room", heard.text("room"));
        return new Json(heard.line(), fields);
    }

    private static boolean isSaying(Json entry, String text) {
        return entry.text("event").equals("said") && entry.text("text").equals(text);
    }

    /** The notices up to the answer of a question asked now: all that the server had to say before. */
    List<Json> untilNow() {
        String ref = "ping-" + ++pings;
        send("type", "ping", "ref", ref);
        var notices = upTo("the pong", json -> json.type().equals("pong") && json.has("ref"));
        assertThat(notices.getLast().text("ref")).isEqualTo(ref);
        return notices.subList(0, notices.size() - 1);
    }

    /** The notices up to the end of the connection, which the server has to bring about. */
    List<Json> rest() {
        return wire.lines().rest().stream().map(Json::read).toList();
    }

    /** All entries of a room, page by page. */
    List<Json> wholeLog(String room) {
        var log = new ArrayList<Json>();
        boolean more = true;
        while (more) {
            send("type", "history", "room", room, "after", log.size(), "limit", 200);
            var page = await("page");
            log.addAll(page.objects("entries"));
            more = page.flag("more");
        }
        return log;
    }

    /** The texts in these notices' entries by room, which must follow each other without a hole from {@code cursors} on. */
    static Map<String, List<String>> texts(List<Json> notices, Map<String, Long> cursors) {
        var at = new HashMap<>(cursors);
        var texts = new LinkedHashMap<String, List<String>>();
        for (var notice : notices) {
            if (!notice.type().equals("entries")) continue;
            String room = notice.text("room");
            assertThat(notice.number("prev")).as(notice.line()).isEqualTo(at.getOrDefault(room, 0L));
            for (var entry : notice.objects("entries")) {
                assertThat(entry.number("seq")).as(notice.line()).isEqualTo(at.getOrDefault(room, 0L) + 1);
                at.put(room, entry.number("seq"));
                if (entry.text("event").equals("said")) {
                    texts.computeIfAbsent(room, any -> new ArrayList<>()).add(entry.text("text"));
                }
            }
        }
        return texts;
    }

    @Override
    public String toString() {
        return whose;
    }

    @Override
    public void close() {
        wire.close();
    }
}
