package tertulia.desktop;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/** Hints that are made when the mouse first asks for them: a tooltip is a window of its own, too much for every row. */
final class Hints {
    private Hints() {}

    /** Shows what this says just then when the mouse rests on the node. */
    static void install(Node node, Supplier<String> says) {
        var made = new AtomicReference<@Nullable Tooltip>();
        node.addEventHandler(MouseEvent.MOUSE_ENTERED, event -> {
            var tooltip = made.get();
            if (tooltip == null) {
                tooltip = new Tooltip();
                made.set(tooltip);
                Tooltip.install(node, tooltip);
            }
            tooltip.setText(says.get());
        });
    }
}
