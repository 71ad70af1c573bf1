package tertulia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** PROTOCOL.md's JSON, spoken by hand. */
@WithServer
final class JsonFrontTest {
    private final ServerProcess server;

    JsonFrontTest(ServerProcess server) {
        this.server = server;
    }

    // ---- objects and packets --------------------------------------------------------------------------------

    @Test
    void objectsInOnePacketAndByteByByteAreTheSame() {
        try (var atOnce = JsonClient.connect("Anna", server);
                var inPieces = JsonClient.connect("Anno", server)) {
            byte[] whole = conversation("Anna").getBytes(StandardCharsets.UTF_8);
            atOnce.wire().write(whole);
            var answers = answers(atOnce);
            for (byte b : conversation("Anno").getBytes(StandardCharsets.UTF_8))
                inPieces.wire().write(new byte[] {b});
            assertThat(answers(inPieces)).isEqualTo(answers);
            assertThat(answers)
                    .containsExactly(
                            "welcome h",
                            "pong p{}[]\"",
                            "ack s1",
                            "error s2 nobody",
                            "error x unknown-type",
                            "ack s3",
                            "page",
                            "bye");
        }
    }

    /** Several objects: with newlines, spaces or nothing between them, braces in texts, all kinds of escapes. */
    private static String conversation(String name) {
        return Json.write("type", "hello", "name", name, "ref", "h", "unknown", Map.of("a", 1))
                + Json.write("type", "ping", "ref", "p{}[]\"")
                + "\r\n \t"
                + Json.write("type", "say", "to", "ALL", "text", "{\"}\\ 你好 👋", "ref", "s1")
                + Json.write("type", "say", "to", "Nobody", "text", "x", "ref", "s2")
                + "\n"
                + Json.write("type", "dance", "ref", "x")
                + "{\"ref\":\"s3\",\"text\":\"\\u00e9\\ud83d\\udc4b\\/\",\"room\":\"lobby\",\"type\":\"say\",\"id\":null}\n"
                + Json.write("type", "history", "room", "lobby", "limit", 1)
                + Json.write("type", "bye");
    }

    /** The answers in any order that lanes may give them, sorted by when they were asked. */
    private static List<String> answers(JsonClient client) {
        var order = List.of("welcome", "pong", "ack s1", "error s2", "error x", "ack s3", "page", "bye");
        return client.rest().stream()
                .filter(json -> List.of("welcome", "pong", "ack", "error", "page", "bye")
                        .contains(json.type()))
                .map(json -> (json.type() + " " + (json.has("ref") ? json.text("ref") : "") + " "
                                + (json.has("code") ? json.text("code") : ""))
                        .strip())
                .sorted((a, b) -> Integer.compare(place(order, a), place(order, b)))
                .toList();
    }

    private static int place(List<String> order, String answer) {
        for (int i = 0; i < order.size(); i++) if (answer.startsWith(order.get(i))) return i;
        throw new AssertionError("unexpected: " + answer);
    }

