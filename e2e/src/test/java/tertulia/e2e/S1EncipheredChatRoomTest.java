package tertulia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The first of the five systems: the server sees who comes, who speaks and who goes, but only ciphertext. */
@WithServer
final class S1EncipheredChatRoomTest {
    private static final int KEY = 7;

    private final ServerProcess server;

    S1EncipheredChatRoomTest(ServerProcess server) {
        this.server = server;
    }

    @Test
    void theConsoleShowsWhoLogsInAndWhoLogsOut() {
        try (var arta = PlainClient.connect("Arta", server)) {
            server.shown(arta.wire().address() + " connected");
            arta.say("Arta");
            server.shown("Arta just joined the chat");
            arta.say("/quit");
            arta.rest();
        }
        server.shown("Arta left the chat");
    }

    @Test
    void theConsoleShowsThatAnEncipheredMessagePassedAndOnlyItsCiphertext() {
        server.console("watch on");
        server.shown("the text of messages is shown");
        try (var blerim = PlainClient.join("Blerim", server);
                var dritan = PlainClient.join("Dritan", server)) {
            String enciphered = Caesar.shifted("Takohemi te ura", KEY);
            blerim.say(enciphered);
            dritan.expect("Blerim: " + enciphered);
            assertThat(server.shown("Blerim → everyone, 15 bytes")).endsWith(": " + enciphered);
        } finally {
            server.console("watch off");
        }
    }

    @Test
    void withoutWatchTheConsoleShowsNotEvenTheCiphertext() {
        try (var fatos = JsonClient.join("Fatos", server)) {
            String enciphered = Caesar.shifted("askush nuk e sheh", KEY);
            fatos.say("ALL", enciphered);
            server.shown("Fatos → everyone, 17 bytes");
            assertThat(server.out().all()).noneMatch(line -> line.contains(enciphered));
        }
    }

    @Test
    void whatIsEncipheredIsSentReceivedAndDeciphered() {
        try (var agim = JsonClient.join("Agim", server);
                var besa = JsonClient.join("Besa", server);
                var cen = JsonClient.join("Cen", server)) {
            String enciphered = Caesar.shifted("Mirëdita të gjithëve, XYZ!", KEY);
            agim.send("type", "say", "to", "ALL", "text", enciphered, "cipher", "caesar", "id", UUID.randomUUID());
            for (var receiver : List.of(besa, cen)) {
                var entry = receiver.hear(enciphered);
                assertThat(entry.text("cipher")).isEqualTo("caesar");
                assertThat(Caesar.shifted(entry.text("text"), -KEY)).isEqualTo("Mirëdita të gjithëve, XYZ!");
            }
            assertThat(server.shown("Agim → everyone")).contains("(enciphered: Caesar cipher)");
        }
    }

    @Test
    void aUsernameMayBeChosenAgainUntilItIsGood() {
        try (var other = PlainClient.join("Ermal", server);
                var user = JsonClient.connect("the user", server)) {
            for (var name : List.of("", "Ermal", "with blank", "with\ttab", "all", "*")) {
                user.send("type", "hello", "name", name);
                assertThat(user.await("error").text("text")).isNotEmpty();
            }
            user.send("type", "hello", "name", "Genti");
            assertThat(user.await("welcome").text("name")).isEqualTo("Genti");
            other.expect("* Genti just joined the server");
        }
    }

    @Test
    void thePlaintextIsNeitherOnTheConsoleNorOnTheDisk() throws IOException {
        String plaintext = "Sekreti yne i vjeter";
        String enciphered = Caesar.shifted(plaintext, KEY);
        try (var hana = JsonClient.join("Hana", server)) {
            hana.say("ALL", enciphered);
        }
        var everything = new StringBuilder();
        try (var files = Files.walk(server.data())) {
            for (var file : files.filter(Files::isRegularFile).toList())
                everything.append(Files.readString(file, StandardCharsets.ISO_8859_1));
        }
        assertThat(everything).contains(enciphered).doesNotContain(plaintext);
        assertThat(server.out().all()).noneMatch(line -> line.contains(plaintext));
        assertThat(server.err().all()).noneMatch(line -> line.contains(plaintext) || line.contains(enciphered));
    }
}
