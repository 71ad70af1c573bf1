package tertulia.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.CheckBox;
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

/** The window of the third of the five systems: a messenger with a common chat, private messages and an online list. */
final class S3WindowTest {
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
    void nameAddressAndPortAreWrittenAndTheButtonConnects() throws Exception {
        try (var desk = new Desk(folders, Optional.empty())) {
            assertThat(desk.node("port", TextField.class).getText()).isEqualTo("5555");
            assertThat(desk.node("tls", CheckBox.class).isSelected()).isFalse();
            desk.write("server", "127.0.0.1");
            desk.write("port", String.valueOf(server.port()));
            desk.write("name", "Вера");
            desk.untilLabel("judgement", "yours");
            desk.click("connect");
            desk.untilLabel("myself", "Вера");
            server.shown("Вера just joined the chat");
        }
    }

    @Test
    void byTlsToo() throws Exception {
        try (var anya = JsonClient.join("Аня", server);
                var desk = new Desk(folders, new Address("127.0.0.1", server.port(), true))) {
            assertThat(desk.node("tls", CheckBox.class).isSelected()).isTrue();
            desk.join("Вера");
            desk.untilLabel("note", "SHA256:");
            desk.say("Привет по TLS");
            assertThat(anya.hear("Привет по TLS").text("name")).isEqualTo("Вера");
        }
    }

    @Test
    void allSeeTheCommonChatAndOnlyWhoWasPickedSeesAPrivateMessage() throws Exception {
        try (var anya = JsonClient.join("Аня", server);
                var boris = desk("Борис").join("Борис");
                var vera = desk("Вера").join("Вера")) {
            anya.say("ALL", "Всем привет: https://example.org/чат");
            vera.until("Всем привет: https://example.org/чат");
            boris.until("Всем привет: https://example.org/чат");
            vera.say("И тебе привет");
            assertThat(anya.hear("И тебе привет").text("name")).isEqualTo("Вера");
            boris.until("И тебе привет");
            vera.select("Борис");
            vera.click("private");
            vera.untilLabel("title", "Борис");
            vera.say("только тебе");
            boris.front();
            boris.doubleClick("Вера");
            boris.untilLabel("title", "Вера");
            boris.until("только тебе");
            boris.say("и только тебе");
            vera.until("и только тебе");
            await().atMost(Desk.SOON).until(() -> stored(vera, "только тебе"));
            anya.untilNow();
            assertThat(anya.wire().lines().all()).noneMatch(line -> line.contains("только тебе"));
        }
    }

    private static boolean stored(Desk desk, String text) {
        return desk.rows().stream()
                .anyMatch(row -> row instanceof Row.Said said
                        && said.message().text().equals(text)
                        && said.message().standing() instanceof Message.Standing.Stored);
    }

    @Test
    void theOnlineListUpdatesByItselfAndWhoComesAndGoesIsTold() throws Exception {
        try (var boris = JsonClient.join("Борис", server);
                var desk = desk("Вера").join("Вера")) {
            await().atMost(Desk.SOON).until(() -> desk.people().contains("Борис"));
            desk.select("Борис");
            desk.click("private");
            desk.say("только тебе");
            boris.hear("только тебе");
            boris.send("type", "bye");
            boris.rest();
            desk.untilLabel("below", "offline");
            desk.front();
            desk.press(KeyCode.CONTROL, KeyCode.UP);
            desk.untilSeen("Борис left");
            try (var gleb = PlainClient.join("Глеб", server)) {
                await().atMost(Desk.SOON).until(() -> desk.people().contains("Глеб"));
                desk.untilSeen("Глеб came");
                gleb.say("/quit");
                gleb.rest();
            }
            await().atMost(Desk.SOON).until(() -> !desk.people().contains("Глеб"));
            desk.untilSeen("Глеб");
            assertThat(desk.seen()).anyMatch(words -> words.contains("Глеб") && words.contains("left"));
        }
    }

    @Test
    void aHundredOthersAreListedAndHeard() throws Exception {
        var clients = new ArrayList<JsonClient>();
        try (var desk = desk("Вера").join("Вера")) {
            for (int i = 0; i < 100; i++) clients.add(JsonClient.join("клиент" + i, server));
            for (int i = 0; i < 100; i++) clients.get(i).say("ALL", "от " + i);
            desk.until("от 99");
            await().atMost(Desk.SOON).until(() -> desk.people().size() == 101);
            desk.say("вижу всех");
            clients.getFirst().hear("вижу всех");
        } finally {
            clients.forEach(JsonClient::close);
        }
    }

    @Test
    void whenTheServerStopsTheWindowSaysSoAndComesBackWithIt() throws Exception {
        int port = server.port();
        try (var desk = desk("Вера").join("Вера")) {
            server.console("stop");
            assertThat(server.exitCode()).isZero();
            desk.untilLabel("banner", "Offline since");
            desk.say("дойдёт позже");
            server = ServerProcess.Setup.in(data)
                    .withConsole()
                    .with("--port", String.valueOf(port))
                    .start();
            await().atMost(Desk.SOON).until(() -> stored(desk, "дойдёт позже"));
            await().atMost(Desk.SOON).until(() -> !desk.shows("banner-line"));
            try (var anya = JsonClient.join("Аня", server)) {
                assertThat(anya.wholeLog("lobby"))
                        .filteredOn(entry -> entry.text("event").equals("said"))
                        .extracting(entry -> entry.text("text"))
                        .containsExactly("дойдёт позже");
            }
        }
    }
}
