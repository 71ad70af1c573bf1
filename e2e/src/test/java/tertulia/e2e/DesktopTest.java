package tertulia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tertulia.client.Address;
import tertulia.desktop.Desk;

/** The desktop's window and the packaged server; those of the first and the third system have stories of their own. */
final class DesktopTest {
    private static final Path PICTURES = Path.of("target", "pictures");

    @TempDir
    Path data;

    @TempDir
    Path own;

    @SuppressWarnings("NullAway.Init")
    private ServerProcess server;

    @BeforeEach
    void start() {
        server = ServerProcess.Setup.in(data).withConsole().start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Desk desk() throws TimeoutException {
        return new Desk(own, new Address("127.0.0.1", server.port()));
    }

    @Test
    void aServerWithAnotherKeyIsNotSpokenToAndThatIsSaidWithAllThatWasTypedKept(@TempDir Path other) throws Exception {
        var address = new Address("127.0.0.1", server.port(), true);
        try (var desk = new Desk(own, address)) {
            desk.join("Arta");
            desk.untilLabel("note", "SHA256:");
        }
        server.close();
        server = ServerProcess.Setup.in(other)
                .withConsole()
                .with("--port", String.valueOf(address.port()))
                .start();
        try (var desk = new Desk(own, address)) {
            desk.untilLabel("trouble", "the key of " + address + " has changed");
            assertThat(desk.node("name", TextField.class).getText()).isEqualTo("Arta");
            assertThat(desk.node("port", TextField.class).getText()).isEqualTo(String.valueOf(address.port()));
            assertThat(desk.node("tls", CheckBox.class).isSelected()).isTrue();
        }
        assertThat(server.out().all()).noneMatch(line -> line.contains("Arta"));
    }

    @Test
    void theWindowComesBackToWhereItWasAndHasWhatWasSaidMeanwhile() throws Exception {
        try (var anya = JsonClient.join("Аня", server)) {
            try (var desk = desk().join("Вера")) {
                anya.say("ALL", "first");
                desk.until("first");
            }
            server.shown("Вера left the chat");
            anya.say("ALL", "second");
            anya.hear("second");
            try (var desk = new Desk(own, new Address("127.0.0.1", server.port()))) {
                desk.in("Вера");
                desk.until("second");
                desk.until("first");
                assertThat(desk.texts()).containsExactly("first", "second");
            }
        }
    }

    @Test
    void picturesOfAConversation() throws Exception {
        try (var desk = desk().join("Anton");
                var ana = JsonClient.join("Ana", server);
                var beatrice = JsonClient.join("Béatrice", server);
                var rafid = JsonClient.join("Rafid", server);
                var dmitri = JsonClient.join("Дмитрий", server)) {
            beatrice.say("ALL", "Good morning ☕️ The room is free until noon.");
            desk.until("Good morning ☕️ The room is free until noon.");
            desk.say("I can set it up before ten.");
            beatrice.say(
                    "ALL",
                    "Here are my notes from yesterday: https://example.org/notes/tertulia\nQuestions at the end, please"
                            + " add yours.");
            dmitri.say("ALL", "Thank you! For those who join by `nc`:");
            dmitri.say("ALL", "```\nnc 192.168.1.20 5555\nDmitri\nALL*Hello\n```");
            rafid.say("Anton", "I left the keys with Sofia");
            desk.until("```\nnc 192.168.1.20 5555\nDmitri\nALL*Hello\n```");
            desk.say("Works on my phone, too 👍🏽 No installing, just the address.");
            ana.say(
                    "ALL",
                    "Anton, could you send me the programme for this afternoon? It is for those who come only for"
                            + " the second half, and who would otherwise have to ask at the door.");
            ana.say("ALL", "🎉🇦🇱👩‍💻");
            ana.say("ALL", "مرحبا بالجميع 👋");
            desk.until("مرحبا بالجميع 👋");
            for (boolean dark : new boolean[] {false, true}) {
                desk.dress(dark);
                desk.picture(PICTURES.resolve(dark ? "desktop-main-dark.png" : "desktop-main-light.png"));
            }
        }
    }
}
