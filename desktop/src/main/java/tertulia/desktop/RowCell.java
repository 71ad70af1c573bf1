package tertulia.desktop;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import tertulia.desktop.talk.Coming;
import tertulia.desktop.talk.Row;
import tertulia.model.Author;
import tertulia.model.UserId;

/** Draws one row of a conversation. Its width is the list's, and its height what that needs. */
final class RowCell extends ListCell<Row> {
    /** So many names of those who came or went are told; the others are counted. */
    private static final int NAMES = 3;
    /** What the scroll bar may take of the width. */
    private static final double BAR = 14;

    private final MessageList list;
    private final MessageRow message;
    private @Nullable Row drawn;
    private int edition;

    RowCell(MessageList list) {
        this.list = list;
        message = new MessageRow(list);
        setPrefWidth(0);
        setOnContextMenuRequested(event -> {
            if (!(getItem() instanceof Row.Said(var said, boolean first))) return;
            list.menu(said).show(this, event.getScreenX(), event.getScreenY());
            event.consume();
        });
    }

    @Override
    protected double computePrefHeight(double width) {
        return isEmpty() ? 0 : Math.ceil(getGraphic().prefHeight(getListView().getWidth() - BAR));
    }

    @Override
    protected void layoutChildren() {
        if (getGraphic() != null) getGraphic().resizeRelocate(0, 0, getWidth(), getHeight());
    }

    @Override
    protected void updateItem(@Nullable Row row, boolean empty) {
        super.updateItem(row, empty);
        // The list empties the cell by which it measures rows each time: what is in it stays, not seen.
        if (getGraphic() != null) getGraphic().setVisible(row != null);
        if (row == null || row.equals(drawn) && edition == list.edition()) return;
        drawn = row;
        edition = list.edition();
        setGraphic(drawn(row));
        getGraphic().setVisible(true);
        setAccessibleText(row instanceof Row.Said ? message.getAccessibleText() : null);
    }

    private Node drawn(Row row) {
        return switch (row) {
            case Row.Begin(boolean earlier) -> note(Speech.of(earlier ? "web.earlier" : "web.begin"));
            case Row.Day(var date) -> ruled(Times.day(date, list.today()), "day");
            case Row.New() -> ruled(Speech.of("web.new"), "new");
            case Row.Comings(var comings) -> note(told(comings));
            case Row.Said said -> {
                message.show(said);
                yield message;
            }
        };
    }

    private static Node note(String text) {
        var label = new Label();
        label.getStyleClass().add("note");
        RightToLeft.say(label, text);
        label.setMaxWidth(Double.MAX_VALUE);
        var box = new HBox(label);
        HBox.setHgrow(label, Priority.ALWAYS);
        box.setPadding(new Insets(6, 20, 6, 20));
        return box;
    }

    private static Node ruled(String text, String style) {
        var label = new Label(text);
        label.getStyleClass().add("note");
        label.setMinWidth(Label.USE_PREF_SIZE);
        var row = new HBox(14, rule(), label, rule());
        row.setAlignment(Pos.CENTER);
        row.getStyleClass().add(style);
        row.setPadding(new Insets(10, 20, 8, 20));
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
        int more = users.size() - named;
        return users.size() == 1
                ? Speech.of(key + "-one", Speech.names(users, false))
                : Speech.of(key, Speech.names(users.subList(0, named), more > 0), more);
    }
}
