package tertulia.desktop;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A card over the page, one at a time: the keyboard stays in it until it is closed, by Escape, its button or a click beside it. */
final class Sheet {
    private final Label title = new Label();
    private final VBox content = new VBox(12);
    private final VBox card;
    private final StackPane node;
    private final Runnable closed;
    private final Node close;

    /** {@code closed} is told when the person is done with it. */
    Sheet(Runnable closed) {
        this.closed = closed;
        title.getStyleClass().add("pane-title");
        title.setId("sheet-title");
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        var button = Shapes.button(Shapes.CLOSE, Speech.of("web.close"), this::done);
        button.setId("sheet-close");
        close = button;
        var top = new HBox(10, title, button);
        top.setAlignment(Pos.CENTER_LEFT);
        var scrolled = new ScrollPane(content);
        scrolled.setFitToWidth(true);
        scrolled.getStyleClass().add("sheet-content");
        card = new VBox(10, top, scrolled);
        card.getStyleClass().add("sheet-card");
        card.setMaxSize(540, VBox.USE_PREF_SIZE);
        node = new StackPane(card);
        node.getStyleClass().add("sheet-ground");
        node.setVisible(false);
        node.addEventHandler(MouseEvent.MOUSE_PRESSED, event -> {
            if (event.getTarget().equals(node)) done();
        });
        node.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() != KeyCode.ESCAPE) return;
            event.consume();
            done();
        });
        node.sceneProperty().flatMap(Scene::focusOwnerProperty).subscribe(this::hold);
    }

    Node node() {
        return node;
    }

    /** Shows this; the keyboard goes to {@code first}. */
    void show(String heading, Node shown, Node first) {
        title.setText(heading);
        content.getChildren().setAll(shown);
        node.setVisible(true);
        Focus.to(first);
    }

    boolean isOpen() {
        return node.isVisible();
    }

    /** The keyboard does not leave it. */
    private void hold(@Nullable Node owner) {
        if (!isOpen() || owner == null) return;
        for (Node at = owner; at != null; at = at.getParent()) if (at.equals(card)) return;
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
