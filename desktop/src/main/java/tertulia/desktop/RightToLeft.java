package tertulia.desktop;

import java.text.Bidi;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.geometry.Insets;
import javafx.geometry.NodeOrientation;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import tertulia.desktop.talk.Markup;

/** Text with anything from right to left in it, wrapped by ourselves: see {@link Speech#isRightToLeft}. */
final class RightToLeft {
    private RightToLeft() {}

    static Region drawn(List<Markup.Piece> pieces, Function<Markup.Piece, List<Node>> draw) {
        var lines = new VBox();
        String text = pieces.stream().map(Markup.Piece::text).collect(Collectors.joining());
        for (String line : text.split("\n", -1)) lines.getChildren().add(new WordsOfLine(line, draw));
        return lines;
    }

    /** From which side one begins to read it. */
    static NodeOrientation orientation(String line) {
        boolean leftToRight = new Bidi(line, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT).baseIsLeftToRight();
        return leftToRight ? NodeOrientation.LEFT_TO_RIGHT : NodeOrientation.RIGHT_TO_LEFT;
    }

    /** From now on the area wraps its text, unless that or its prompt is from right to left: it is scrolled sideways then. */
    static void wrap(TextArea area) {
        area.skinProperty().subscribe(skin -> wrapNow(area));
        area.textProperty().subscribe(text -> wrapNow(area));
        area.promptTextProperty().subscribe(prompt -> wrapNow(area));
    }

    /** Before the skin knows of the text. It wraps, to measure the height, even what is not to be wrapped. */
    private static void wrapNow(TextArea area) {
        String text = area.getText();
        boolean wraps = !Speech.isRightToLeft(text) && !Speech.isRightToLeft(area.getPromptText());
        area.setWrapText(wraps);
        if (!(area.lookup(".content") instanceof Region content)) return;
        content.setPrefHeight(wraps ? Region.USE_COMPUTED_SIZE : height(text, area.getFont(), content.getInsets()));
        if (wraps) return;
        for (var part : content.lookupAll(".text")) ((Text) part).setWrappingWidth(0);
    }

    private static double height(String text, Font font, Insets around) {
        var measured = new Text(text);
        measured.setFont(font);
        return Math.ceil(measured.getLayoutBounds().getHeight()) + around.getTop() + around.getBottom();
    }

    /** Says this with the label, wrapped unless it is from right to left. */
    static void say(Label label, String text) {
        label.setWrapText(!Speech.isRightToLeft(text));
        label.setText(text);
    }
}
