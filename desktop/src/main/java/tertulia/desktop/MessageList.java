package tertulia.desktop;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;
import tertulia.client.Mentions;
import tertulia.desktop.talk.Conversation;
import tertulia.desktop.talk.Markup;
import tertulia.desktop.talk.Message;
import tertulia.desktop.talk.Row;
import tertulia.desktop.talk.Rows;
import tertulia.model.Author;
import tertulia.model.MessageId;

/** The messages of the open conversation: only the rows in view are drawn. */
final class MessageList {
    /** Earlier messages are fetched when so few rows are above. */
    private static final int NEAR_ROWS = 12;
    /** A message that was looked for stands so far below the upper edge. */
    private static final double FOUND_PIXELS = 60;

    private final ObservableList<Row> rows = FXCollections.observableArrayList();
    private final ListView<Row> list = new ListView<>(rows);
    private final Consumer<String> browser;
    private final Ear ear;
    private final Place place;
    private final ObjectProperty<@Nullable MessageId> found = new SimpleObjectProperty<>();
    private final Selecting selecting = new Selecting();
    private final Set<MessageId> unfolded = new HashSet<>();
    private Optional<Mentions> called = Optional.empty();
    private Optional<Author> me = Optional.empty();
    private LocalDate today = Times.date(Instant.EPOCH);
    private @Nullable Rows made;
    /** Whether the first new message is to be gone to as soon as it is here. */
    private boolean seeking;

    private int edition;

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
        place = new Place(list, this::moved);
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
        return !message.mine() && called.isPresent() && called.get().in(message.text());
    }

    /** The message that was looked for. */
    ObjectProperty<@Nullable MessageId> found() {
        return found;
    }

    /** What is selected of a message's text. */
    Selecting selecting() {
        return selecting;
    }

    /** The long messages of which the reader wants the whole. */
    Set<MessageId> unfolded() {
        return unfolded;
    }

    /** Messages that say this name are marked. */
    void called(Optional<Author> now) {
        if (now.equals(me)) return;
        me = now;
        called = now.map(user -> new Mentions(user.handle()));
        edition++;
        list.refresh();
    }

    /** Shows this conversation, from the first new message on if there is one, or else its end. */
    void open(Conversation conversation) {
        found.set(null);
        selecting.clear();
        unfolded.clear();
        list.getSelectionModel().clearSelection();
        rows.clear();
        made = new Rows(conversation, Times.zone(), rows);
        made.update();
        end();
        seeking = conversation.unread() > 0;
        seek();
    }

    private void seek() {
        if (!seeking) return;
        firstNew().ifPresent(message -> {
            seeking = false;
            place.at(message.id(), FOUND_PIXELS);
        });
    }

    /** The message behind the line that says what is new. */
    private Optional<Message> firstNew() {
        for (int i = rows.size() - 1; i > 0; i--) {
            if (rows.get(i - 1) instanceof Row.New && rows.get(i) instanceof Row.Said said)
                return Optional.of(said.message());
        }
        return Optional.empty();
    }

    /** Whether the first new message is below what is in view. */
    boolean isNewBelow() {
        return firstNew().filter(message -> place.isBelow(message.id())).isPresent();
    }

    /** Goes to the first new message if that is further below, or else to the end. */
    void further() {
        firstNew()
                .filter(message -> place.isBelow(message.id()))
                .ifPresentOrElse(message -> place.at(message.id(), FOUND_PIXELS), this::end);
    }

    /** Whether the reader is at the end. */
    boolean isAtEnd() {
        return place.isAtEnd();
    }

    /** Shows what changed in it until now. The reader stays at the end, or in the same place above. */
    void update(Instant now) {
        if (!Times.date(now).equals(today)) {
            today = Times.date(now);
            edition++;
            list.refresh();
        }
        if (made != null) place.keep(made::update);
        seek();
    }

    /** Another number whenever rows that did not change look differently. */
    int edition() {
        return edition;
    }

    /** By which the days are named. */
    LocalDate today() {
        return today;
    }

    /** Goes to the end, and stays there. */
    void end() {
        place.end();
    }

    /** Whether the reader sees the last message now. */
    boolean isSeen() {
        var scene = list.getScene();
        return !seeking
                && place.isAtEnd()
                && scene != null
                && scene.getWindow() != null
                && scene.getWindow().isFocused();
    }

    /** Marks this message and goes there; none takes the mark away. */
    void find(@Nullable Message message) {
        found.set(message == null ? null : message.id());
        if (message == null) return;
        place.at(message.id(), FOUND_PIXELS);
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i) instanceof Row.Said said && said.message().id().equals(message.id())) {
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

    /** How many messages are here. */
    int count() {
        return (int) rows.stream().filter(Row.Said.class::isInstance).count();
    }

    /** Whether more was said before what is here. */
    boolean hasEarlier() {
        return !rows.isEmpty() && rows.getFirst() instanceof Row.Begin(boolean earlier) && earlier;
    }

    private void moved() {
        if (place.above() < NEAR_ROWS) ear.nearBegin();
        ear.seen();
    }

    /** Ctrl+C copies what is selected, or the message; Enter opens the first link. */
    private void key(KeyEvent event) {
        var part = selecting.text(null);
        if (part.isPresent() && event.isShortcutDown() && event.getCode() == KeyCode.C) {
            copy(part.get());
            return;
        }
        if (!(list.getSelectionModel().getSelectedItem() instanceof Row.Said(Message message, boolean first))) return;
        if (event.isShortcutDown() && event.getCode() == KeyCode.C) copy(message.text());
        if (event.getCode() == KeyCode.ENTER) {
            Markup.pieces(message.text()).stream()
                    .filter(piece -> piece.kind() == Markup.Kind.LINK)
                    .findFirst()
                    .ifPresent(piece -> browser.accept(piece.text()));
        }
    }

    /** What can be done with this message. */
    ContextMenu menu(Message message) {
        var copy = new MenuItem(Speech.of("desktop.copy"));
        copy.setOnAction(event -> copy(selecting.text(message.id()).orElse(message.text())));
        return new ContextMenu(copy);
    }

    private static void copy(String text) {
        var content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }
}
