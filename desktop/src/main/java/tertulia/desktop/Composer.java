package tertulia.desktop;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import tertulia.model.Utf8;

/** Where one writes: Enter sends, Shift and Enter begins a new line, Tab goes on to what is next in the window. */
final class Composer {
    private static final int MOST_LINES = 8;
    private static final double LINE = 21;
    /** Others are told again after this time that one is typing. */
    private static final long TYPING_NANOS = 3_000_000_000L;

    private final Function<String, Optional<String>> wrong;
    private final Consumer<String> say;
    private final Runnable typing;
    private final TextArea area = new TextArea();
    private final Button send;
    private final Label tooLong = new Label();
    private final VBox node;
    private long most = Long.MAX_VALUE;
    private long toldNanos = System.nanoTime() - TYPING_NANOS;
    private String label = "";
    private boolean opening;

    /**
     * {@code wrong} says in words why a text is not sent as it is; {@code say} is told what to send, {@code typing} every
     * few seconds that something is written.
     */
    Composer(Function<String, Optional<String>> wrong, Consumer<String> say, Runnable typing) {
        this.wrong = wrong;
        this.say = say;
        this.typing = typing;
        area.setId("write");
        RightToLeft.wrap(area);
        area.setPrefHeight(Look.scaled(LINE) + 18);
        area.setMinHeight(Look.scaled(LINE) + 18);
        HBox.setHgrow(area, Priority.ALWAYS);
        send = Shapes.button(Shapes.SEND, Speech.of("web.send-how"), this::submit);
        send.setId("send");
        var row = new HBox(4, area, send);
        row.getStyleClass().add("composer");
        area.focusedProperty().subscribe(focused -> {
            row.getStyleClass().remove("focused");
            if (focused) row.getStyleClass().add("focused");
        });
        tooLong.setId("wrong");
        tooLong.getStyleClass().addAll("bad", "small");
        tooLong.managedProperty().bind(tooLong.visibleProperty());
        node = new VBox(4, tooLong, row);
        area.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        area.textProperty().subscribe(this::typed);
    }

    VBox node() {
        return node;
    }

    boolean isFocused() {
        return area.isFocused();
    }

    String text() {
        return area.getText();
    }

    /** Is written in from now on. */
    void focus() {
        Focus.to(area);
    }

    /** Goes on with this at the end, and is written in from now on. */
    void write(String text) {
        area.requestFocus();
        area.appendText(text);
        area.end();
    }

    /** Begins with this draft; {@code label} says to whom one writes, and at most so many bytes. */
    void open(String draft, String label, long mostBytes) {
        most = mostBytes;
        opening = true;
        this.label = label;
        area.setPromptText(draft.isEmpty() ? label : "");
        area.setText(draft);
        area.end();
        area.setAccessibleText(label);
        opening = false;
    }

    private void typed(String text) {
        long lines =
                Math.min(MOST_LINES, 1 + text.chars().filter(c -> c == '\n').count());
        area.setPrefHeight(lines * Look.scaled(LINE) + 18);
        // One that is not seen would decide, too, whether the text is wrapped.
        area.setPromptText(text.isEmpty() ? label : "");
        long over = Utf8.length(text) - most;
        tooLong.setVisible(over > 0);
        if (over > 0) tooLong.setText(Speech.of("web.shorten", over));
        send.setDisable(over > 0 || text.isBlank());
        if (opening || text.isBlank() || System.nanoTime() - toldNanos < TYPING_NANOS) return;
        toldNanos = System.nanoTime();
        typing.run();
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.TAB && !event.isShortcutDown() && !event.isAltDown()) {
            event.consume();
            area.requestFocusTraversal(event.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
        }
        if (event.getCode() != KeyCode.ENTER) return;
        event.consume();
        if (event.isShiftDown()) area.replaceSelection("\n");
        else submit();
    }

    private void submit() {
        String text = area.getText();
        if (text.isBlank() || Utf8.length(text) > most) return;
        var why = wrong.apply(text);
        why.ifPresent(tooLong::setText);
        tooLong.setVisible(why.isPresent());
        if (why.isPresent()) return;
        area.clear();
        say.accept(text);
    }
}
