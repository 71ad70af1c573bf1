package tertulia.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tertulia.client.FakeServer;

/** A part of what was said is selected by the mouse and copied. */
final class SelectingTest {
    @TempDir
    Path folder;

    private final FakeServer server = new FakeServer(1);

    @SuppressWarnings("NullAway.Init")
    private Desk desk;

    @BeforeEach
    void begin() throws Exception {
        desk = new Desk(folder, server.address()).join("Ana");
    }

    @AfterEach
    void end() {
        desk.close();
        server.close();
    }

    private void hear(String text) {
        server.says(FakeServer.somebody("Zoe"), Optional.empty(), text);
        desk.until(text);
    }

    private void copied(String text) {
        desk.press(KeyCode.CONTROL, KeyCode.C);
        assertThat(Desk.copied()).isEqualTo(text);
    }

    @Test
    void byDraggingOverIt() {
        hear("from the first to the last letter");
        new Mouse(desk).drag("from the first to the last letter", 0, 1.1);
        copied("from the first to the last letter");
        new Mouse(desk).drag("from the first to the last letter", 1, 0.5);
        desk.press(KeyCode.CONTROL, KeyCode.C);
        assertThat(Desk.copied()).endsWith("last letter").hasSizeBetween(12, 22);
    }

    @Test
    void aWordByTwoClicksAndAllByThree() {
        hear("one twoandthree four");
        new Mouse(desk).click("one twoandthree four", 0.5, 2);
        copied("twoandthree");
        new Mouse(desk).click("one twoandthree four", 0.5, 3);
        copied("one twoandthree four");
    }

    @Test
    void emojiAndCodeAreCopiedAsText() {
        hear("look 👩‍💻 and `code` here");
        await().atMost(Desk.SOON).until(() -> desk.seen().contains(" and "));
        new Mouse(desk).click(" and ", 0.5, 3);
        copied("look 👩‍💻 and code here");
    }

    @Test
    void whatStandsInAFenceCanBeSelectedAlone() {
        hear("see\n```\nfirst line\nsecond line\n```");
        new Mouse(desk).click("first line\nsecond line", 0.9, 1);
        desk.press(KeyCode.CONTROL, KeyCode.C);
        assertThat(Desk.copied()).isEqualTo("see\n```\nfirst line\nsecond line\n```");
        new Mouse(desk).drag("first line\nsecond line", 0.1, 0.9);
        desk.press(KeyCode.CONTROL, KeyCode.C);
        assertThat("first line\nsecond line").contains(Desk.copied());
    }

    @Test
    void aLinkThatIsSelectedIsNotOpened() {
        hear("https://example.org/a/long/way");
        new Mouse(desk).drag("https://example.org/a/long/way", 0.1, 0.9);
        desk.press(KeyCode.CONTROL, KeyCode.C);
        assertThat("https://example.org/a/long/way").contains(Desk.copied());
        assertThat(desk.browsed).isEmpty();
        desk.clickText("https://example.org/a/long/way");
        assertThat(desk.browsed).hasSize(1);
    }
}
