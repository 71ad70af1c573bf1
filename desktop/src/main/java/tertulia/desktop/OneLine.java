package tertulia.desktop;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import tertulia.desktop.talk.Emoji;

/** A text in one line, with its emoji in colours. It ends with an ellipsis where there is no room for all of it. */
final class OneLine extends Region {
    /** As {@code small} in desktop.css. */
    private static final double TEXT_SIZE = 12;

    private final List<Region> parts;
    private final Label ellipsis;

    OneLine(String text, String... styles) {
        parts = Emoji.parts(text).stream()
                .<Region>map(
                        part -> part.emoji() ? new EmojiPicture(part.text(), TEXT_SIZE) : label(part.text(), styles))
                .toList();
        ellipsis = label("...", styles);
        getChildren().setAll(parts);
        getChildren().add(ellipsis);
        setNodeOrientation(RightToLeft.orientation(text));
        setMinWidth(0);
        setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(this, Priority.ALWAYS);
    }

    private static Label label(String text, String... styles) {
        var label = new Label(text);
        label.getStyleClass().addAll(styles);
        return label;
    }

    @Override
    protected double computePrefWidth(double height) {
        return parts.stream().mapToDouble(part -> part.prefWidth(-1)).sum();
    }

    @Override
    protected double computePrefHeight(double width) {
        return getChildren().stream()
                .mapToDouble(child -> child.prefHeight(-1))
                .max()
                .orElse(0);
    }

    @Override
    protected void layoutChildren() {
        boolean whole = prefWidth(-1) <= getWidth();
        double dots = ellipsis.prefWidth(-1);
        double x = 0;
        boolean full = false;
        ellipsis.setVisible(false);
        for (var part : parts) {
            part.setVisible(!full);
            if (full) continue;
            double room = getWidth() - x;
            double wide = part.prefWidth(-1);
            if (whole || wide + dots <= room) {
                place(part, x, wide);
                x += wide;
                continue;
            }
            full = true;
            if (part instanceof Label) {
                place(part, x, Math.min(room, wide - 1)); // It has an ellipsis of its own then.
            } else {
                part.setVisible(false);
                ellipsis.setVisible(true);
                place(ellipsis, x, dots);
            }
        }
    }

    private void place(Region part, double x, double width) {
        double height = part.prefHeight(-1);
        part.resizeRelocate(x, Math.floor((getHeight() - height) / 2), width, height);
    }
}
