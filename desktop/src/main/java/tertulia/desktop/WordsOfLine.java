package tertulia.desktop;

import java.text.Bidi;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import javafx.geometry.NodeOrientation;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import tertulia.desktop.talk.Markup;

/** A line of a text in both directions, wrapped at its spaces; the words of each row are ordered as UAX #9 says. */
final class WordsOfLine extends Region {
    private static final double MOST = 578;
    private static final double GAP = 4;
    private static final Pattern WORD = Pattern.compile("\\S+");

    private final List<Part> parts = new ArrayList<>();
    private final boolean leftToRight;
    private final double high;

    /** What is drawn of the word of this number, which is at this level of embedding. */
    private record Part(Node node, int word, byte level) {}

    WordsOfLine(String line, Function<Markup.Piece, List<Node>> draw) {
        var bidi = new Bidi(line, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT);
        leftToRight = bidi.baseIsLeftToRight();
        var measured = new Text("x");
        measured.setFont(Font.font(Paragraph.TEXT_SIZE));
        high = Math.ceil(measured.getLayoutBounds().getHeight());
        var word = WORD.matcher(line);
        for (int number = 0; word.find(); number++) {
            byte level = (byte) bidi.getLevelAt(telling(line, word.start(), word.end()));
            for (var piece : Markup.pieces(word.group())) {
                for (var node : draw.apply(piece)) {
                    node.setNodeOrientation(
                            level % 2 == 0 ? NodeOrientation.LEFT_TO_RIGHT : NodeOrientation.RIGHT_TO_LEFT);
                    parts.add(new Part(node, number, level));
                    getChildren().add(node);
                }
            }
        }
    }

    /** Where the first letter or digit is; that tells the direction, and a bracket before it does not. */
    private static int telling(String line, int from, int to) {
        for (int i = from; i < to; i++) if (Character.isLetterOrDigit(line.codePointAt(i))) return i;
        return from;
    }

    private static double wide(List<Part> row) {
        double wide = 0;
        for (int i = 0; i < row.size(); i++)
            wide += gap(row, i) + row.get(i).node().prefWidth(-1);
        return wide;
    }

    private static double gap(List<Part> row, int i) {
        return i > 0 && row.get(i - 1).word() != row.get(i).word() ? GAP : 0;
    }

    /** What stands in each row if there is so much room. */
    private List<List<Part>> rows(double width) {
        var rows = new ArrayList<List<Part>>();
        var row = new ArrayList<Part>();
        double used = 0;
        for (var part : parts) {
            double wide = part.node().prefWidth(-1);
            double gap = row.isEmpty() || row.getLast().word() == part.word() ? 0 : GAP;
            if (!row.isEmpty() && used + gap + wide > width) {
                rows.add(List.copyOf(row));
                row.clear();
                used = 0;
                gap = 0;
            }
            row.add(part);
            used += gap + wide;
        }
        rows.add(List.copyOf(row));
        return rows;
    }

    private double high(List<Part> row) {
        return row.stream().mapToDouble(part -> part.node().prefHeight(-1)).reduce(high, Math::max);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefWidth(double height) {
        return Math.ceil(Math.min(MOST, wide(parts)));
    }

    @Override
    protected double computePrefHeight(double width) {
        return rows(width < 0 ? MOST : width).stream().mapToDouble(this::high).sum();
    }

    @Override
    protected void layoutChildren() {
        double y = 0;
        for (var row : rows(getWidth())) {
            var levels = new byte[row.size()];
            for (int i = 0; i < levels.length; i++) levels[i] = row.get(i).level();
            var visual = row.toArray(new Part[0]);
            Bidi.reorderVisually(levels, 0, visual, 0, visual.length);
            var seen = List.of(visual);
            double high = high(row);
            double x = leftToRight ? 0 : getWidth() - wide(seen);
            for (int i = 0; i < seen.size(); i++) {
                var node = seen.get(i).node();
                x += gap(seen, i);
                node.autosize();
                node.relocate(x, y + Math.floor((high - node.prefHeight(-1)) / 2));
                x += node.prefWidth(-1);
            }
            y += high;
        }
    }
}
