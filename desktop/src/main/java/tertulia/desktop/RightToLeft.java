package tertulia.desktop;

import java.text.Bidi;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.geometry.NodeOrientation;
import javafx.scene.Node;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import tertulia.desktop.talk.Markup;

/** Text with anything from right to left in it, wrapped by ourselves: see {@link Speech#isRightToLeft}. */
final class RightToLeft {
    private static final double MOST = 578;

    private RightToLeft() {}

    static Region drawn(List<Markup.Piece> pieces, Function<Markup.Piece, List<Node>> draw) {
        var lines = new VBox();
        String text = pieces.stream().map(Markup.Piece::text).collect(Collectors.joining());
        for (String line : text.split("\n", -1)) lines.getChildren().add(line(line, draw));
        return lines;
    }

    private static FlowPane line(String line, Function<Markup.Piece, List<Node>> draw) {
        var words = new FlowPane(4, 0);
        var width = new Text(line);
        width.setFont(Font.font(Paragraph.TEXT_SIZE));
        words.setPrefWrapLength(Math.min(MOST, width.getLayoutBounds().getWidth() + 20));
        boolean leftToRight = new Bidi(line, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT).baseIsLeftToRight();
        words.setNodeOrientation(leftToRight ? NodeOrientation.LEFT_TO_RIGHT : NodeOrientation.RIGHT_TO_LEFT);
        for (String word : line.split("\\s+", -1)) {
            for (var piece : Markup.pieces(word)) words.getChildren().addAll(draw.apply(piece));
        }
        return words;
    }
}
