package tertulia.desktop;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import tertulia.desktop.talk.Markup;

/** The text of a message on its ground: paragraphs, and fences between them. */
final class Bubble extends VBox {
    private final Consumer<String> browser;
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");

    private final Paragraph usual;
    private List<Part> parts = List.of();

    /** What is drawn of this text. */
    private record Part(Region node, String text) {}

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
            parts = List.of(new Part(usual, usual.text()));
            if (!getChildren().equals(List.of(usual))) getChildren().setAll(usual);
            return;
        }
        var fresh = new ArrayList<Part>();
        var paragraph = new ArrayList<Markup.Piece>();
        for (var piece : pieces) {
            if (piece.kind() != Markup.Kind.FENCE) {
                paragraph.add(piece);
                continue;
            }
            end(paragraph, fresh, big);
            fresh.add(new Part(fence(piece.text()), piece.text()));
        }
        end(paragraph, fresh, big);
        parts = List.copyOf(fresh);
        getChildren().setAll(parts.stream().map(Part::node).toList());
    }

    private void end(List<Markup.Piece> pieces, List<Part> fresh, boolean big) {
        if (pieces.isEmpty()) return;
        boolean rightToLeft = pieces.stream().anyMatch(piece -> Speech.isRightToLeft(piece.text()));
        if (rightToLeft) {
            String text = pieces.stream().map(Markup.Piece::text).collect(Collectors.joining());
            fresh.add(new Part(RightToLeft.drawn(pieces, piece -> Paragraph.drawn(piece, big, browser)), text));
        } else {
            var paragraph = new Paragraph(browser);
            paragraph.show(withoutLastBreak(pieces), big);
            fresh.add(new Part(paragraph, paragraph.text()));
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

    private Region fence(String text) {
        if (Speech.isRightToLeft(text)) {
            var fence = new Label();
            fence.getStyleClass().setAll("label", "fence");
            RightToLeft.say(fence, text);
            return fence;
        }
        var fence = new Paragraph(browser);
        fence.getStyleClass().add("fence");
        fence.show(List.of(new Markup.Piece(Markup.Kind.FENCE, text)), false);
        return fence;
    }

    /** All of the text that is shown. */
    String text() {
        return parts.stream().map(Part::text).collect(Collectors.joining("\n"));
    }

    /** Where in the text this point of the bubble is. */
    int at(double x, double y) {
        int from = 0;
        for (var part : parts) {
            var bounds = part.node().getBoundsInParent();
            boolean isLast = part.equals(parts.getLast());
            if (y < bounds.getMaxY() || isLast) {
                return from
                        + switch (part.node()) {
                            case Paragraph paragraph -> paragraph.at(paragraph.parentToLocal(x, y));
                            default -> y < bounds.getCenterY() ? 0 : part.text().length();
                        };
            }
            from += part.text().length() + 1;
        }
        return from;
    }

    /** Marks this part of the text as selected; what is not a paragraph is marked as a whole. */
    void select(int from, int to) {
        int begin = 0;
        for (var part : parts) {
            int length = part.text().length();
            int first = Math.clamp(from - begin, 0, length);
            int last = Math.clamp(to - begin, 0, length);
            if (part.node() instanceof Paragraph paragraph) paragraph.select(first, last);
            else part.node().pseudoClassStateChanged(SELECTED, first < last);
            begin += length + 1;
        }
    }
}
