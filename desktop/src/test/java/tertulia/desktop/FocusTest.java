package tertulia.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.TextArea;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tertulia.client.FakeServer;

/** Where the keyboard is can be seen, and it is where one writes. */
final class FocusTest {
    @TempDir
    Path folder;

    private static Image picture(Desk desk) {
        return Desk.fx(() -> {
            desk.scene().getRoot().applyCss();
            desk.scene().getRoot().layout();
            return desk.scene().getRoot().snapshot(new SnapshotParameters(), null);
        });
    }

    /** How many pixels differ; the cursor in a field alone makes a few dozen. */
    private static int different(Image one, Image other) {
        int different = 0;
        for (int y = 0; y < Math.min(one.getHeight(), other.getHeight()); y++) {
            for (int x = 0; x < Math.min(one.getWidth(), other.getWidth()); x++) {
                if (one.getPixelReader().getArgb(x, y) != other.getPixelReader().getArgb(x, y)) different++;
            }
        }
        return different;
    }

    private static List<String> invisible(Desk desk, String end) {
        var invisible = new ArrayList<String>();
        for (boolean dark : new boolean[] {false, true}) {
            desk.dress(dark);
            int steps = 0;
            do {
                var before = picture(desk);
                String was = desk.focus();
                desk.press(KeyCode.TAB);
                if (different(before, picture(desk)) < 80) invisible.add(was + " → " + desk.focus());
            } while (!desk.focus().equals(end) && ++steps < 30);
            assertThat(steps).isBetween(3, 29);
        }
        return invisible;
    }

    @Test
    void whateverHasTheKeyboardShowsIt() throws Exception {
        try (var server = new FakeServer(1);
                var desk = new Desk(folder, server.address())) {
            desk.write("name", "Ana");
            desk.untilLabel("judgement", "yours");
            assertThat(invisible(desk, "name")).isEmpty();
            desk.join("Ana");
            desk.say("see https://example.org/");
            desk.until("see https://example.org/");
            await().atMost(Desk.SOON).until(() -> desk.focus().equals("write"));
            desk.type("begun");
            assertThat(invisible(desk, "write")).isEmpty();
            desk.press(KeyCode.CONTROL, KeyCode.COMMA);
            assertThat(invisible(desk, "theme")).isEmpty();
        }
    }

    @Test
    void afterAConversationWasChosenByTheMouseOneWritesInIt() throws Exception {
        try (var server = new FakeServer(2);
                var desk = new Desk(folder, server.address()).join("Ana")) {
            server.says(FakeServer.somebody("Zoe"), server.known("Ana"), "psst");
            await().atMost(Desk.SOON).until(() -> desk.badges().equals(List.of("1")));
            new Mouse(desk).clickCell("conversations", 1);
            desk.untilLabel("title", "Zoe");
            await().atMost(Desk.SOON).until(() -> desk.focus().equals("write"));
        }
    }

    @Test
    void whatIsTypedOutsideOfFieldsIsWritten() throws Exception {
        try (var server = new FakeServer(3);
                var desk = new Desk(folder, server.address()).join("Ana")) {
            desk.say("hello");
            desk.until("hello");
            Desk.fx(() -> {
                desk.scene().lookup("#messages").requestFocus();
                return "";
            });
            desk.type("typed there");
            assertThat(desk.node("write", TextArea.class).getText()).isEqualTo("typed there");
        }
    }

    @Test
    void aCommandForACipherLeavesTheCursorWhereOneWrites() throws Exception {
        try (var server = new FakeServer(4);
                var desk = new Desk(folder, server.address()).join("Ana")) {
            desk.say("/cipher caesar 7");
            await().atMost(Desk.SOON).until(() -> desk.shows("cipher-on"));
            desk.type("a b");
            assertThat(desk.node("write", TextArea.class).getText()).isEqualTo("a b");
            desk.press(KeyCode.ESCAPE);
            desk.click("cipher-open");
            desk.press(KeyCode.ESCAPE);
            assertThat(desk.focus()).isEqualTo("write");
            assertThat(Optional.ofNullable(desk.node("cipher-open", Node.class)))
                    .isPresent();
        }
    }
}
