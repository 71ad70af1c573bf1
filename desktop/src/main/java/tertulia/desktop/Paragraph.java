package tertulia.desktop;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.shape.Path;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import tertulia.desktop.talk.Emoji;
import tertulia.desktop.talk.Markup;

/** Text that wraps, with links and code in it. */
final class Paragraph extends TextFlow {
    /** As in desktop.css. */
    static final double TEXT_SIZE = 15;

    private static final double BIG_SIZE = 40;

    private final Consumer<String> browser;
    /** The only text of most paragraphs, which is kept from one message to the next. */
    private final Text plain = plain("");
    /** What is drawn behind code. */
    private final Path ground = new Path();
    /** What is drawn behind the text that is selected. */
    private final Path selection = new Path();

    private int selectedFrom;
    private int selectedTo;

    Paragraph(Consumer<String> browser) {
        this.browser = browser;
        ground.getStyleClass().add("code-ground");
        ground.setManaged(false);
        selection.getStyleClass().add("selection");
        selection.setManaged(false);
        getChildren().add(plain);
    }

    void show(List<Markup.Piece> pieces, boolean big) {
        selectedTo = selectedFrom = 0;
        if (isPlain(pieces)) {
            plain.setText(pieces.getFirst().text());
            if (!getChildren().equals(List.of(plain))) getChildren().setAll(plain);
            return;
        }
        var nodes = new ArrayList<Node>();
        if (pieces.stream().anyMatch(piece -> piece.kind() == Markup.Kind.CODE)) nodes.add(ground);
        for (var piece : pieces) nodes.addAll(drawn(piece, big, browser));
        getChildren().setAll(nodes);
    }

    /** Its text, emoji among it. */
    String text() {
        var text = new StringBuilder();
        for (var node : getManagedChildren()) text.append(text(node));
        return text.toString();
    }

    private static String text(Node node) {
        return switch (node) {
            case Text text -> text.getText();
            case EmojiPicture picture -> picture.emoji();
            default -> "";
        };
    }

    /** Where in its text this point is. */
    int at(Point2D point) {
        int flow = getHitInfo(point).getInsertionIndex();
        int at = 0;
        for (var node : getManagedChildren()) {
            int length = text(node).length();
            int shown = node instanceof Text ? length : 1; // A picture counts as one character.
            if (flow < shown) return at + (node instanceof Text ? flow : 0);
            flow -= shown;
            at += length;
        }
        return at;
    }

    /** Marks this part of its text as selected. */
    void select(int from, int to) {
        if (from == selectedFrom && to == selectedTo) return;
        selectedFrom = from;
        selectedTo = to;
        getChildren().remove(selection);
        if (from < to) getChildren().addFirst(selection);
        requestLayout();
    }

    /** Where the layout has this place of the text. */
    private int laidOut(int place) {
        int laidOut = 0;
        int rest = place;
        for (var node : getManagedChildren()) {
            int length = text(node).length();
            if (rest < length) return laidOut + (node instanceof Text ? rest : 0);
            rest -= length;
            laidOut += node instanceof Text ? length : 1;
        }
        return laidOut;
    }

    private static boolean isPlain(List<Markup.Piece> pieces) {
        return pieces.size() == 1
                && pieces.getFirst().kind() == Markup.Kind.TEXT
                && Emoji.parts(pieces.getFirst().text()).stream().noneMatch(Emoji.Part::emoji);
    }

    /** The nodes that draw this piece. */
    static List<Node> drawn(Markup.Piece piece, boolean big, Consumer<String> browser) {
        return switch (piece.kind()) {
            case TEXT ->
                Emoji.parts(piece.text()).stream()
                        .<Node>map(part -> part.emoji()
                                ? new EmojiPicture(part.text(), big ? BIG_SIZE : TEXT_SIZE)
                                : plain(part.text()))
                        .toList();
            case CODE, FENCE -> {
                var code = plain(piece.text());
                code.getStyleClass().add("code");
                yield List.of(code);
            }
            case LINK -> List.of(link(piece.text(), browser));
        };
    }

    private static Text plain(String text) {
        var plain = new Text(text);
        plain.getStyleClass().add("text");
        return plain;
    }

    /** A link, which the mouse opens, and Enter after Tab went to it. */
    private static Text link(String address, Consumer<String> browser) {
        var link = plain(address);
        link.getStyleClass().add("link");
        link.setAccessibleRole(AccessibleRole.HYPERLINK);
        link.setAccessibleText(address);
        link.setFocusTraversable(true);
        link.setOnMouseClicked(event -> {
            if (event.isStillSincePress()) browser.accept(address); // Or else it was to be selected.
        });
        link.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() != KeyCode.ENTER && event.getCode() != KeyCode.SPACE) return;
            browser.accept(address);
            event.consume();
        });
        Hints.install(link, () -> address);
        return link;
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        if (selectedFrom < selectedTo)
            selection.getElements().setAll(getRangeShape(laidOut(selectedFrom), laidOut(selectedTo), false));
        if (!getChildren().contains(ground)) return;
        ground.getElements().clear();
        int at = 0;
        for (var node : getManagedChildren()) {
            if (!(node instanceof Text text)) {
                at++; // Counts as one character.
                continue;
            }
            int length = text.getText().length();
            if (text.getStyleClass().contains("code"))
                ground.getElements().addAll(getRangeShape(at, at + length, false));
            at += length;
        }
    }
}
