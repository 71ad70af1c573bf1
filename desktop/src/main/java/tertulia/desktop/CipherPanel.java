package tertulia.desktop;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import tertulia.client.Caesar;
import tertulia.client.Sealer;
import tertulia.desktop.talk.Conversation;
import tertulia.desktop.talk.Message;

/** The open conversation's classroom cipher: a button for its bar, and a panel below that sets the key and says what it is worth. */
final class CipherPanel {
    private static final String ICON = "M2.5 14.5 6 5.5l3.5 9M3.7 11.5h4.6M11 10h6M14.5 7.5 17 10l-2.5 2.5";
    private static final Pattern KEY = Pattern.compile("[1-9]|1\\d|2[0-5]");
    /** What is suggested to who has set no key yet. */
    private static final int FIRST_KEY = 7;

    private final Session session;
    private final Runnable closed;
    private final CheckBox on = new CheckBox(Speech.of("web.cipher-on"));
    private final Spinner<Integer> key = new Spinner<>(1, Caesar.KEYS, FIRST_KEY);
    private final Label example = new Label();
    private final Button button = Shapes.button(ICON, Speech.of("web.cipher-set"), this::toggle);
    private final VBox node;
    private Optional<Sealer> shown = Optional.empty();
    private boolean showing;

    /** {@code browser} opens the lesson, {@code closed} is told when the person is done with it. */
    CipherPanel(Session session, Consumer<String> browser, Runnable closed) {
        this.session = session;
        this.closed = closed;
        button.setId("cipher-open");
        button.setVisible(false);
        button.managedProperty().bind(button.visibleProperty());
        on.setId("cipher-on");
        on.setWrapText(true);
        on.setMinHeight(CheckBox.USE_PREF_SIZE);
        HBox.setHgrow(on, Priority.ALWAYS);
        key.setId("cipher-key");
        key.setEditable(true);
        key.setPrefWidth(90);
        key.setMinWidth(Region.USE_PREF_SIZE);
        key.setAccessibleText(Speech.of("web.cipher-key"));
        example.setId("cipher-example");
        var name = new Label(Speech.of("web.cipher-key"));
        name.setLabelFor(key);
        name.setMinWidth(Label.USE_PREF_SIZE);
        on.setMaxWidth(Double.MAX_VALUE);
        var close = Shapes.button(Shapes.CLOSE, Speech.of("web.close"), this::done);
        var keys = new HBox(10, on, name, key, close);
        keys.setAlignment(Pos.CENTER_LEFT);
        var lesson = text("web.cipher-lesson");
        lesson.setId("cipher-lesson");
        var letters = text("web.cipher-letters");
        letters.setId("cipher-letters");
        var hour = new Hyperlink(Speech.of("web.cipher-link"));
        hour.setId("cipher-link");
        hour.setOnAction(event -> browser.accept(session.page("/classroom.html")));
        node = new VBox(4, keys, example, lesson, letters, hour);
        node.getStyleClass().add("cipher-panel");
        node.managedProperty().bind(node.visibleProperty());
        node.setVisible(false);
        node.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() != KeyCode.ESCAPE) return;
            event.consume();
            done();
        });
        on.setOnAction(event -> set());
        key.getEditor().textProperty().subscribe(this::typed);
    }

    private static Label text(String sentence) {
        var label = new Label(Speech.of(sentence));
        label.setWrapText(true);
        label.setMinHeight(Label.USE_PREF_SIZE);
        label.getStyleClass().addAll("quiet", "small");
        return label;
    }

    Button button() {
        return button;
    }

    Node node() {
        return node;
    }

    /** Shows itself, and leaves the keyboard where it is. */
    void show() {
        node.setVisible(true);
    }

    /** Shows itself; if it is shown the keyboard goes there, and if it is there, back. */
    void further() {
        if (!node.isVisible()) show();
        else if (node.isFocusWithin()) done();
        else on.requestFocus();
    }

    private void open() {
        show();
        on.requestFocus();
    }

    void close() {
        node.setVisible(false);
    }

    private void toggle() {
        if (node.isVisible()) done();
        else open();
    }

    private void done() {
        close();
        closed.run();
    }

    /** Shows what is set in this conversation. */
    void update(Conversation open) {
        if (open.sealer().equals(shown) && !example.getText().isEmpty()) return;
        shown = open.sealer();
        showing = true;
        on.setSelected(shown.isPresent());
        shown.ifPresent(sealer -> key.getValueFactory().setValue(number(sealer)));
        showing = false;
        String sentence = shown.map(sealer -> Speech.of("web.cipher-is-set", number(sealer)))
                .orElseGet(() -> Speech.of("web.cipher-set"));
        button.setVisible(shown.isPresent());
        button.setText(shown.map(sealer -> Speech.of("web.cipher-mark", number(sealer)))
                .orElse(""));
        button.setAccessibleText(sentence);
        button.setTooltip(new Tooltip(sentence));
        exemplify();
    }

    private static int number(Sealer sealer) {
        return switch (sealer) {
            case Caesar(int key) -> key;
        };
    }

    /** What is no key yet, such as nothing before the next digit, changes nothing. */
    private void typed(String text) {
        if (showing || !KEY.matcher(text).matches()) return;
        key.getValueFactory().setValue(Integer.valueOf(text));
        exemplify();
        if (on.isSelected()) set();
    }

    private void exemplify() {
        String sample = Speech.of("web.cipher-sample");
        example.setText(Speech.of(
                "web.cipher-example",
                sample,
                new Caesar(key.getValue()).seal(sample).text()));
    }

    private void set() {
        session.seal(on.isSelected() ? Optional.of(new Caesar(key.getValue())) : Optional.empty());
    }

    /** How this message was enciphered, and what travelled. */
    static Label mark(Message message, String cipher) {
        var mark = new Label(message.sealed()
                .map(travelled -> Speech.of("web.cipher", name(cipher), Speech.line(travelled)))
                .orElseGet(() -> Speech.of("web.cipher-no-key", name(cipher))));
        mark.getStyleClass().addAll("quiet", "small", "cipher-mark");
        return mark;
    }

    /** The name of a cipher in words, if we know it. */
    private static String name(String cipher) {
        return cipher.equals(Caesar.NAME) ? Speech.of("web.cipher-caesar") : cipher;
    }
}
