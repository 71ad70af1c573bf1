package tertulia.desktop;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** Which keys do what. */
final class KeysPanel {
    private final HBox node;
    private final Node close;
    private final Runnable closed;

    /** {@code closed} is told when the person is done with it. */
    KeysPanel(Runnable closed) {
        this.closed = closed;
        var text = new Label(Speech.of("desktop.keys"));
        text.setId("keys");
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        HBox.setHgrow(text, Priority.ALWAYS);
        text.setMaxWidth(Double.MAX_VALUE);
        close = Shapes.button(Shapes.CLOSE, Speech.of("web.close"), this::done);
        node = new HBox(10, text, close);
        node.getStyleClass().add("cipher-panel");
        node.managedProperty().bind(node.visibleProperty());
        node.setVisible(false);
        node.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() != KeyCode.ESCAPE) return;
            event.consume();
            done();
        });
    }

    Node node() {
        return node;
    }

    /** Shows it, or no more. */
    void toggle() {
        if (node.isVisible()) {
            done();
            return;
        }
        node.setVisible(true);
        close.requestFocus();
    }

    void close() {
        node.setVisible(false);
    }

    private void done() {
        close();
        closed.run();
    }
}
