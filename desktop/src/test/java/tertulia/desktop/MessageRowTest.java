package tertulia.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.image.Image;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tertulia.client.FakeServer;
import tertulia.model.Author;

/** What a message looks like, and what can be done with it. */
final class MessageRowTest {
    private static final Author ZOE = FakeServer.somebody("Zoe");

    @TempDir
    Path folder;

    private FakeServer server = new FakeServer(31);

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
        server.says(ZOE, Optional.empty(), text);
        desk.until(text);
    }

    private ListView<?> list() {
        return desk.node("messages", ListView.class);
    }

    private static <T extends Node> List<T> inside(Node node, Class<T> kind) {
        var all = new ArrayList<T>();
        if (kind.isInstance(node) && node.isVisible()) all.add(kind.cast(node));
        if (node instanceof Parent parent && parent.isVisible()) {
            for (var child : parent.getChildrenUnmodifiable()) all.addAll(inside(child, kind));
        }
        return all;
    }

    private <T extends Node> List<T> drawn(Class<T> kind) {
        return Desk.fx(() -> inside(list(), kind));
    }

    /** How many pixels are neither grey nor pale. */
    private static int coloured(Image image) {
        int coloured = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                var colour = image.getPixelReader().getColor(x, y);
                if (colour.getSaturation() > 0.25 && colour.getBrightness() > 0.3) coloured++;
            }
        }
        return coloured;
    }

    @Test
    void emojiHaveColoursAndStayTextForWhoCopiesOrListens() {
        hear("look: 😀👩‍💻🇦🇱👍🏽 done");
        await().atMost(Desk.SOON).until(() -> drawn(EmojiPicture.class).size() == 4);
        for (var emoji : drawn(EmojiPicture.class)) {
            await("colours of " + emoji.getAccessibleText())
                    .atMost(Desk.SOON)
                    .until(() -> Desk.fx(() -> coloured(emoji.snapshot(null, null))) > 60);
        }
        var row = drawn(RowCell.class).stream()
                .filter(cell -> cell.getAccessibleText() != null)
                .findFirst()
                .orElseThrow();
        assertThat(row.getAccessibleText()).contains("look: 😀👩‍💻🇦🇱👍🏽 done");
        Desk.fx(() -> {
            list().requestFocus();
            list().getSelectionModel().selectLast();
            return row;
        });
        desk.press(KeyCode.CONTROL, KeyCode.C);
        assertThat(Desk.fx(() -> Clipboard.getSystemClipboard().getString())).isEqualTo("look: 😀👩‍💻🇦🇱👍🏽 done");
    }

    @Test
    void theLastLineInTheListOfConversationsHasEmojiInColoursAndEndsWithAnEllipsis() {
        hear("😀👩‍💻 and 👍🏽 short");
        await().atMost(Desk.SOON).until(() -> inTheList(EmojiPicture.class).size() == 3);
        assertThat(inTheList(Label.class)).extracting(Label::getText).contains("Zoe: ", " and ", " short");
        assertThat(dots()).isZero();
        for (var emoji : inTheList(EmojiPicture.class)) {
            await("colours of " + emoji.getAccessibleText())
                    .atMost(Desk.SOON)
                    .until(() -> Desk.fx(() -> coloured(emoji.snapshot(null, null))) > 30);
        }
        double high = Desk.fx(this::conversationHeight);
        hear("😀".repeat(60));
        await().atMost(Desk.SOON).until(() -> inTheList(EmojiPicture.class).size() > 5);
        await().atMost(Desk.SOON).until(() -> dots() == 1);
        assertThat(inTheList(EmojiPicture.class)).hasSizeLessThan(30);
        hear("😀 " + "many words after it ".repeat(20) + "👍🏽");
        await().atMost(Desk.SOON).until(() -> inTheList(EmojiPicture.class).size() == 1);
        await().atMost(Desk.SOON).until(() -> dots() == 1);
        assertThat(Desk.fx(this::conversationHeight)).isEqualTo(high);
    }

    private <T extends Node> List<T> inTheList(Class<T> kind) {
        return Desk.fx(() -> inside(desk.node("conversations", ListView.class), kind));
    }

    /** How many texts there end with an ellipsis, as they are drawn. */
    private long dots() {
        return inTheList(Text.class).stream()
                .filter(text -> text.getText().endsWith("..."))
                .count();
    }

    private double conversationHeight() {
        return desk.scene()
                .lookup("#conversations .list-cell")
                .getLayoutBounds()
                .getHeight();
    }

    @Test
    void aSequenceWithoutAPictureIsDrawnAsText() {
        hear("🇿🇿 nowhere");
        await().atMost(Desk.SOON)
                .until(() -> drawn(Text.class).stream()
                        .anyMatch(text -> text.getText().equals("🇿🇿")));
    }

    @Test
    void aLongMessageIsFoldedUntilTheWholeIsWanted() {
        String lines = "line\n".repeat(40) + "the last";
        hear(lines);
        await().atMost(Desk.SOON).until(() -> more("Show all of it").isPresent());
        assertThat(shown("the last")).isFalse();
        Desk.fx(() -> {
            more("Show all of it").orElseThrow().fire();
            return list();
        });
        await().atMost(Desk.SOON).until(() -> shown("the last"));
        assertThat(more("Show less")).isPresent();
    }

    private boolean shown(String text) {
        return drawn(Text.class).stream().anyMatch(one -> one.getText().contains(text));
    }

    private Optional<Hyperlink> more(String text) {
        return drawn(Hyperlink.class).stream()
                .filter(one -> one.getText().equals(text))
                .findFirst();
    }

    @Test
    void aLinkIsReachedByTabAndOpenedByEnter() {
        hear("see https://example.org/a and https://example.org/b");
        Desk.fx(() -> {
            list().requestFocus();
            return list();
        });
        desk.press(KeyCode.TAB);
        desk.press(KeyCode.TAB);
        desk.press(KeyCode.ENTER);
        await().atMost(Desk.SOON).until(() -> desk.browsed.equals(List.of("https://example.org/b")));
    }

    @Test
    void codeAndFencesStandOnAGroundOfTheirOwn() {
        hear("type `nc` and\n```\none\ntwo\n```\nthat is all");
        await().atMost(Desk.SOON)
                .until(() -> drawn(Paragraph.class).stream()
                        .anyMatch(fence -> fence.getStyleClass().contains("fence")
                                && fence.text().equals("one\ntwo")));
        var ground = drawn(javafx.scene.shape.Path.class).stream()
                .filter(path -> path.getStyleClass().contains("code-ground"))
                .findFirst()
                .orElseThrow();
        await().atMost(Desk.SOON)
                .until(() -> Desk.fx(() -> ground.getLayoutBounds().getWidth()) > 5);
    }
}
