package tertulia.desktop;

import java.text.Bidi;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import javafx.geometry.NodeOrientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import tertulia.desktop.talk.Coming;
import tertulia.desktop.talk.Hue;
import tertulia.desktop.talk.Markup;
import tertulia.desktop.talk.Message;
import tertulia.desktop.talk.Row;
import tertulia.model.Author;
import tertulia.model.UserId;

/** Draws one row of a conversation. Its width is the list's, and its height what that needs. */
final class RowCell extends ListCell<Row> {
    private static final double BUBBLE = 608;
    private static final double TEXT_SIZE = 15;
    /** So many names of those who came or went are told; the others are counted. */
    private static final int NAMES = 3;

    private final MessageList list;

    RowCell(MessageList list) {
        this.list = list;
        setPrefWidth(0);
    }

    @Override
    protected double computePrefHeight(double width) {
        return getGraphic() == null
                ? 0
                : Math.ceil(getGraphic().prefHeight(getListView().getWidth() - 14));
    }

    @Override
    protected void layoutChildren() {
        if (getGraphic() != null) getGraphic().resizeRelocate(0, 0, getWidth(), getHeight());
    }

    @Override
    protected void updateItem(Row row, boolean empty) {
        super.updateItem(row, empty);
        setText(null);
        setContextMenu(null);
        setAccessibleText(null);
        setGraphic(empty || row == null ? null : drawn(row));
    }

    private Node drawn(Row row) {
        return switch (row) {
            case Row.Begin(boolean earlier) -> note(Speech.of(earlier ? "web.earlier" : "web.begin"));
            case Row.Day(var date) -> ruled(Times.day(date), "day");
            case Row.New() -> ruled(Speech.of("web.new"), "new");
            case Row.Comings(var comings) -> note(told(comings));
            case Row.Said(var message, boolean first) -> said(message, first);
        };
    }

    private static Node note(String text) {
        var label = new Label(text);
        label.getStyleClass().add("note");
        label.setWrapText(true);
        label.setMaxWidth(Double.MAX_VALUE);
        var box = new HBox(label);
        HBox.setHgrow(label, Priority.ALWAYS);
        box.setStyle("-fx-padding: 6 20 6 20;");
        return box;
    }

    private static Node ruled(String text, String style) {
        var label = new Label(text);
        label.getStyleClass().add("note");
        label.setMinWidth(Label.USE_PREF_SIZE);
        var row = new HBox(14, rule(), label, rule());
        row.setAlignment(Pos.CENTER);
        row.getStyleClass().add(style);
        row.setStyle("-fx-padding: 10 20 8 20;");
        return row;
    }

    private static Region rule() {
        var line = new Region();
        line.getStyleClass().add("rule");
        HBox.setHgrow(line, Priority.ALWAYS);
        return line;
    }

    /** Who came and who left, as it is in the end: who came and left again only left. */
    private static String told(List<Coming> comings) {
        var last = new LinkedHashMap<UserId, Coming>();
        for (var one : comings) last.put(one.user().id(), one);
        var parts = new ArrayList<String>();
        for (boolean came : new boolean[] {true, false}) {
            var users = last.values().stream()
                    .filter(one -> one.came() == came)
                    .map(Coming::user)
                    .toList();
            if (!users.isEmpty()) parts.add(told(came ? "web.came" : "web.left", users));
        }
        return String.join(" · ", parts);
    }

    private static String told(String key, List<Author> users) {
        int named = users.size() == NAMES + 1 ? NAMES + 1 : Math.min(NAMES, users.size());
        return Speech.of(key, Speech.names(users.subList(0, named)), users.size() - named);
    }

    private Node said(Message message, boolean first) {
        var line = new HBox(8);
        if (message.mine()) line.getChildren().addAll(meta(message, first), bubble(message, first));
        else line.getChildren().add(bubble(message, first));
        line.setAlignment(message.mine() ? Pos.BOTTOM_RIGHT : Pos.BOTTOM_LEFT);
        var words = new VBox(2);
        if (first && !message.mine()) words.getChildren().add(by(message));
        words.getChildren().add(line);
        message.cipher().ifPresent(cipher -> words.getChildren().add(CipherPanel.mark(message, cipher)));
        if (message.standing() instanceof Message.Standing.Refused(var refusal)) {
            words.getChildren().add(refused(message, Speech.of("web.not-sent", Speech.of(refusal))));
        }
        words.setMaxWidth(Double.MAX_VALUE);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        var row = new HBox(10);
        if (!message.mine()) row.getChildren().add(side(message, first));
        row.getChildren().add(words);
        row.setStyle("-fx-padding: " + (first ? 10 : 2) + " 20 2 " + (message.mine() ? 66 : 20) + ";");
        setContextMenu(menu(message));
        setAccessibleText(Speech.name(message.author()) + ": " + Speech.lines(message.text()) + ", "
                + Times.timeOfDay(message.at()));
        return row;
    }

