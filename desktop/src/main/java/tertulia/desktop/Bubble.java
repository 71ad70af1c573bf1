package tertulia.desktop;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import tertulia.desktop.talk.Markup;

/** The text of a message on its ground: paragraphs, and fences between them. */
final class Bubble extends VBox {
    private final Consumer<String> browser;
    private final Paragraph usual;

    /** {@code browser} opens a link. */
    Bubble(Consumer<String> browser) {
        this.browser = browser;
        usual = new Paragraph(browser);
        getStyleClass().add("bubble");
        getChildren().add(usual);
    }

    /** Shows this; {@code big} is how a few emoji alone are shown. */
    void show(List<Markup.Piece> pieces, boolean big) {
        boolean isUsual = pieces.stream()
                .noneMatch(piece -> piece.kind() == Markup.Kind.FENCE || Speech.isRightToLeft(piece.text()));
        if (isUsual) {
            usual.show(pieces, big);
            if (!getChildren().equals(List.of(usual))) getChildren().setAll(usual);
            return;
        }
        var parts = new ArrayList<Node>();
        var paragraph = new ArrayList<Markup.Piece>();
        for (var piece : pieces) {
            if (piece.kind() != Markup.Kind.FENCE) {
                paragraph.add(piece);
                continue;
            }
            end(paragraph, parts, big);
            parts.add(fence(piece.text()));
        }
        end(paragraph, parts, big);
        getChildren().setAll(parts);
    }

    private void end(List<Markup.Piece> pieces, List<Node> parts, boolean big) {
        if (pieces.isEmpty()) return;
        boolean rightToLeft = pieces.stream().anyMatch(piece -> Speech.isRightToLeft(piece.text()));
        if (rightToLeft) {
            parts.add(RightToLeft.drawn(pieces, piece -> Paragraph.drawn(piece, big, browser)));
        } else {
            var paragraph = new Paragraph(browser);
            paragraph.show(withoutLastBreak(pieces), big);
            parts.add(paragraph);
        }
        pieces.clear();
    }

    /** The line break before a fence is no line of its own. */
    private static List<Markup.Piece> withoutLastBreak(List<Markup.Piece> pieces) {
        var last = pieces.getLast();
        if (last.kind() != Markup.Kind.TEXT || !last.text().endsWith("\n")) return List.copyOf(pieces);
        var shorter = new ArrayList<>(pieces);
        shorter.set(
                pieces.size() - 1,
                new Markup.Piece(
                        last.kind(), last.text().substring(0, last.text().length() - 1)));
        return shorter;
    }

    private static Node fence(String text) {
        var fence = new Label();
        fence.getStyleClass().setAll("label", "fence");
        RightToLeft.say(fence, text);
        return fence;
    }
}
