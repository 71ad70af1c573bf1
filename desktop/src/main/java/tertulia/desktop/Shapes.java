package tertulia.desktop;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.SVGPath;
import tertulia.client.Hue;
import tertulia.model.Author;

/** Drawings: the web client's icons, its mark, and people's circles. */
final class Shapes {
    static final String PEOPLE =
            "M7.5 4.25a2.75 2.75 0 1 1 0 5.5a2.75 2.75 0 1 1 0-5.5M2.5 16c0-3 2-4.75 5-4.75s5 1.75 5"
                    + " 4.75M13 4.6a2.75 2.75 0 0 1 0 4.8M14.5 11.8c1.9.6 3 2.1 3 4.2";
    static final String SEND = "M3.5 10 16.5 4 12 16.5 9.5 11Z M9.5 11l7-7";
    static final String LEAVE = "M8 3.5H4.5v13H8M12 6.5l3.5 3.5-3.5 3.5M15.5 10H8";
    static final String FIND = "M9 3.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 1 1 0-11M13 13l4 4";
    static final String CLOSE = "m5.5 5.5 9 9m0-9-9 9";
    static final String STORED = "m5 10.5 3.5 3.5L15.5 6.5";
    static final String WAITING = "M10 4a6 6 0 1 1 0 12a6 6 0 1 1 0-12M10 6.8V10l2.2 1.6";
    static final String DOWN = "M10 4v11M5.5 10.5 10 15l4.5-4.5";

    private static final String BUBBLE =
            "M32 13c-12.2 0-21 7.2-21 16.5 0 5.6 3.1 10.3 8 13.3L17.6 51l9.2-5.6c1.7.3 3.4.4"
                    + " 5.2.4 12.2 0 21-7.1 21-16.3S44.2 13 32 13Z";
    private static final Pattern PARTS = Pattern.compile("[-_+~·']+");
    private static final Pattern LETTER = Pattern.compile("[\\p{L}\\p{N}\\p{IsExtended_Pictographic}]");

    private Shapes() {}

    /** A drawing in lines of the text's colour, 20 pixels wide and high. */
    static Node icon(String path) {
        var shape = new SVGPath();
        shape.setContent(path);
        shape.getStyleClass().add("icon");
        var frame = new Rectangle(20, 20);
        frame.setOpacity(0);
        return new Group(frame, shape);
    }

    /** A button that is only a drawing; its sentence is told to screen readers and shown as a hint. */
    static Button button(String path, String sentence, Runnable pressed) {
        var button = new Button("", icon(path));
        button.getStyleClass().add("plain");
        button.setAccessibleText(sentence);
        button.setTooltip(new Tooltip(sentence));
        button.setOnAction(event -> pressed.run());
        return button;
    }

    /** Tertulia's mark, this wide and high. */
    static Node mark(double size) {
        var ground = new Rectangle(64, 64);
        ground.setArcWidth(30);
        ground.setArcHeight(30);
        ground.getStyleClass().add("mark-ground");
        var bubble = new SVGPath();
        bubble.setContent(BUBBLE);
        bubble.getStyleClass().add("mark-bubble");
        var mark = new Group(ground, bubble);
        for (double x : List.of(22.5, 32.0, 41.5)) {
            var dot = new Circle(x, 29.5, 3.6);
            dot.getStyleClass().add(x == 32 ? "mark-dot-bright" : "mark-dot");
            mark.getChildren().add(dot);
        }
        mark.getTransforms().add(new javafx.scene.transform.Scale(size / 64, size / 64));
        return new Group(mark);
    }

    /** A person's coloured circle with initials. */
    static Region avatar(Author user, double size) {
        var circle = avatar(size);
        avatar(circle, user);
        return circle;
    }

    /** A circle for whomever {@link #avatar(Label, Author)} makes it show. */
    static Label avatar(double size) {
        var circle = new Label();
        circle.setStyle("-fx-font-size: " + Math.round(size * 0.36) + "px;");
        sized(circle, size);
        return circle;
    }

    /** Makes the circle this person's. */
    static void avatar(Label circle, Author user) {
        circle.setText(initials(Speech.name(user)));
        circle.getStyleClass().setAll("label", "avatar", "hue-" + Hue.of(user.id()));
    }

    /** The lobby's circle. */
    static Region lobby(double size) {
        var circle = new StackPane(icon(PEOPLE));
        circle.getStyleClass().addAll("avatar", "lobby");
        return sized(circle, size);
    }

    /** The circle with a dot that says whether the person is present. */
    static Node withPresence(Region avatar, boolean present) {
        var dot = new Circle(5);
        dot.getStyleClass().add("presence");
        if (!present) dot.getStyleClass().add("away");
        double size = avatar.getPrefWidth();
        dot.setCenterX(size - 4);
        dot.setCenterY(size - 4);
        avatar.resize(size, size);
        var both = new Pane(avatar, dot);
        return sized(both, size);
    }

    private static Region sized(Region region, double size) {
        region.setMinSize(size, size);
        region.setPrefSize(size, size);
        region.setMaxSize(size, size);
        return region;
    }

    /** The first letters of a name's first two parts; of a name without letters its first character. */
    static String initials(String name) {
        String letters = PARTS.splitAsStream(name)
                .map(LETTER::matcher)
                .filter(letter -> letter.find())
                .limit(2)
                .map(letter -> letter.group().toUpperCase(java.util.Locale.ROOT))
                .collect(Collectors.joining());
        return letters.isEmpty() ? name.substring(0, name.offsetByCodePoints(0, 1)) : letters;
    }
}
