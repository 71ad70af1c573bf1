package tertulia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tertulia.client.Address;
import tertulia.desktop.Desk;

/**
 * The windows of the first of the five systems: a page where a username is chosen, then one that enciphers, sends,
 * receives, deciphers and shows the conversation of a group; the server has only the ciphertext.
 */
final class S1WindowTest {
    private static final Path PICTURES = Path.of("target", "pictures");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folders;

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

    private Desk desk(String whose) throws TimeoutException {
        return new Desk(folders.resolve(whose), new Address("127.0.0.1", server.port()));
    }

    @Test
    void aUsernameIsChosenAgainUntilItIsGoodAndTheButtonIsHiddenUntilThen() throws Exception {
        try (var other = PlainClient.join("Ermal", server);
                var desk = desk("Arta")) {
            assertThat(desk.shows("connect")).isFalse();
            desk.write("name", "Arta Gashi");
            desk.untilLabel("judgement", "no spaces");
            assertThat(desk.shows("connect")).isFalse();
            desk.write("name", "all");
            desk.untilLabel("judgement", "reserved");
            assertThat(desk.shows("connect")).isFalse();
            desk.write("name", "Ermal");
            desk.untilLabel("judgement", "taken");
            assertThat(desk.shows("connect")).isFalse();
            desk.write("name", "Arta");
            desk.untilLabel("judgement", "yours");
            desk.picture(PICTURES.resolve("desktop-first-light.png"));
            desk.dress(true);
            desk.picture(PICTURES.resolve("desktop-first-dark.png"));
            desk.click("connect");
            desk.untilLabel("myself", "Arta");
            other.expect("* Arta just joined the server");
            server.shown("Arta just joined the chat");
            desk.say("Mirëdita");
            other.expect("Arta: Mirëdita");
        }
        server.shown("Arta left the chat");
    }

    @Test
    void twoWindowsEncipherAndDecipherWhatAGroupSaysAndTheServerSeesCiphertextOnly() throws Exception {
        server.console("watch on");
        server.shown("the text of messages is shown");
        String plaintext = "Takohemi te ura, xyz";
        try (var cen = JsonClient.join("Cen", server);
                var arta = desk("Arta").join("Arta");
                var besa = desk("Besa").join("Besa")) {
            arta.press(KeyCode.CONTROL, KeyCode.E);
            assertThat(arta.focus()).isEqualTo("write");
            arta.press(KeyCode.CONTROL, KeyCode.E);
            assertThat(arta.label("cipher-lesson")).contains("A lesson, not protection");
            assertThat(arta.label("cipher-letters")).contains("letters of other alphabets");
            assertThat(arta.label("cipher-example")).isEqualTo("Hello, xyz! → Olssv, efg!");
            arta.press(KeyCode.SPACE); // The panel begins with its box.
            assertThat(arta.node("cipher-on", CheckBox.class).isSelected()).isTrue();
            arta.press(KeyCode.ESCAPE);
            assertThat(arta.node("cipher-open", Button.class).getText()).isEqualTo("7");
            besa.say("/cipher caesar 7");
            arta.say(plaintext);
            besa.until(plaintext);
            String enciphered = Caesar.shifted(plaintext, 7);
            assertThat(cen.hear(enciphered).text("cipher")).isEqualTo("caesar");
            arta.untilSeen("Enciphered with Caesar cipher: " + enciphered);
            arta.click("cipher-open");
            arta.picture(PICTURES.resolve("desktop-cipher-light.png"));
            arta.press(KeyCode.ESCAPE);
            besa.untilSeen("Enciphered with Caesar cipher: " + enciphered);
            besa.say("Mirë, XYZ");
            arta.until("Mirë, XYZ");
            assertThat(cen.hear(Caesar.shifted("Mirë, XYZ", 7)).text("name")).isEqualTo("Besa");
            assertThatTheServerHasOnly(enciphered, plaintext);
            besa.say("/cipher off");
            besa.until(enciphered);
            besa.untilSeen("the key is not set here");
            besa.say("/cipher next");
            besa.say("xyza");
            cen.hear("yzab");
        }
        server.shown("Besa left the chat");
        server.shown("Arta left the chat");
        try (var arta = desk("Arta")) {
            arta.in("Arta");
            arta.until(plaintext);
            arta.click("cipher-open");
            arta.click("cipher-link");
            assertThat(arta.browsed).containsExactly("http://127.0.0.1:" + server.port() + "/classroom.html");
        }
    }

    private void assertThatTheServerHasOnly(String enciphered, String plaintext) throws IOException {
        assertThat(server.shown("(enciphered: Caesar cipher)")).endsWith(": " + enciphered);
        assertThat(server.out().all()).noneMatch(line -> line.contains(plaintext));
        var everything = new StringBuilder();
        try (var files = Files.walk(data)) {
            for (var file : files.filter(Files::isRegularFile).toList())
                everything.append(Files.readString(file, StandardCharsets.ISO_8859_1));
        }
        assertThat(everything).contains(enciphered).doesNotContain(plaintext);
    }
}