    // ---- what is wrong --------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"type\": broken}                              | not-json",
                "{\"type\":\"say\",,}                            | not-json",
                "{\"type\":\"ping\"} and then some               | not-json",
                "{\"type\":\"ping\"}]                            | not-json",
                "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{}}}}}}}}} | too-deep",
                "{\"a\":[[[[[[[[[[                               | too-deep",
            })
    void whatBreaksARuleIsAnsweredByItsNameAndClosedAndOthersAreNotAffected(String bytes, String rule) {
        try (var other = JsonClient.connect("other", server);
                var breaking = JsonClient.connect("breaking", server)) {
            other.send(
                    "type",
                    "hello",
                    "name",
                    "Other-" + UUID.randomUUID().toString().substring(0, 8));
            other.await("welcome");
            breaking.wire().write(bytes + "\n");
            assertEndsByRule(breaking, rule);
            other.say("ALL", "not affected");
            other.hear("not affected");
        }
    }

    @Test
    void anObjectThatIsTooBigIsAnsweredByTheRuleAndClosed() {
        try (var breaking = JsonClient.join("Bigelow", server)) {
            breaking.wire().write("{\"type\":\"say\",\"to\":\"ALL\",\"text\":\"" + "x".repeat(65_536));
            assertEndsByRule(breaking, "too-big");
        }
    }

    @Test
    void whoeverIsTooFastIsToldTheRuleAndSentAway(@TempDir Path other) {
        try (var slowly = ServerProcess.Setup.in(other)
                        .configured("limit.say-per-second = 1", "limit.say-burst = 20")
                        .start();
                var bystander = JsonClient.join("Bystander", slowly);
                var hasty = JsonClient.join("Hasty", slowly)) {
            for (int i = 0; i < 20; i++) hasty.say("ALL", "burst " + i);
            for (int i = 0; i < 40; i++) hasty.send("type", "say", "to", "ALL", "text", "more " + i);
            assertEndsByRule(hasty, "too-fast");
            bystander.say("ALL", "calm");
            bystander.hear("calm");
        }
    }

    private static void assertEndsByRule(JsonClient client, String rule) {
        var told = client.rest();
        var error = told.get(told.size() - 2);
        assertThat(error.type()).isEqualTo("error");
        assertThat(error.text("code")).isEqualTo(rule);
        assertThat(error.text("text")).isNotEmpty();
        assertThat(told.getLast().type()).isEqualTo("bye");
        assertThat(told.getLast().text("reason")).isEqualTo("rules");
        assertThat(told.getLast().flag("reconnect")).isFalse();
    }

    @Test
    void whatIsOnlyWrongIsAnsweredAndTheConnectionStays() {
        try (var carla = JsonClient.connect("Carla", server)) {
            carla.send("type", "say", "to", "ALL", "text", "before hello");
            assertThat(carla.await("error").text("code")).isEqualTo("hello-first");
            carla.send("type", "hello", "name", "Carla", "version", 99);
            assertThat(carla.await("error").text("code")).isEqualTo("version");
            carla.send("type", "hello", "name", "Carla", "token", "forged");
            assertThat(carla.await("error").text("code")).isEqualTo("token");
            carla.send("type", "hello", "name", "Carla");
            carla.await("welcome");
            carla.send("type", "hello", "name", "Carlotta");
            assertThat(carla.await("error").text("code")).isEqualTo("hello-again");
            carla.send("type", "hovercraft");
            assertThat(carla.await("error").text("code")).isEqualTo("unknown-type");
            carla.send("type", "say", "to", "ALL");
            assertThat(carla.await("error").text("code")).isEqualTo("malformed");
            carla.send("type", "say", "to", "ALL", "text", "x", "id", "no uuid");
            assertThat(carla.await("error").text("code")).isEqualTo("malformed");
            assertThat(carla.refused("ALL", "").text("code")).isEqualTo("empty-text");
            assertThat(carla.refused("ALL", "x".repeat(8193)).text("code")).isEqualTo("too-long");
            assertThat(carla.refused("Nobody", "x").text("code")).isEqualTo("nobody");
            assertThat(carla.refused("carla", "x").text("code")).isEqualTo("yourself");
            carla.send("type", "history", "room", "d0123456789abcdef0123456789abcdef");
            assertThat(carla.await("error").text("code")).isIn("no-such-room", "not-a-member");
            carla.say("ALL", "still here");
        }
    }

    @Test
    void aRefusedNameMayBeFollowedByTenMore() {
        try (var taken = JsonClient.join("Taken", server);
                var patient = JsonClient.connect("patient", server);
                var stubborn = JsonClient.connect("stubborn", server)) {
            for (int i = 0; i < 10; i++) {
                patient.send("type", "hello", "name", "taken");
                assertThat(patient.await("error").text("code")).isEqualTo("name-taken");
            }
            patient.send("type", "hello", "name", "Patient");
            patient.await("welcome");
            for (int i = 0; i < 11; i++) stubborn.send("type", "hello", "name", "taken");
            assertEndsByRule(stubborn, "too-many-names");
            taken.untilNow();
        }
    }

    // ---- rooms ----------------------------------------------------------------------------------------------

    @Test
    void aDirectRoomIsToldToBothAndToNobodyElse() {
        try (var dora = JsonClient.join("Dora", server);
                var emil = JsonClient.join("Emil", server);
                var frida = JsonClient.join("Frida", server)) {
            var ack = dora.say("Emil", "first");
            assertThat(ack.number("seq")).isEqualTo(2);
            var opened = emil.await("room");
            assertThat(opened.object("with").text("name")).isEqualTo("Dora");
            assertThat(opened.text("room")).isEqualTo(ack.text("room"));
            assertThat(emil.hear("first").number("seq")).isEqualTo(2);
            var back = emil.say("dora", "second");
            assertThat(back.text("room")).isEqualTo(ack.text("room"));
            assertThat(back.number("seq")).isEqualTo(3);
            dora.hear("second");
            frida.send("type", "history", "room", ack.text("room"));
            assertThat(frida.await("error").text("code")).isEqualTo("not-a-member");
            frida.send("type", "enter", "room", ack.text("room"));
            assertThat(frida.await("error").text("code")).isEqualTo("not-a-member");
            frida.send("type", "say", "room", ack.text("room"), "text", "let me in");
            assertThat(frida.await("error").text("code")).isEqualTo("not-a-member");
            assertThat(frida.wire().lines().all()).noneMatch(line -> line.contains("first"));
        }
    }

    @Test
    void historyIsReadByCursorBothWays(@TempDir Path other) {
        try (var fresh = ServerProcess.Setup.in(other).start();
                var gero = JsonClient.join("Gero", fresh)) {
            for (int i = 1; i <= 10; i++) gero.say("ALL", "text " + i);
            assertPage(gero, Json.write("type", "history", "room", "lobby", "after", 0, "limit", 3), "1 2 3 more");
            assertPage(gero, Json.write("type", "history", "room", "lobby", "after", 3, "limit", 7), "4 5 6 7 8 9 10");
            assertPage(gero, Json.write("type", "history", "room", "lobby", "before", 4, "limit", 2), "2 3 more");
            assertPage(gero, Json.write("type", "history", "room", "lobby", "before", 3, "limit", 9), "1 2");
            assertPage(gero, Json.write("type", "history", "room", "lobby", "limit", 2), "9 10 more");
            assertPage(gero, Json.write("type", "history", "room", "lobby", "after", 10), "");
        }
    }

    private static void assertPage(JsonClient client, String question, String expected) {
        client.wire().write(question);
        var page = client.await("page");
        var found = new StringBuilder();
        for (var entry : page.objects("entries")) {
            assertThat(entry.text("text")).isEqualTo("text " + entry.number("seq"));
            found.append(entry.number("seq")).append(' ');
        }
        assertThat((found + (page.flag("more") ? "more" : "")).strip())
                .as(question)
                .isEqualTo(expected);
    }

    @Test
    void aRoomIsLeftAndEnteredAgainWithoutAHole() {
        try (var hugo = JsonClient.join("Hugo", server);
                var ines = JsonClient.join("Ines", server)) {
            hugo.send("type", "exit", "room", "lobby");
            hugo.untilNow();
            long seq = ines.say("ALL", "while Hugo is out").number("seq");
            assertThat(hugo.untilNow()).noneMatch(json -> json.type().equals("entries"));
            hugo.send("type", "enter", "room", "lobby", "after", seq - 1);
            assertThat(hugo.hear("while Hugo is out").number("seq")).isEqualTo(seq);
            hugo.await("caught-up");
            ines.say("ALL", "live again");
            hugo.hear("live again");
        }
    }

    // ---- coming back ----------------------------------------------------------------------------------------

    @Test
    void afterAKillTheOneWhoComesBackIsToldExactlyWhatWasMissed(@TempDir Path other) {
        String token;
        String room;
        var id = UUID.randomUUID();
        try (var first = ServerProcess.Setup.in(other).start();
                var jana = JsonClient.connect("Jana", first);
                var kurt = JsonClient.join("Kurt", first)) {
            jana.send("type", "hello", "name", "Jana");
            token = jana.await("welcome").text("token");
            jana.say("ALL", "seen 1");
            jana.hear("seen 1");
            room = kurt.say("Jana", "seen privately").text("room");
            jana.hear("seen privately");
            jana.send("type", "bye");
            jana.rest();
            kurt.say("ALL", "missed 2", id);
            kurt.say("ALL", "missed 3");
            kurt.say("Jana", "missed privately");
            first.kill();
        }
        try (var second = ServerProcess.Setup.in(other).start();
                var jana = JsonClient.connect("Jana", second)) {
            var cursors = Map.of("lobby", 1L, room, 2L);
            jana.send("type", "hello", "token", token, "cursors", cursors);
            assertThat(jana.await("welcome").text("name")).isEqualTo("Jana");
            var notices = new ArrayList<Json>();
            for (int i = 0; i < 2; i++)
                notices.addAll(jana.upTo("caught-up", json -> json.type().equals("caught-up")));
            jana.say("ALL", "live");
            notices.addAll(jana.untilNow());
            if (notices.stream().noneMatch(json -> json.line().contains("live"))) {
                notices.addAll(jana.upTo("live", json -> json.line().contains("live")));
            }
            assertThat(JsonClient.texts(notices, cursors))
                    .isEqualTo(Map.of(
                            "lobby", List.of("missed 2", "missed 3", "live"), room, List.of("missed privately")));
        }
    }

    @Test
    void theSameIdIsTheSameMessageAfterARestartToo(@TempDir Path other) {
        var id = UUID.randomUUID();
        String token;
        Json ack;
        try (var first = ServerProcess.Setup.in(other).start();
                var lisa = JsonClient.connect("Lisa", first)) {
            lisa.send("type", "hello", "name", "Lisa");
            token = lisa.await("welcome").text("token");
            lisa.say("ALL", "zero");
            ack = lisa.say("ALL", "once", id);
            assertThat(lisa.say("ALL", "once", id).number("seq")).isEqualTo(ack.number("seq"));
            first.kill();
        }
        try (var second = ServerProcess.Setup.in(other).start();
                var lisa = JsonClient.connect("Lisa", second);
                var mona = JsonClient.join("Mona", second)) {
            lisa.send("type", "hello", "token", token);
            lisa.await("welcome");
            var again = lisa.say("ALL", "once", id);
            assertThat(again.number("seq")).isEqualTo(ack.number("seq"));
            assertThat(again.number("at")).isEqualTo(ack.number("at"));
            lisa.send("type", "say", "to", "ALL", "text", "something else", "id", id);
            assertThat(lisa.await("error").text("code")).isEqualTo("id-reused");
            assertThat(mona.say("ALL", "next", id).number("seq")).isEqualTo(ack.number("seq") + 1);
        }
    }

    @Test
    void whoeverEndsHisSideWhileHeldBackIsStillAnsweredInFull(@TempDir Path folder) {
        try (var slow = ServerProcess.Setup.in(folder)
                        .configured("limit.commands-burst = 5", "limit.commands-per-second = 50")
                        .start();
                var ana = JsonClient.join("Ana", slow)) {
            for (int i = 0; i < 20; i++) ana.send("type", "ping", "ref", "ping " + i);
            ana.halfClose();
            assertThat(ana.rest().stream().filter(notice -> notice.type().equals("pong")))
                    .hasSize(20);
        }
    }
}
