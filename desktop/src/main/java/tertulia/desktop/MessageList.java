package tertulia.desktop;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javafx.application.Platform;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.ListView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;
import tertulia.desktop.talk.Markup;
import tertulia.desktop.talk.Message;
import tertulia.desktop.talk.Row;
import tertulia.desktop.talk.Rows;
import tertulia.model.Author;

/** The messages of the open conversation: only the rows in view are drawn. It stays at the end if it was there. */
final class MessageList {
    /** Earlier messages are fetched when so few rows are above. */
    private static final int NEAR_ROWS = 12;

    private final ObservableList<Row> rows = FXCollections.observableArrayList();
    private final ListView<Row> list = new ListView<>(rows);
    private final Consumer<String> browser;
    private final Ear ear;
    private Optional<Pattern> called = Optional.empty();
    private Optional<Author> me = Optional.empty();
    private @Nullable Message found;
    private boolean atEnd = true;
    private boolean moving;
    private @Nullable VirtualFlow<?> flow;

    /** What the reader does. */
    interface Ear {
        /** The reader is near the first message that is here. */
        void nearBegin();

        /** The reader moved. */
        void seen();

        /** A message that was given up is to be sent once more. */
        void again(Message message);

        /** A message that was given up is to be forgotten. */
        void discard(Message message);
    }

    MessageList(Consumer<String> browser, Ear ear) {
        this.browser = browser;
        this.ear = ear;
        list.setId("messages");
        list.getStyleClass().add("messages");
        list.setCellFactory(view -> new RowCell(this));
        list.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        list.skinProperty().subscribe(skin -> Platform.runLater(this::begin));
        list.heightProperty().subscribe(() -> {
            if (atEnd) end();
        });
    }

    ListView<Row> node() {
        return list;
    }

    Consumer<String> browser() {
        return browser;
    }

    Ear ear() {
        return ear;
    }

    /** Whether the reader's attention is wanted by this message of somebody else. */
    boolean isCalled(Message message) {
        return !message.mine()
                && called.isPresent()
                && called.get().matcher(message.text()).find();
    }

    boolean isFound(Message message) {
        return found != null && found.id().equals(message.id());
    }

    /** Messages that say this name are marked. */
    void called(Optional<Author> now) {
        if (now.equals(me)) return;
        me = now;
        called = now.map(user -> Pattern.compile(
                "(?<![\\p{L}\\p{N}\\p{M}_-])@?" + Pattern.quote(user.handle().text()) + "(?!-*[\\p{L}\\p{N}\\p{M}_])",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
    }

    /** Shows these rows; those of another conversation from their end. */
    void show(List<Row> now, boolean other) {
        if (other) {
            rows.setAll(now);
            found = null;
            end();
            return;
        }
        boolean stay = atEnd;
        int before = rows.size();
        int top = flow == null || flow.getFirstVisibleCell() == null
                ? 0
                : flow.getFirstVisibleCell().getIndex();
        Row topRow = top < rows.size() ? rows.get(top) : null;
        Rows.patch(rows, now);
        if (stay && rows.size() != before) end();
        else if (stay) return;
        else if (rows.size() > before
                && topRow != null
                && (top >= rows.size() || !rows.get(top).equals(topRow))) {
            int there = rows.indexOf(topRow);
            if (there >= 0) list.scrollTo(there);
        }
        if (top < NEAR_ROWS) Platform.runLater(this::moved);
    }

    /** Goes to the end, and stays there. */
    void end() {
        atEnd = true;
        moving = true;
        list.scrollTo(rows.size() - 1);
        // Before the first layout the height of rows is only a guess: twice is needed.
        Platform.runLater(() -> {
            list.scrollTo(rows.size() - 1);
            Platform.runLater(() -> {
                list.scrollTo(rows.size() - 1);
                moving = false;
                moved();
            });
        });
    }

    /** Whether the reader sees the last message now. */
    boolean isSeen() {
        var scene = list.getScene();
        return atEnd
                && scene != null
                && scene.getWindow() != null
                && scene.getWindow().isFocused();
    }

    /** Marks this message and goes there; none takes the mark away. */
    void find(@Nullable Message message) {
        found = message;
        list.refresh();
        if (message == null) return;
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i) instanceof Row.Said said && isFound(said.message())) {
                atEnd = false;
                list.scrollTo(Math.max(0, i - 2));
                list.getSelectionModel().select(i);
            }
        }
    }

    /** The messages that are here, oldest first. */
    List<Message> messages() {
        return rows.stream()
                .filter(Row.Said.class::isInstance)
                .map(row -> ((Row.Said) row).message())
                .toList();
    }

    private void begin() {
        if (list.lookup(".virtual-flow") instanceof VirtualFlow<?> there) {
            flow = there;
            flow.positionProperty().subscribe(position -> moved());
        }
    }

    private void moved() {
        if (flow == null || moving) return;
        var last = flow.getLastVisibleCell();
        atEnd = last == null
                || last.getIndex() >= rows.size() - 1
                        && last.getBoundsInParent().getMaxY() <= flow.getHeight() + 4;
        var first = flow.getFirstVisibleCell();
        if (first != null && first.getIndex() < NEAR_ROWS) ear.nearBegin();
        ear.seen();
    }

    /** Copies with Ctrl+C; Enter opens the first link. */
    private void key(KeyEvent event) {
        if (!(list.getSelectionModel().getSelectedItem() instanceof Row.Said(Message message, boolean first))) return;
        if (event.isShortcutDown() && event.getCode() == KeyCode.C) copy(message);
        if (event.getCode() == KeyCode.ENTER) {
            Markup.pieces(message.text()).stream()
                    .filter(piece -> piece.kind() == Markup.Kind.LINK)
                    .findFirst()
                    .ifPresent(piece -> browser.accept(piece.text()));
        }
    }

    /** Puts the text of the message onto the clipboard. */
    void copy(Message message) {
        var content = new ClipboardContent();
        content.putString(message.text());
        Clipboard.getSystemClipboard().setContent(content);
    }
}
