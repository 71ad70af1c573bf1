package tertulia.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tertulia.client.FakeServer;

/** What can be chosen holds at once, and next time. */
final class SettingsTest {
    @TempDir
    Path folder;

    private static double ground(Desk desk) {
        return Desk.fx(() -> {
            var pane = desk.scene().lookup(".conversation-pane");
            var fill = ((javafx.scene.layout.Region) pane)
                    .getBackground()
                    .getFills()
                    .getFirst()
                    .getFill();
            return ((Color) fill).getBrightness();
        });
    }

    private static double textSize(Desk desk) {
        return Desk.fx(() -> ((Label) desk.scene().lookup("#title")).getFont().getSize());
    }

    @Test
    void coloursAndTheSizeOfTheText() throws Exception {
        try (var server = new FakeServer(1)) {
            try (var desk = new Desk(folder, server.address()).join("Ana")) {
                desk.set("theme", "dark");
                await().atMost(Desk.SOON).until(() -> ground(desk) < 0.3);
                desk.set("theme", "light");
                await().atMost(Desk.SOON).until(() -> ground(desk) > 0.8);
                double usual = textSize(desk);
                desk.set("size", "large");
                await().atMost(Desk.SOON).until(() -> textSize(desk) > 1.2 * usual);
                desk.set("theme", "dark");
                assertThat(desk.focus()).isEqualTo("write");
            }
            try (var desk = new Desk(folder, Optional.empty()).in("Ana")) {
                await().atMost(Desk.SOON).until(() -> ground(desk) < 0.3 && textSize(desk) > 18);
            }
        }
    }

    @Test
    void whatOneIsCalledForAndTheSound() throws Exception {
        var zoe = FakeServer.somebody("Zoe");
        try (var server = new FakeServer(2);
                var desk = new Desk(folder, server.address()).join("Ana")) {
            desk.toggle("sound");
            assertThat(desk.sounds).hasValue(1);
            desk.away();
            server.says(zoe, Optional.empty(), "for nobody");
            server.says(zoe, server.known("Ana"), "for you");
            await().atMost(Desk.SOON).until(() -> desk.notes.size() == 1 && desk.sounds.get() == 2);
            desk.set("notify-for", "all");
            desk.away();
            server.says(zoe, Optional.empty(), "for everyone");
            await().atMost(Desk.SOON).until(() -> desk.notes.size() == 2 && desk.sounds.get() == 3);
            desk.set("notify-for", "none");
            desk.away();
            server.says(zoe, server.known("Ana"), "quiet");
            desk.untilSeen("quiet");
            assertThat(desk.notes).hasSize(2);
            assertThat(desk.sounds).hasValue(3);
        }
    }

    @Test
    void theNotesOfTheSoundAreHeardAndDoNotHurt() {
        byte[] notes = Chime.notes();
        int loudest = 0;
        for (int i = 0; i < notes.length; i += 2) {
            loudest = Math.max(loudest, Math.abs((short) (notes[i] & 0xff | notes[i + 1] << 8)));
        }
        assertThat(loudest).isBetween(Short.MAX_VALUE / 20, Short.MAX_VALUE / 4);
    }

    @Test
    void theKeyboardStaysInTheSheetUntilItIsClosed() throws Exception {
        try (var server = new FakeServer(3);
                var desk = new Desk(folder, server.address()).join("Ana")) {
            desk.press(KeyCode.CONTROL, KeyCode.COMMA);
            for (int i = 0; i < 12; i++) {
                desk.press(KeyCode.TAB);
                assertThat(desk.focus())
                        .isIn("theme", "size", "language", "notify-for", "notify", "sound", "sheet-close");
            }
            desk.press(KeyCode.ESCAPE);
            assertThat(desk.focus()).isEqualTo("write");
        }
    }
}
