package tertulia.desktop;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import tertulia.desktop.talk.Conversation;
import tertulia.desktop.talk.Emoji;
import tertulia.desktop.talk.Message;
import tertulia.desktop.talk.Rows;
import tertulia.model.RoomId;
import tertulia.model.UserId;

/** The list at the left: every conversation with its last line and how much of it is unread. */
final class ConversationList {
    private final Consumer<RoomId> choose;
    private final ObservableList<Item> items = FXCollections.observableArrayList();
    private final ListView<Item> list = new ListView<>(items);
    private boolean updating;

    /** A conversation as it is listed. */
    private record Item(
            RoomId room,
            Conversation conversation,
            boolean present,
            boolean gone,
            String time,
            String last,
            int unread) {}

    /** {@code choose} is told which one the person wants to open, {@code enter} that they want to write in it. */
    ConversationList(Consumer<RoomId> choose, Runnable enter) {
        this.choose = choose;
        list.setId("conversations");
        list.getStyleClass().add("conversations");
        list.setStyle("-fx-padding: 8;");
        list.setAccessibleText(Speech.of("web.conversations"));
        list.setCellFactory(view -> new Cell());
        list.getSelectionModel().selectedItemProperty().subscribe(item -> {
            if (item != null && !updating) choose.accept(item.room());
        });
        list.setOnMouseReleased(event -> enter.run());
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) enter.run();
        });
    }

    ListView<?> node() {
        return list;
    }

    /** Goes on to the next one, or back. */
    void step(int by) {
        int to = list.getSelectionModel().getSelectedIndex() + by;
        if (to >= 0 && to < items.size()) list.getSelectionModel().select(to);
    }

    /** Shows what changed. */
    void update(List<Conversation> all, Conversation open, Set<UserId> present, Instant now) {
        var fresh =
                all.stream().map(one -> item(one, one == open, present, now)).toList();
        updating = true;
        Rows.patch(items, fresh);
        list.getSelectionModel().select(all.indexOf(open));
        updating = false;
    }

    private static Item item(Conversation one, boolean isOpen, Set<UserId> present, Instant now) {
        var last = one.lastMessage();
        return new Item(
                one.room(),
                one,
                one.with().map(user -> present.contains(user.id())).orElse(true),
                one.isGone(),
                last.map(message -> Times.brief(message.at(), now)).orElse(""),
                lastLine(one, isOpen, now),
                one.unread());
    }

    /** What is most telling about the conversation; of the open one the rest is in view anyway. */
    private static String lastLine(Conversation one, boolean isOpen, Instant now) {
        if (!isOpen && !one.typing(now).isEmpty() && one.with().isPresent()) return Speech.of("web.typing-short");
        if (!isOpen && !one.draft().isBlank()) return Speech.of("web.draft") + " " + Speech.line(one.draft());
        if (one.lastMessage().isEmpty()) return Speech.of("web.nothing-said");
        Message last = one.lastMessage().get();
        String line = Speech.line(last.text());
        if (last.mine()) return Speech.of("web.you") + ": " + line;
        return one.with().isPresent() ? line : Speech.name(last.author()) + ": " + line;
    }

    /** Its title, as it is shown. */
    static String title(Conversation one) {
        return one.with().map(Speech::name).orElseGet(() -> Speech.of("web.lobby"));
    }

    private static final class Cell extends ListCell<Item> {
        Cell() {
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(Item item, boolean empty) {
            super.updateItem(item, empty);
            setText(null);
            setGraphic(empty || item == null ? null : drawn(item));
            if (item != null) setAccessibleText(title(item.conversation()) + ", " + item.last());
        }

        private static Node drawn(Item item) {
            var one = item.conversation();
            Node circle = one.with()
                    .map(user -> Shapes.withPresence(Shapes.avatar(user, 44), item.present()))
                    .orElseGet(() -> Shapes.lobby(44));
            var name = label(title(one), "strong");
            var last = last(item.last(), item.unread() > 0 ? "strong" : "quiet", "small");
            var time = new Label(item.time());
            time.getStyleClass().addAll("quiet", "small");
            time.setMinWidth(Label.USE_PREF_SIZE);
            var below = new HBox(6, last);
            if (item.unread() > 0) {
                var count = new Label(item.unread() > 999 ? "999+" : String.valueOf(item.unread()));
                count.getStyleClass().add("count");
                count.setMinWidth(Label.USE_PREF_SIZE);
                count.setAccessibleText(Speech.of("web.unread", item.unread()));
                below.getChildren().add(count);
            }
            var above = new HBox(6, name, time);
            if (item.gone()) above.getChildren().add(1, aside("web.gone-mark"));
            var words = new VBox(2, above, below);
            words.setAlignment(Pos.CENTER_LEFT);
            HBox.setHgrow(words, Priority.ALWAYS);
            var row = new HBox(10, circle, words);
            row.setAlignment(Pos.CENTER_LEFT);
            row.setStyle("-fx-padding: 8 10 8 10;");
            return row;
        }

        /** It gives way where there is no room. */
        private static Label aside(String key) {
            var aside = new Label(Speech.of(key));
            aside.getStyleClass().addAll("quiet", "small");
            aside.setMinWidth(0);
            return aside;
        }

        private static Region last(String text, String... styles) {
            boolean plain = Emoji.parts(text).stream().noneMatch(Emoji.Part::emoji);
            return plain ? label(text, styles) : new OneLine(text, styles);
        }

        private static Label label(String text, String... styles) {
            var label = new Label(text);
            label.getStyleClass().addAll(styles);
            label.setMinWidth(0);
            label.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(label, Priority.ALWAYS);
            return label;
        }
    }
}