    private static Node side(Message message, boolean first) {
        if (first) return Shapes.avatar(message.author(), 36);
        var empty = new Region();
        empty.setMinWidth(36);
        return empty;
    }

    private static Node by(Message message) {
        var author = new Label(Speech.name(message.author()));
        author.getStyleClass().addAll("author", "ink-" + Hue.of(message.author().id()));
        var by = new HBox(8, author, time(message));
        by.setAlignment(Pos.BASELINE_LEFT);
        return by;
    }

    private static Label time(Message message) {
        var time = new Label(Times.timeOfDay(message.at()));
        time.getStyleClass().add("time");
        time.setMinWidth(Label.USE_PREF_SIZE);
        time.setTooltip(new Tooltip(Times.whole(message.at())));
        return time;
    }

    private Region bubble(Message message, boolean first) {
        String shown = Speech.lines(message.text());
        var bubble = Speech.isRightToLeft(shown) ? wordByWord(shown) : flow(shown);
        bubble.getStyleClass().add("bubble");
        if (message.mine()) bubble.getStyleClass().add("own");
        if (!first) bubble.getStyleClass().add("on");
        if (list.isCalled(message)) bubble.getStyleClass().add("called");
        if (list.isFound(message)) bubble.getStyleClass().add("found");
        if (Markup.isOnlyEmoji(shown)) bubble.getStyleClass().add("big");
        bubble.setMaxWidth(BUBBLE);
        return bubble;
    }

    private Region flow(String text) {
        var flow = new TextFlow();
        for (var piece : Markup.pieces(text)) flow.getChildren().add(drawn(piece));
        return flow;
    }

    /** Text from right to left, wrapped by ourselves: see {@link Speech#isRightToLeft}. */
    private Region wordByWord(String text) {
        var lines = new VBox();
        for (String line : text.split("\n", -1)) {
            var words = new FlowPane(4, 0);
            var width = new Text(line);
            width.setFont(Font.font(TEXT_SIZE));
            words.setPrefWrapLength(
                    Math.min(BUBBLE - 30, width.getLayoutBounds().getWidth() + 20));
            boolean leftToRight = new Bidi(line, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT).baseIsLeftToRight();
            words.setNodeOrientation(leftToRight ? NodeOrientation.LEFT_TO_RIGHT : NodeOrientation.RIGHT_TO_LEFT);
            for (String word : line.split("\\s+", -1)) {
                Markup.pieces(word).forEach(piece -> words.getChildren().add(drawn(piece)));
            }
            lines.getChildren().add(words);
        }
        return lines;
    }

    private Node drawn(Markup.Piece piece) {
        var text = new Text(piece.text());
        text.getStyleClass().add("text");
        switch (piece.kind()) {
            case TEXT -> {}
            case CODE, FENCE -> text.getStyleClass().add("code");
            case LINK -> {
                text.getStyleClass().add("link");
                text.setOnMouseClicked(event -> list.browser().accept(piece.text()));
            }
        }
        return text;
    }

    /** The time of a message of ours, and how far it came. */
    private static Node meta(Message message, boolean first) {
        var meta = new HBox(4);
        meta.setAlignment(Pos.BOTTOM_RIGHT);
        meta.setMinWidth(Region.USE_PREF_SIZE);
        if (first) meta.getChildren().add(time(message));
        var sign = new Label();
        String state = switch (message.standing()) {
            case Message.Standing.Waiting() -> "waiting";
            case Message.Standing.Stored stored -> "stored";
            case Message.Standing.Refused refused -> "refused";
        };
        if (state.equals("refused")) sign.setText("!");
        else sign.setGraphic(Shapes.icon(state.equals("stored") ? Shapes.STORED : Shapes.WAITING));
        sign.getStyleClass().addAll("sign", state);
        sign.setAccessibleText(Speech.of("web.state." + state));
        sign.setTooltip(new Tooltip(Speech.of("web.state." + state)));
        meta.getChildren().add(sign);
        return meta;
    }

    private Node refused(Message message, String why) {
        var label = new Label(why);
        label.getStyleClass().addAll("bad", "small");
        label.setWrapText(true);
        var again = new Hyperlink(Speech.of("web.retry"));
        again.setOnAction(event -> list.ear().again(message));
        var discard = new Hyperlink(Speech.of("web.discard"));
        discard.setOnAction(event -> list.ear().discard(message));
        var row = new HBox(8, label, again, discard);
        row.setAlignment(Pos.CENTER_RIGHT);
        return row;
    }

    private ContextMenu menu(Message message) {
        var copy = new MenuItem(Speech.of("desktop.copy"));
        copy.setOnAction(event -> list.copy(message));
        return new ContextMenu(copy);
    }
}
