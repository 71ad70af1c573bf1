package tertulia.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tertulia.client.FakeServer;
import tertulia.desktop.talk.Row;
import tertulia.model.Author;

/** What counts as read, and the way to what is new. */
final class ReadingTest {
    private static final Author ZOE = FakeServer.somebody("Zoe");

    @TempDir
    Path folder;

    @Test
    void theButtonGoesToTheFirstNewMessageAndThenToTheEndAndOneWritesOn() throws Exception {
        try (var server = new FakeServer(1);
                var desk = new Desk(folder, server.address()).join("Ana")) {
            for (int i = 0; i < 60; i++) server.says(ZOE, Optional.empty(), "old " + i);
            desk.until("old 59");
            desk.front();
            await().atMost(Desk.SOON).until(() -> desk.badges().isEmpty());
            assertThat(desk.shows("down")).isFalse();
            Desk.fx(() -> {
                desk.scene().lookup("#messages").requestFocus();
                return "";
            });
            desk.press(KeyCode.HOME);
            await().atMost(Desk.SOON).until(() -> desk.shows("down"));
            for (int i = 0; i < 60; i++) server.says(ZOE, Optional.empty(), "new " + i);
            await().atMost(Desk.SOON).until(() -> desk.badges().equals(List.of("60")));
            desk.click("down");
            desk.untilSeen("New messages");
            desk.untilSeen("new 0");
            assertThat(desk.badges()).isEqualTo(List.of("60"));
            assertThat(desk.focus()).isEqualTo("write");
            desk.click("down");
            desk.untilSeen("new 59");
            await().atMost(Desk.SOON).until(() -> desk.badges().isEmpty() && !desk.shows("down"));
        }
    }

    @Test
    void aConversationIsOpenedWhereWhatIsNewBegins() throws Exception {
        try (var server = new FakeServer(2);
                var desk = new Desk(folder, server.address()).join("Ana")) {
            for (int i = 0; i < 60; i++) server.says(ZOE, server.known("Ana"), "text " + i);
            await().atMost(Desk.SOON).until(() -> desk.badges().equals(List.of("60")));
            desk.press(KeyCode.ALT, KeyCode.DOWN);
            desk.untilSeen("text 0");
            desk.untilSeen("New messages");
            await().atMost(Desk.SOON).until(() -> desk.shows("down"));
            assertThat(desk.badges()).isEqualTo(List.of("60"));
            assertThat(desk.rows()).contains(new Row.New());
        }
    }

    @Test
    void aNewPrivateConversationFetchesNothing() throws Exception {
        try (var server = new FakeServer(3);
                var desk = new Desk(folder, server.address()).join("Ana");
                var bob = new Desk(folder.resolve("bob"), server.address()).join("Bob")) {
            desk.select("Bob");
            desk.click("private");
            desk.untilLabel("title", "Bob");
            desk.untilSeen("This is where the conversation begins.");
            assertThat(desk.seen()).noneMatch(words -> words.contains("Fetching"));
            assertThat(bob.people()).contains("Ana");
        }
    }

    @Test
    void yesterdayIsCalledSoFromMidnightOn() throws Exception {
        try (var server = new FakeServer(4);
                var desk = new Desk(folder, server.address()).join("Ana")) {
            server.stop();
            desk.untilLabel("banner", "Offline");
            desk.say("said today");
            desk.untilSeen("Today");
            desk.later(Duration.ofHours(24));
            desk.untilSeen("Yesterday");
            assertThat(desk.seen()).doesNotContain("Today");
        }
    }

    @Test
    void whoIsNotThereIsSaidInWords() throws Exception {
        try (var server = new FakeServer(5);
                var desk = new Desk(folder, server.address()).join("Ana")) {
            desk.press(KeyCode.CONTROL, KeyCode.K);
            desk.type("nob");
            await().atMost(Desk.SOON).until(() -> desk.shows("nobody"));
            assertThat(desk.seen()).contains("Nobody of this name is here.");
            desk.press(KeyCode.ESCAPE);
            assertThat(desk.focus()).isEqualTo("write");
        }
    }

    @Test
    void inASmallWindowThereIsRoomForTwoColumnsAndInALargeOneForAllAsBefore() throws Exception {
        try (var server = new FakeServer(6);
                var desk = new Desk(folder, server.address()).join("Ana")) {
            desk.place(1230, 700, 0, 0);
            var before = widths(desk);
            assertThat(before).hasSize(3);
            desk.place(480, 400, 0, 0);
            await().atMost(Desk.SOON).until(() -> widths(desk).size() == 2);
            assertThat(widths(desk).stream().mapToDouble(Double::doubleValue).sum())
                    .isLessThanOrEqualTo(484);
            assertThat(desk.shows("people")).isFalse();
            desk.click("people-open");
            await().atMost(Desk.SOON).until(() -> desk.shows("people"));
            desk.press(KeyCode.ESCAPE);
            await().atMost(Desk.SOON).until(() -> !desk.shows("people"));
            desk.press(KeyCode.CONTROL, KeyCode.K);
            await().atMost(Desk.SOON).until(() -> desk.focus().equals("seek"));
            desk.place(1230, 700, 0, 0);
            await().atMost(Desk.SOON).until(() -> widths(desk).equals(before));
        }
    }

    /** Of the columns, rounded. */
    private static List<Double> widths(Desk desk) {
        return Desk.fx(() -> desk.scene().getRoot().lookupAll(".pane").stream()
                .map(pane -> (double) Math.round(pane.getLayoutBounds().getWidth() / 4) * 4)
                .toList());
    }
}
