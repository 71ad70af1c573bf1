package tertulia.desktop;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import tertulia.desktop.talk.Conversation;
import tertulia.model.Author;
import tertulia.model.UserId;

/** The list at the right: who is present, then those we talked to who are not. One is chosen to be written to privately. */
final class PeopleList {
    private final Consumer<Author> choose;
    private final ObservableList<Person> shown = FXCollections.observableArrayList();
    private final ListView<Person> list = new ListView<>(shown);
    private final TextField sought = new TextField();
    private final Button write = new Button(Speech.of("web.private"));
    private final Label count = new Label();
    private final VBox node;
    private final Comparator<? super String> order;
    private final Label nobody = new Label(Speech.of("web.nobody-found"));
    private Optional<Known> known = Optional.empty();
    private List<Person> all = List.of();

    private record Person(Author user, Standing standing, boolean present) {}

    /** In the order of the list: oneself, who is present, who may come back, who left for good. */
    private enum Standing {
        ME,
        PRESENT,
        AWAY,
        GONE
    }

    /** Of whom the list was made. */
    private record Known(List<Author> present, Set<Author> talkedTo, Set<UserId> gone, Author me, boolean online) {}

    /** {@code choose} is told whom the person wants to write to; {@code order} is that of the names. */
    PeopleList(Consumer<Author> choose, Comparator<? super String> order) {
        this.choose = choose;
        this.order = order;
        list.setId("people");
        list.getStyleClass().add("people");
        list.setStyle("-fx-padding: 8;");
        list.setAccessibleText(Speech.of("web.people"));
        list.setCellFactory(view -> new Cell());
        list.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) chosen();
        });
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) chosen();
        });
        sought.setId("seek");
        sought.setPromptText(Speech.of("web.find"));
        sought.textProperty().subscribe(text -> show());
        sought.setOnAction(event -> {
            if (list.getSelectionModel().isEmpty()) list.getSelectionModel().selectFirst();
            chosen();
        });
        write.setId("private");
        write.setMaxWidth(Double.MAX_VALUE);
        write.setOnAction(event -> chosen());
        list.getSelectionModel()
                .selectedItemProperty()
                .subscribe(one -> write.setDisable(one == null || one.standing() == Standing.ME));
        var title = new Label(Speech.of("web.people"));
        title.getStyleClass().add("pane-title");
        var bar = new HBox(title);
        bar.getStyleClass().add("pane-bar");
        count.getStyleClass().addAll("quiet", "small");
        count.setId("here");
        var above = new VBox(8, sought, count);
        above.setStyle("-fx-padding: 0 16 0 16;");
        var below = new VBox(write);
        below.setStyle("-fx-padding: 8 16 12 16;");
        nobody.getStyleClass().addAll("quiet", "small");
        nobody.setId("nobody");
        nobody.setWrapText(true);
        nobody.setStyle("-fx-padding: 8 16 0 16;");
        nobody.setVisible(false);
        var middle = new StackPane(list, nobody);
        StackPane.setAlignment(nobody, Pos.TOP_LEFT);
        node = new VBox(bar, above, middle, below);
        VBox.setVgrow(middle, Priority.ALWAYS);
        node.getStyleClass().addAll("pane", "side-pane", "right-pane");
    }

    Region node() {
        return node;
    }

    /** To where one looks for somebody. */
    void seek() {
        sought.requestFocus();
        sought.selectAll();
    }

    /** Nobody is looked for any more. */
    void clear() {
        sought.clear();
    }

    /** The name of somebody who is listed. */
    static String name(Object listed) {
        return listed instanceof Person person ? Speech.name(person.user()) : "";
    }

    private void chosen() {
        var person = list.getSelectionModel().getSelectedItem();
        if (person != null && person.standing() != Standing.ME) choose.accept(person.user());
    }

    /** Shows what changed; if we are not {@code online} nobody is known to be present. */
    void update(List<Author> present, List<Conversation> conversations, Author me, boolean online) {
        var talkedTo =
                conversations.stream().flatMap(one -> one.with().stream()).collect(Collectors.toSet());
        var gone = conversations.stream()
                .filter(Conversation::isGone)
                .flatMap(one -> one.with().stream())
                .map(Author::id)
                .collect(Collectors.toSet());
        var now = new Known(present, talkedTo, gone, me, online);
        if (known.equals(Optional.of(now))) return;
        known = Optional.of(now);
        Set<UserId> here = present.stream().map(Author::id).collect(Collectors.toSet());
        var people = new ArrayList<Person>();
        if (!online) people.add(new Person(me, Standing.ME, false));
        for (var user : present)
            people.add(new Person(user, user.id().equals(me.id()) ? Standing.ME : Standing.PRESENT, true));
        talkedTo.stream()
                .filter(user -> !here.contains(user.id()))
                .map(user -> new Person(user, gone.contains(user.id()) ? Standing.GONE : Standing.AWAY, false))
                .forEach(people::add);
        people.sort(Comparator.comparing(Person::standing)
                .thenComparing((a, b) -> order.compare(Speech.name(a.user()), Speech.name(b.user())))
                .thenComparing(one -> one.user().id()));
        count.setText(online ? Speech.of("web.here", present.size()) : Speech.of("web.is-offline"));
        if (people.equals(all)) return;
        all = people;
        show();
    }

    private void show() {
        String text = sought.getText().toLowerCase(Locale.ROOT);
        var before = list.getSelectionModel().getSelectedItem();
        var found = all.stream()
                .filter(one -> Speech.name(one.user()).toLowerCase(Locale.ROOT).contains(text))
                .toList();
        shown.setAll(found);
        nobody.setVisible(found.isEmpty() && !text.isEmpty());
        int at = before == null
                ? -1
                : found.stream()
                        .map(one -> one.user().id())
                        .toList()
                        .indexOf(before.user().id());
        if (at < 0) list.getSelectionModel().clearSelection();
        else list.getSelectionModel().select(at);
    }

    /** The one that is chosen, or under the mouse, shows that a click leads to a private conversation. */
    private final class Cell extends ListCell<Person> {
        Cell() {
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(Person person, boolean empty) {
            super.updateItem(person, empty);
            setText(null);
            setGraphic(empty || person == null ? null : drawn(person));
            if (person != null) setAccessibleText(Speech.name(person.user()));
        }

        private Node drawn(Person person) {
            var name = new Label(Speech.name(person.user()));
            var row = new HBox(10, Shapes.withPresence(Shapes.avatar(person.user(), 32), person.present()), name);
            if (person.standing() == Standing.ME) row.getChildren().add(mark("desktop.you-mark"));
            if (person.standing() == Standing.GONE) row.getChildren().add(mark("web.gone-mark"));
            if (!person.present()) name.getStyleClass().add("quiet");
            if (person.standing() == Standing.PRESENT || person.standing() == Standing.AWAY) {
                var open = new Label(Speech.of("web.private"));
                open.getStyleClass().addAll("small", "way");
                open.setMinWidth(Region.USE_PREF_SIZE);
                open.visibleProperty().bind(hoverProperty().or(selectedProperty()));
                open.setOnMouseClicked(event -> choose.accept(person.user()));
                var space = new Region();
                HBox.setHgrow(space, Priority.ALWAYS);
                row.getChildren().addAll(space, open);
            }
            row.setAlignment(Pos.CENTER_LEFT);
            row.setStyle("-fx-padding: 5 10 5 10;");
            return row;
        }

        private static Node mark(String key) {
            var mark = new Label(Speech.of(key));
            mark.getStyleClass().addAll("quiet", "small");
            mark.setMinWidth(0);
            return mark;
        }
    }
}
