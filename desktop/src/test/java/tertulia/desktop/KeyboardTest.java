package tertulia.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.CheckBox;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tertulia.client.FakeServer;
import tertulia.model.RoomId;

/** Everything by the keyboard: nothing here touches the mouse. */
final class KeyboardTest {
    @TempDir
    Path folder;

    @Test
    void aWholeJourneyWithoutTheMouse() throws Exception {
        var zoe = FakeServer.somebody("Zoe");
        try (var server = new FakeServer(1);
                var desk = new Desk(folder, Optional.empty())) {
            assertThat(desk.focus()).isEqualTo("name");
            desk.type("Ana");
            desk.press(KeyCode.TAB);
            assertThat(desk.focus()).isEqualTo("server");
            desk.type("127.0.0.1");
            desk.press(KeyCode.TAB);
            assertThat(desk.focus()).isEqualTo("port");
            desk.type(String.valueOf(server.address().port()));
            desk.press(KeyCode.TAB);
            assertThat(desk.focus()).isEqualTo("tls");
            desk.press(KeyCode.SPACE);
            assertThat(desk.node("tls", CheckBox.class).isSelected()).isTrue();
            desk.press(KeyCode.SPACE);
            desk.untilLabel("judgement", "yours");
            desk.press(KeyCode.TAB);
            assertThat(desk.focus()).isEqualTo("connect");
            desk.press(KeyCode.ENTER);
            desk.untilLabel("myself", "Ana");
            await().atMost(Desk.SOON).until(() -> desk.focus().equals("write"));
            desk.type("one");
            desk.press(KeyCode.SHIFT, KeyCode.ENTER);
            desk.type("two");
            desk.press(KeyCode.ENTER);
            desk.until("one\ntwo");
            server.says(zoe, Optional.empty(), "look at https://example.org/notes");
            server.says(zoe, server.known("Ana"), "and this");
            desk.until("look at https://example.org/notes");

            await("the link").atMost(Desk.SOON).until(() -> {
                desk.press(KeyCode.ESCAPE);
                desk.press(KeyCode.SHIFT, KeyCode.TAB);
                return desk.focus().equals("Text");
            });
            desk.press(KeyCode.ENTER);
            assertThat(desk.browsed).containsExactly("https://example.org/notes");
            desk.press(KeyCode.SHIFT, KeyCode.TAB);
            assertThat(desk.focus()).isEqualTo("messages");
            desk.press(KeyCode.END);
            desk.press(KeyCode.ENTER);
            assertThat(desk.browsed).hasSize(2).containsOnly("https://example.org/notes");
            desk.press(KeyCode.CONTROL, KeyCode.C);
            assertThat(Desk.fx(() -> Clipboard.getSystemClipboard().getString()))
                    .isEqualTo("look at https://example.org/notes");

            desk.press(KeyCode.CONTROL, KeyCode.F);
            desk.type("TWO");
            desk.untilLabel("found", "1 of 1");
            desk.press(KeyCode.ESCAPE);
            assertThat(desk.focus()).isEqualTo("write");

            await().atMost(Desk.SOON).until(() -> desk.seen().contains("and this"));
            desk.press(KeyCode.ALT, KeyCode.DOWN);
            desk.untilLabel("title", "Zoe");
            desk.press(KeyCode.ALT, KeyCode.UP);
            desk.untilLabel("title", "Lobby");
            desk.press(KeyCode.CONTROL, KeyCode.K);
            assertThat(desk.focus()).isEqualTo("seek");
            desk.type("zo");
            desk.press(KeyCode.ENTER);
            desk.untilLabel("title", "Zoe");
            assertThat(desk.focus()).isEqualTo("write");

            desk.press(KeyCode.CONTROL, KeyCode.E);
            assertThat(desk.focus()).isEqualTo("write");
            desk.press(KeyCode.CONTROL, KeyCode.E);
            desk.press(KeyCode.SPACE);
            desk.press(KeyCode.TAB);
            assertThat(desk.focus()).isEqualTo("cipher-key");
            desk.press(KeyCode.UP);
            assertThat(desk.label("cipher-example")).isEqualTo("Hello, xyz! → Pmttw, fgh!");
            desk.press(KeyCode.ESCAPE);
            assertThat(desk.focus()).isEqualTo("write");

            desk.press(KeyCode.F1);
            desk.untilSeen("Ctrl+K");
            desk.press(KeyCode.ESCAPE);
            assertThat(desk.shows("keys")).isFalse();
            assertThat(desk.focus()).isEqualTo("write");
            desk.press(KeyCode.F10);
            await().atMost(Desk.SOON)
                    .until(() -> desk.node("menu", MenuButton.class).isShowing());
        }
    }

    @Test
    void tabReachesAllThereIs() throws Exception {
        try (var server = new FakeServer(2);
                var desk = new Desk(folder, server.address()).join("Ana")) {
            desk.say("hello");
            desk.until("hello");
            await().atMost(Desk.SOON).until(() -> server.texts(RoomId.LOBBY).contains("hello"));
            desk.type("draft");
            var reached = new ArrayList<String>();
            do {
                reached.add(desk.focus());
                desk.press(KeyCode.TAB);
            } while (!desk.focus().equals("write") && reached.size() < 40);
            assertThat(reached)
                    .containsSubsequence("write", "send", "seek", "people")
                    .containsAll(List.of("menu", "conversations", "leave", "find-open", "messages"))
                    .hasSizeLessThan(20);
            assertThat(desk.node("write", TextArea.class).getText()).isEqualTo("draft");
        }
    }
}
