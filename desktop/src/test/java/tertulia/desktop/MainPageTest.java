package tertulia.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tertulia.client.Client;
import tertulia.client.FakeServer;
import tertulia.client.Identities;
import tertulia.client.Timing;
import tertulia.model.RoomId;

/** What the page of the conversations tells and remembers. */
final class MainPageTest {
    @TempDir
    Path folder;

    @Test
    void howManyMessagesAreUnreadStandsAtTheConversationAndInTheTitleUntilTheyAreSeen() throws Exception {
        var zoe = FakeServer.somebody("Zoe");
        try (var server = new FakeServer(1);
                var desk = new Desk(folder, server.address()).join("Ana")) {
            for (int i = 1; i <= 3; i++) server.says(zoe, server.known("Ana"), "private " + i);
            await().atMost(Desk.SOON).until(() -> desk.badges().equals(List.of("3")));
            await().atMost(Desk.SOON).until(() -> desk.title().startsWith("(3) "));
            desk.front();
            desk.press(KeyCode.ALT, KeyCode.DOWN);
            desk.untilLabel("title", "Zoe");
            await().atMost(Desk.SOON).until(() -> desk.badges().isEmpty());
            await().atMost(Desk.SOON).until(() -> !desk.title().startsWith("("));
            desk.away();
            server.says(zoe, server.known("Ana"), "while nobody looks");
            await().atMost(Desk.SOON).until(() -> desk.badges().equals(List.of("1")));
            desk.front();
            await().atMost(Desk.SOON).until(() -> desk.badges().isEmpty());
        }
    }

    @Test
    void aPrivateWordOrACommandThatIsTypedInTheLobbyNeverBecomesPublic() throws Exception {
        var zoe = FakeServer.somebody("Zoe");
        try (var server = new FakeServer(4);
                var desk = new Desk(folder, server.address()).join("Ana")) {
            server.says(zoe, server.known("Ana"), "psst");
            await().atMost(Desk.SOON).until(() -> desk.badges().equals(List.of("1")));
            for (String slip : List.of("Zoe *secret", "Zo*secret", "/ciper caesar 7")) {
                desk.say(slip);
                await().atMost(Desk.SOON).until(() -> desk.shows("wrong"));
                assertThat(desk.node("write", TextArea.class).getText()).isEqualTo(slip);
            }
            desk.say("Zoe*secret");
            desk.untilLabel("title", "Zoe");
            desk.until("secret");
            desk.say("ALL*hey");
            desk.until("hey");
            assertThat(server.texts(RoomId.LOBBY)).containsExactly("hey");
        }
    }

    @Test
    void theWindowComesBackWhereItWasAndWithTheConversationThatWasOpen() throws Exception {
        var zoe = FakeServer.somebody("Zoe");
        try (var server = new FakeServer(2)) {
            try (var desk = new Desk(folder, server.address()).join("Ana")) {
                server.says(zoe, server.known("Ana"), "hello");
                desk.untilSeen("hello");
                desk.press(KeyCode.ALT, KeyCode.DOWN);
                desk.untilLabel("title", "Zoe");
                desk.place(800, 600, 40, 30);
            }
            try (var desk = new Desk(folder, Optional.empty())) {
                assertThat(desk.place()).containsExactly(800.0, 600.0, 40.0, 30.0);
                desk.in("Ana");
                desk.untilLabel("title", "Zoe");
            }
            Files.writeString(folder.resolve("desktop.properties"), "width=abc\nheight=\nx=90000\ny=-1e9\nlang=xx\n");
            try (var desk = new Desk(folder, Optional.empty())) {
                assertThat(desk.place().getFirst()).isEqualTo(1100);
                assertThat(desk.place().get(2)).isLessThan(2000);
            }
        }
    }

    @Test
    void aLinkIsOpenedByAClickAndWhoComesAndGoesAndTheDayAreTold() throws Exception {
        var zoe = FakeServer.somebody("Zoe");
        try (var server = new FakeServer(3);
                var desk = new Desk(folder, server.address()).join("Ana")) {
            server.says(zoe, Optional.empty(), "see https://example.org/a and javascript:alert(1)");
            desk.untilSeen("https://example.org/a");
            desk.untilSeen("1 January 1970");
            desk.front();
            desk.clickText("https://example.org/a");
            assertThat(desk.browsed).containsExactly("https://example.org/a");
            try (var bob = new Client(
                    new Client.Options(
                            server.address(), "Bob", new Identities(folder.resolve("bob")), true, Timing.usual()),
                    happening -> {})) {
                bob.start();
                desk.untilSeen("Bob came");
                assertThat(desk.people()).contains("Bob");
            }
            desk.untilSeen("Bob left");
            assertThat(desk.people()).doesNotContain("Bob");
        }
    }
}
