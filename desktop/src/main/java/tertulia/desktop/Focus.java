package tertulia.desktop;

import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.util.Subscription;

/** Where the keyboard goes. */
final class Focus {
    private Focus() {}

    /** Gives it to this node, at once or when it is in the window: what is in a pane just made gets there with the next layout. */
    static void to(Node node) {
        if (node.getScene() != null) {
            node.requestFocus();
            return;
        }
        var once = new AtomicReference<>(Subscription.EMPTY);
        once.set(node.sceneProperty().subscribe(scene -> {
            if (scene == null) return;
            once.get().unsubscribe();
            Platform.runLater(node::requestFocus);
        }));
    }
}
