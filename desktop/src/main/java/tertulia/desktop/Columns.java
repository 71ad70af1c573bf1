package tertulia.desktop;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;

/**
 * The three columns of the main page. Those at the sides are as wide as the person made them, where there is room. In a narrow
 * window there are two: the one at the right takes the place of the one at the left while it is wanted.
 */
final class Columns {
    private static final double NARROW = 860;
    private static final double LEAST_MIDDLE = 260;

    private final Region left;
    private final Region middle;
    private final Region right;
    private final Memory memory;
    private final SplitPane node = new SplitPane();
    private double leftWidth;
    private double rightWidth;
    private boolean rightWanted;

    Columns(Region left, Region middle, Region right, Memory memory) {
        this.left = left;
        this.middle = middle;
        this.right = right;
        this.memory = memory;
        leftWidth = memory.number("left-width", 290);
        rightWidth = memory.number("right-width", 240);
        left.setMinWidth(170);
        left.setMaxWidth(460);
        right.setMinWidth(150);
        right.setMaxWidth(400);
        middle.setMinWidth(LEAST_MIDDLE);
        node.addEventFilter(MouseEvent.MOUSE_RELEASED, this::released);
        node.widthProperty().subscribe(width -> arrange());
    }

    SplitPane node() {
        return node;
    }

    /** Whether there is no room for all three. */
    boolean isNarrow() {
        return node.getWidth() > 0 && node.getWidth() < Look.scaled(NARROW);
    }

    /** In a narrow window: shows the one at the right, or that at the left. */
    void wantRight(boolean now) {
        rightWanted = now;
        arrange();
    }

    boolean showsRight() {
        return node.getItems().contains(right);
    }

    private void released(MouseEvent event) {
        if (!(event.getTarget() instanceof Node there) || !there.getStyleClass().contains("split-pane-divider")) return;
        if (node.getItems().contains(left)) leftWidth = left.getWidth();
        if (node.getItems().contains(right)) rightWidth = right.getWidth();
        memory.keep("left-width", leftWidth);
        memory.keep("right-width", rightWidth);
    }

    private void arrange() {
        double width = node.getWidth();
        var wanted = !isNarrow()
                ? List.<Node>of(left, middle, right)
                : rightWanted ? List.<Node>of(right, middle) : List.<Node>of(left, middle);
        if (!node.getItems().equals(wanted)) node.getItems().setAll(wanted);
        if (width <= 0) return;
        double most = (width - LEAST_MIDDLE) / (wanted.size() - 1);
        double first = Math.min(most, wanted.getFirst().equals(left) ? leftWidth : rightWidth);
        if (wanted.size() == 2) node.setDividerPositions(first / width);
        else node.setDividerPositions(first / width, (width - Math.min(most, rightWidth)) / width);
    }
}
