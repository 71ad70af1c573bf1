package tertulia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever bytes one client sends, nothing that another sees can pass for a notice or for somebody else's line. */
final class ForgeryTest {
    private static final int TRIES = 150;

    /** What forgers would like to send. */
    private static final List<String> PIECES = List.of(
            "* ",
            "! ",
            "* Victim left the server",
            "! nobody",
            "Victim: ",
            "Honest: ",
            "Honest (private): ",
            "SERVER: ",
            "(private): ",
            "\r",
            "\n",
            "\r\n",
            "\u0085",
            "\u2028",
            "\u2029",
            "\u000b",
            "\f",
            "\t",
            "\u0000",
            "\u007f",
            "\u001b[2J",
            "\u001b[1A\r",
            "\u009b2K",
            "\b\b\b\b",
            "\u202e",
            "\u202a",
            "\u2066",
            "\u2069",
            "\u200f",
            "\u061c",
            "\u00ad",
            "\ufeff",
            "\ufff9",
            "\udb40\udc41",
            "\ud800",
            "Victim*",
            "ALL*",
            "Honest*",
            "*",
            "//",
            "hello",
            "a",
            " ",
            "\u0301",
            "👋🏽",
            "你好");

    /** What nobody must be sent: controls, line separators, bidirectional controls, invisible tags. */
    private static final Pattern HARMFUL = Pattern.compile("[\\x00-\\x1f\\x7f-\\x9f\u061c\u200e\u200f\u2028-\u202e"
            + "\u2066-\u206f\ufeff\ufff9-\ufffb\\x{e0000}-\\x{e007f}]");

    private static final Pattern NOTICE = Pattern.compile(
            "\\* (You are connected to the server as Victim|(Mallory|Script)\\d+ (just joined|left) the server"
                    + "|Honest (just joined|left) the server|\\d+ people (joined|left) the server|you are Victim)");

    private static final Pattern SAID = Pattern.compile("(Mallory\\d+|Script\\d+|Honest)( \\(private\\))?: .*");

    @Test
    void everyLineIsAsTheServerMeantItWhateverIsSent(@TempDir Path data) {
        long seed = Long.getLong("tertulia.seed", 1);
        var random = new Random(seed);
        var setup = ServerProcess.Setup.in(data)
                .withConsole()
                .configured("limit.say-per-second = 0", "limit.presence-changes-per-second = 1000000");
        try (var server = setup.start();
                var victim = PlainClient.join("Victim", server);
                var honest = PlainClient.join("Honest", server)) {
            server.console("watch on");
            for (int i = 0; i < TRIES; i++) {
                if (random.nextInt(3) > 0) plain("Mallory" + i, server, random);
                else script("Script" + i, server, random);
            }
            honest.say("this is the end");
            honest.say("Victim*really");
            victim.expect("Honest: this is the end");
            if (!victim.wire().lines().all().contains("Honest (private): really")) {
                victim.expect("Honest (private): really");
            }
            victim.untilNow();
            check(victim.wire().lines().all(), server);
        } catch (AssertionError e) {
            throw new AssertionError("seed " + seed + " (-Dtertulia.seed=" + seed + "): " + e.getMessage(), e);
        }
    }

    private static void check(List<String> seen, ServerProcess server) {
        assertThat(seen).allSatisfy(line -> {
            assertThat(HARMFUL.matcher(line).find()).as("harmful: %s", line).isFalse();
            assertThat(NOTICE.matcher(line).matches() || SAID.matcher(line).matches())
                    .as("meant so by the server: %s", line)
                    .isTrue();
        });
        assertThat(seen.stream().filter(line -> line.startsWith("Honest"))).hasSize(2);
        assertThat(seen).hasSizeGreaterThan(TRIES * 2);
        assertThat(server.shownUntilNow())
                .noneMatch(line -> HARMFUL.matcher(line).find());
        assertThat(server.err().all()).noneMatch(line -> line.contains("ERROR") || line.contains("WARNING"));
    }

    /** Says hello in plain words, sends bytes in pieces of any size, and goes. */
    private static void plain(String name, ServerProcess server, Random random) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes((name + "\n").getBytes(StandardCharsets.UTF_8));
        for (int n = random.nextInt(40); n > 0; n--) {
            if (random.nextInt(8) == 0) bytes.write(random.nextInt(256));
            else bytes.writeBytes(piece(random).getBytes(StandardCharsets.UTF_8));
        }
        try (var client = PlainClient.connect(name, server)) {
            byte[] all = bytes.toByteArray();
            for (int at = 0; at < all.length; ) {
                int end = random.nextBoolean() ? all.length : Math.min(all.length, at + 1 + random.nextInt(20));
                client.wire().write(Arrays.copyOfRange(all, at, end));
                at = end;
            }
            client.wire().halfClose();
            assertThat(client.rest()).allSatisfy(line -> {
                assertThat(HARMFUL.matcher(line).find()).as("harmful: %s", line).isFalse();
                assertThat(line).matches("[*!] .*|(Victim|Honest|Mallory\\d+|Script\\d+)( \\(private\\))?: .*");
            });
        } catch (UncheckedIOException e) {
            // It was asked to close by what was sent, perhaps by /quit.
        }
    }

    /** Says something in JSON, to all or to the victim. */
    private static void script(String name, ServerProcess server, Random random) {
        var text = new StringBuilder();
        for (int n = 1 + random.nextInt(20); n > 0; n--) text.append(piece(random));
        try (var client = JsonClient.join(name, server)) {
            client.send("type", "say", "to", random.nextBoolean() ? "ALL" : "Victim", "text", text, "ref", "it");
            var answer = client.await(
                    "the answer", json -> json.has("ref") && json.text("ref").equals("it"));
            assertThat(answer.type()).as(answer.line()).isIn("ack", "error");
            client.send("type", "bye");
            client.rest();
        }
    }

    private static String piece(Random random) {
        return PIECES.get(random.nextInt(PIECES.size()));
    }
}
