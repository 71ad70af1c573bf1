package tertulia.desktop;

import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import tertulia.desktop.talk.Message;

/** Finds messages in the open conversation, among those that are here: the last one first, Enter goes further back. */
final class FindBar {
    private final MessageList messages;
    private final Runnable closed;
    private final TextField field = new TextField();
    private final Label count = new Label();
    private final HBox node;
    private List<Message> hits = List.of();
    private int at;

    /** {@code closed} is told when the person is done with it. */
    FindBar(MessageList messages, Runnable closed) {
        this.messages = messages;
        this.closed = closed;
        field.setId("find");
        field.setPromptText(Speech.of("desktop.find"));
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        HBox.setHgrow(field, Priority.ALWAYS);
        count.setId("found");
        count.getStyleClass().addAll("quiet", "small");
        node = new HBox(field, count, Shapes.button(Shapes.CLOSE, Speech.of("web.close"), this::done));
        node.getStyleClass().add("find-bar");
        node.managedProperty().bind(node.visibleProperty());
        node.setVisible(false);
        field.textProperty().subscribe(text -> search());
    }

    Node node() {
        return node;
    }

    void open() {
        node.setVisible(true);
        field.requestFocus();
        field.selectAll();
        search();
    }

    void close() {
        if (!node.isVisible()) return;
        node.setVisible(false);
        messages.find(null);
    }

    /** The messages may be others now. */
    void refresh() {
        if (!node.isVisible()) return;
        hits = hits(field.getText());
        at = Math.min(at, Math.max(0, hits.size() - 1));
        tell();
    }

    private void done() {
        close();
        closed.run();
    }

    private void search() {
        if (!node.isVisible()) return;
        hits = hits(field.getText());
        at = 0;
        go();
    }

    private List<Message> hits(String text) {
        String sought = text.toLowerCase(Locale.ROOT);
        if (sought.isEmpty()) return List.of();
        return messages.messages().reversed().stream()
                .filter(message -> message.text().toLowerCase(Locale.ROOT).contains(sought))
                .toList();
    }

    private void go() {
        messages.find(hits.isEmpty() ? null : hits.get(at));
        tell();
    }

    private void tell() {
        if (field.getText().isEmpty()) count.setText("");
        else if (hits.isEmpty()) count.setText(Speech.of("desktop.found-none"));
        else count.setText(Speech.of("desktop.found", at + 1, hits.size()));
    }

    private void key(KeyEvent event) {
        boolean further = event.getCode() == KeyCode.ENTER && !event.isShiftDown() || event.getCode() == KeyCode.UP;
        boolean back = event.getCode() == KeyCode.ENTER && event.isShiftDown() || event.getCode() == KeyCode.DOWN;
        if (event.getCode() == KeyCode.ESCAPE) done();
        else if ((further || back) && !hits.isEmpty()) {
            at = Math.floorMod(at + (further ? 1 : -1), hits.size());
            go();
        } else return;
        event.consume();
    }
}
