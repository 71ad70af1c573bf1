package tertulia.desktop;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import tertulia.desktop.talk.Message;

/**
 * Finds messages in the open conversation: the last one first, Enter goes further back. What is not here yet is fetched, as
 * far back as is needed, but no more than {@link #MOST} messages at a time.
 */
final class FindBar {
    private static final int MOST = 10_000;

    private final MessageList messages;
    private final BooleanSupplier earlier;
    private final Runnable closed;
    private final TextField field = new TextField();
    private final Label count = new Label();
    private final HBox node;
    private List<Message> hits = List.of();
    private int at;
    /** How many messages to look through before asking the person; none if nothing is being looked for. */
    private int until;

    /**
     * {@code earlier} fetches what was said before and says whether anything is on its way; {@code closed} is told when the
     * person is done with it.
     */
    FindBar(MessageList messages, BooleanSupplier earlier, Runnable closed) {
        this.messages = messages;
        this.earlier = earlier;
        this.closed = closed;
        field.setId("find");
        field.setPromptText(Speech.of("desktop.find"));
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        HBox.setHgrow(field, Priority.ALWAYS);
        count.setId("found");
        count.setMinWidth(Label.USE_PREF_SIZE);
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
        until = 0;
        messages.find(null);
    }

    /** The messages may be others now. */
    void refresh() {
        if (!node.isVisible()) return;
        var here = hits.isEmpty() ? null : hits.get(at).id();
        int known = hits.size();
        hits = hits(field.getText());
        for (int i = 0; i < hits.size(); i++) if (hits.get(i).id().equals(here)) at = i;
        at = Math.min(at, Math.max(0, hits.size() - 1));
        if (until > 0 && hits.size() > known) {
            until = 0;
            at = known;
            go();
        } else {
            seek();
        }
    }

    /** Goes on to look for more, if that was begun. */
    private void seek() {
        if (until > 0 && (messages.count() >= until || !earlier.getAsBoolean())) until = 0;
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
        if (hits.isEmpty()) further();
        else until = 0;
    }

    /** Fetches what was said before what is here, and looks there. */
    private void further() {
        until = field.getText().isEmpty() ? 0 : messages.count() + MOST;
        seek();
    }

    private List<Message> hits(String text) {
        if (text.isEmpty()) return List.of();
        var sought = Pattern.compile(text, Pattern.LITERAL | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        return messages.messages().reversed().stream()
                .filter(message -> sought.matcher(message.text()).find())
                .toList();
    }

    private void go() {
        messages.find(hits.isEmpty() ? null : hits.get(at));
        tell();
    }

    private void tell() {
        if (field.getText().isEmpty()) count.setText("");
        else if (until > 0) count.setText(Speech.of("desktop.finding", messages.count()));
        else if (!hits.isEmpty()) count.setText(Speech.of("desktop.found", at + 1, hits.size()));
        else if (messages.hasEarlier()) count.setText(Speech.of("desktop.found-none-yet", messages.count()));
        else count.setText(Speech.of("desktop.found-none"));
    }

    private void key(KeyEvent event) {
        boolean further = event.getCode() == KeyCode.ENTER && !event.isShiftDown() || event.getCode() == KeyCode.UP;
        boolean back = event.getCode() == KeyCode.ENTER && event.isShiftDown() || event.getCode() == KeyCode.DOWN;
        if (event.getCode() == KeyCode.ESCAPE) done();
        else if (further && at + 1 >= hits.size() && messages.hasEarlier()) further();
        else if ((further || back) && !hits.isEmpty()) {
            at = Math.floorMod(at + (further ? 1 : -1), hits.size());
            go();
        } else return;
        event.consume();
    }
}
