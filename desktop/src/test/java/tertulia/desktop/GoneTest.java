package tertulia.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tertulia.client.Client;
import tertulia.client.FakeServer;
import tertulia.client.Identities;
import tertulia.client.Timing;
import tertulia.model.RoomId;

/** People who are gone for good, and others who have their names then. */
final class GoneTest {
    @TempDir
    Path folder;

    private Client join(FakeServer server, String name, String whose) {
        var options =
                new Client.Options(server.address(), name, new Identities(folder.resolve(whose)), true, Timing.usual());
        var client = new Client(options, happening -> {});
        client.start();
        return client;
    }

    @Test
    void whoLeftForGoodIsShownSoAndCannotBeWrittenToAlsoNextTime() throws Exception {
        try (var server = new FakeServer(1)) {
            try (var desk = new Desk(folder.resolve("ana"), server.address()).join("Ana")) {
                var bob = join(server, "Bob", "bob");
                await().atMost(Desk.SOON).until(() -> desk.people().contains("Bob"));
                bob.say("Ana", "hello");
                await().atMost(Desk.SOON).until(() -> desk.badges().equals(List.of("1")));
                desk.press(KeyCode.ALT, KeyCode.DOWN);
                desk.untilLabel("below", "Private · online");
                bob.quitForGood();
                desk.untilLabel("below", "left for good");
                desk.untilLabel("gone", "Bob has left for good and can no longer be reached.");
                assertThat(desk.shows("write")).isFalse();
                assertThat(desk.seen()).contains("left for good");
                desk.press(KeyCode.ALT, KeyCode.UP);
                desk.untilLabel("title", "Lobby");
                desk.say("Bob*are you there?");
                desk.untilLabel("wrong", "nobody is called Bob");
            }
            try (var desk = new Desk(folder.resolve("ana"), Optional.empty()).in("Ana")) {
                desk.press(KeyCode.ALT, KeyCode.DOWN);
                desk.untilLabel("gone", "left for good");
                assertThat(desk.shows("write")).isFalse();
            }
        }
    }

    @Test
    void twoOfOneNameAreTwoAndWhatIsMeantForOneIsNotSaidToTheOther() throws Exception {
        try (var server = new FakeServer(2);
                var desk = new Desk(folder.resolve("ana"), server.address()).join("Ana")) {
            var first = join(server, "Bob", "first");
            await().atMost(Desk.SOON).until(() -> desk.people().contains("Bob"));
            first.say("Ana", "hello");
            await().atMost(Desk.SOON).until(() -> desk.badges().equals(List.of("1")));
            first.quitForGood();
            await().atMost(Desk.SOON).until(() -> desk.seen().contains("left for good"));
            try (var second = join(server, "Bob", "second")) {
                await().atMost(Desk.SOON).until(() -> desk.people().equals(List.of("Ana", "Bob", "Bob")));
                desk.say("Bob*only for my friend");
                desk.untilLabel("wrong", "Bob is somebody else now");
                desk.press(KeyCode.ENTER);
                desk.untilLabel("below", "Private · online");
                desk.until("only for my friend");
                assertThat(desk.texts()).containsExactly("only for my friend");
                assertThat(server.texts(RoomId.LOBBY)).isEmpty();
                await().atMost(Desk.SOON).until(() -> second.present().size() == 2);
            }
        }
    }

    /** The dots that can be seen; cells that the lists keep for later have some, too. */
    private static Stream<Node> dots(Desk desk) {
        return Desk.fx(() -> desk.scene().getRoot().lookupAll(".presence")).stream()
                .filter(GoneTest::isSeen);
    }

    private static boolean isSeen(Node node) {
        for (Node at = node; at != null; at = at.getParent()) if (!at.isVisible()) return false;
        return true;
    }

    @Test
    void withoutAConnectionNobodyIsKnownToBePresent() throws Exception {
        var server = new FakeServer(3);
        try (var desk = new Desk(folder.resolve("ana"), server.address()).join("Ana")) {
            try (var bob = join(server, "Bob", "bob")) {
                await().atMost(Desk.SOON).until(() -> desk.people().contains("Bob"));
                bob.say("Ana", "hello");
                await().atMost(Desk.SOON).until(() -> desk.badges().equals(List.of("1")));
                desk.untilLabel("here", "Online · 2");
                server.stop();
                desk.untilLabel("here", "Offline");
                desk.untilLabel("below", "Offline");
                await().atMost(Desk.SOON)
                        .until(() ->
                                dots(desk).allMatch(dot -> dot.getStyleClass().contains("away")));
                assertThat(dots(desk)).isNotEmpty();
                server.restart();
                desk.untilLabel("here", "Online");
                await().atMost(Desk.SOON).until(() -> desk.people().equals(List.of("Ana", "Bob")));
            }
        } finally {
            server.close();
        }
    }
}
