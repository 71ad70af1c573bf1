package tertulia.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tertulia.client.Address;
import tertulia.desktop.Desk;
import tertulia.desktop.talk.Message;
import tertulia.desktop.talk.Row;

/** The desktop's window and the packaged server: the windows of the first and the third of the five systems. */
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
    void aUsernameIsChosenAgainUntilItIsGoodAndTheButtonIsHiddenUntilThen() throws Exception {
        try (var other = PlainClient.join("Ermal", server);
                var desk = desk()) {
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
    void oneTalksToAllAndPrivatelyToWhoWasPickedFromTheList() throws Exception {
        try (var anya = JsonClient.join("Аня", server);
                var boris = JsonClient.join("Борис", server);
                var desk = desk().join("Вера")) {
            anya.say("ALL", "Всем привет: https://example.org/чат");
            desk.until("Всем привет: https://example.org/чат");
            desk.say("И тебе привет");
            assertThat(anya.hear("И тебе привет").text("name")).isEqualTo("Вера");
            desk.select("Борис");
            desk.click("private");
            desk.untilLabel("title", "Борис");
            desk.say("только тебе");
            assertThat(boris.hear("только тебе").text("room")).startsWith("d");
            boris.say("Вера", "и только тебе");
            desk.until("и только тебе");
            await().atMost(Desk.SOON).until(() -> stored(desk, "только тебе"));
            assertThat(anya.wire().lines().all()).noneMatch(line -> line.contains("только тебе"));
            boris.send("type", "bye");
            boris.rest();
            desk.untilLabel("below", "not here");
            try (var gleb = PlainClient.join("Глеб", server)) {
                await().atMost(Desk.SOON).until(() -> desk.people().contains("Глеб"));
                gleb.say("/quit");
                gleb.rest();
            }
            await().atMost(Desk.SOON).until(() -> !desk.people().contains("Глеб"));
        }
    }

    private static boolean stored(Desk desk, String text) {
        return desk.rows().stream()
                .anyMatch(row -> row instanceof Row.Said said
                        && said.message().text().equals(text)
                        && said.message().standing() instanceof Message.Standing.Stored);
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
                assertThat(desk.node("name", TextField.class).getText()).isEqualTo("Вера");
                await().atMost(Desk.SOON).until(() -> desk.shows("connect"));
                desk.press(KeyCode.ENTER);
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
