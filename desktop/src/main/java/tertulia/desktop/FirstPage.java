package tertulia.desktop;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import tertulia.client.Address;
import tertulia.client.Happening;
import tertulia.client.Identities;
import tertulia.client.Inquiry;
import tertulia.client.Timing;
import tertulia.discovery.Found;
import tertulia.model.Handle;
import tertulia.model.Limits;
import tertulia.model.Refusal;

/**
 * The first page: one chooses a name, as often as one likes, and says where the server is; the button that connects is there
 * when the name is good.
 */
final class FirstPage implements AutoCloseable {
    private static final double FOUND_ROW = 30;
    private static final int MOST_FOUND_ROWS = 4;
    private static final PseudoClass COMPACT = PseudoClass.getPseudoClass("compact");
    /** Of the card, about. */
    private static final double USUAL_HEIGHT = 600;

    private final Identities identities;
    private final Timing timing;
    private final BiConsumer<Address, String> connect;
    private final TextField name = new TextField();
    private final TextField server = new TextField("localhost");
    private final TextField port = new TextField(String.valueOf(Address.PORT));
    private final CheckBox tls = new CheckBox(Speech.of("desktop.tls"));
    private final Label judgement = text("judgement", "quiet", "small");
    private final Label trouble = text("trouble", "bad", "small");
    private final ListView<Found> found = new ListView<>();
    private final VBox nearby = new VBox(6);
    private final Button go = new Button(Speech.of("desktop.connect"));
    private final ScrollPane node;
    private final PauseTransition pause = new PauseTransition(Duration.millis(250));
    /** After so long without an answer, one may go on without. */
    private final PauseTransition patience = new PauseTransition(Duration.millis(1500));

    private @Nullable Inquiry inquiry;
    private @Nullable Address inquired;
    private Happening.@Nullable Met met;

    /** What is written on the page. */
    record Written(String name, String server, String port, boolean tls) {}

    /** {@code connect} is told when the person wants to connect, {@code speak} which language is chosen. */
    FirstPage(Identities identities, Timing timing, BiConsumer<Address, String> connect, Consumer<String> speak) {
        this.identities = identities;
        this.timing = timing;
        this.connect = connect;
        name.setId("name");
        server.setId("server");
        port.setId("port");
        port.setPrefColumnCount(5);
        tls.setId("tls");
        go.setId("connect");
        go.getStyleClass().add("primary");
        go.setMaxWidth(Double.MAX_VALUE);
        go.setVisible(false); // Its room is kept, so that nothing moves when it comes.
        go.setOnAction(event -> submit());
        for (var field : new TextField[] {name, server, port}) field.setOnAction(event -> submit());
        name.textProperty().subscribe(this::typed);
        server.focusedProperty().subscribe(focused -> moved(focused));
        port.focusedProperty().subscribe(focused -> moved(focused));
        tls.setOnAction(event -> moved(false));
        pause.setOnFinished(event -> ask());
        patience.setOnFinished(event -> go.setVisible(true));
        listFound();
        node = page(Language.button(speak));
        // The tables of look-alikes are large; the first name that is typed should not have to wait for them.
        Thread.ofVirtual().name("tertulia-names").start(() -> Handle.judge("Ana", Limits.usual()));
    }

    private static Label text(String id, String... styles) {
        var label = new Label();
        label.setId(id);
        label.setMinHeight(Look.scaled(36));
        label.setAlignment(Pos.TOP_LEFT);
        label.getStyleClass().addAll(styles);
        return label;
    }

    private ScrollPane page(Node language) {
        var title = new Label(Speech.of("web.title"));
        title.getStyleClass().add("title");
        var lead = new Label(Speech.of("web.welcome"));
        lead.getStyleClass().add("quiet");
        lead.setWrapText(true);
        HBox.setHgrow(server, Priority.ALWAYS);
        var host = new VBox(6, labelled("desktop.server", server), server);
        HBox.setHgrow(host, Priority.ALWAYS);
        var where = new HBox(10, host, new VBox(6, labelled("desktop.port", port), port));
        var mark = Shapes.mark(52);
        mark.managedProperty().bind(mark.visibleProperty());
        var top = new VBox(6, mark, title, lead);
        top.setStyle("-fx-padding: 0 0 14 0;");
        var card = new VBox(6, top, labelled("web.your-name", name), name, judgement, where, tls, trouble, go, nearby);
        VBox.setMargin(tls, new Insets(8, 0, 0, 0));
        card.getStyleClass().add("card");
        card.setMaxSize(400, VBox.USE_PREF_SIZE);
        var languages = new HBox(language);
        languages.setAlignment(Pos.TOP_RIGHT);
        var middle = new HBox(card);
        middle.setAlignment(Pos.TOP_CENTER);
        var ground = new VBox(languages, middle);
        ground.setStyle("-fx-padding: 12 16 16 16;");
        var scrolled = new ScrollPane(ground);
        // What comes below the button moves nothing.
        scrolled.heightProperty().subscribe(height -> {
            double spare = height.doubleValue() - Look.scaled(USUAL_HEIGHT);
            VBox.setMargin(middle, new Insets(Math.max(0, spare / 2 - 40), 0, 0, 0));
            card.pseudoClassStateChanged(COMPACT, spare < 60);
            mark.setVisible(spare >= 60);
        });
        scrolled.setFitToWidth(true);
        scrolled.setFitToHeight(true);
        scrolled.getStyleClass().add("welcome");
        ground.getStyleClass().add("welcome");
        return scrolled;
    }

    private void listFound() {
        found.setId("found-servers");
        found.setCellFactory(list -> new FoundCell());
        found.setOnMouseClicked(event -> choose());
        found.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) choose();
        });
        var label = new Label(Speech.of("desktop.nearby"));
        label.getStyleClass().add("label-of");
        label.setLabelFor(found);
        found.setAccessibleText(label.getText());
        nearby.getChildren().setAll(label, found);
        nearby.managedProperty().bind(nearby.visibleProperty());
        nearby.setVisible(false);
        VBox.setMargin(nearby, new Insets(8, 0, 0, 0));
    }

    /** These servers are on the network now. */
    void found(List<Found> now) {
        var before = found.getSelectionModel().getSelectedItem();
        found.getItems().setAll(now);
        if (before != null && now.contains(before)) found.getSelectionModel().select(before);
        found.setPrefHeight(FOUND_ROW * Math.min(MOST_FOUND_ROWS, now.size()) + 14);
        nearby.setVisible(!now.isEmpty());
    }

    /** What is selected is where one wants to go. */
    private void choose() {
        var one = found.getSelectionModel().getSelectedItem();
        if (one == null) return;
        fill(new Address(one.host(), one.port(), one.tls()));
        moved(false);
        name.requestFocus();
        name.end();
    }

    private void fill(Address address) {
        server.setText(address.host());
        port.setText(String.valueOf(address.port()));
        tls.setSelected(address.tls());
    }

    private static final class FoundCell extends ListCell<Found> {
        FoundCell() {
            setPrefWidth(0);
            setPrefHeight(FOUND_ROW);
        }

        @Override
        protected void updateItem(Found one, boolean empty) {
            super.updateItem(one, empty);
            String where = one == null ? "" : new Address(one.host(), one.port(), one.tls()).toString();
            setText(one == null || empty ? null : Speech.of("desktop.found-server", one.name(), where));
        }
    }

    private static Label labelled(String key, TextField field) {
        var label = new Label(Speech.of(key));
        label.getStyleClass().add("label-of");
        label.setLabelFor(field);
        return label;
    }

    Node node() {
        return node;
    }

    /** Fills in who one was and where. */
    void offer(String lastName, Optional<Address> address) {
        address.ifPresent(this::fill);
        name.setText(lastName);
    }

    /** Goes there as this person, who is known there, at once. */
    void enter(Address address, String known) {
        fill(address);
        name.setText(known);
        go.setVisible(true);
        submit();
    }

    Written written() {
        return new Written(name.getText(), server.getText(), port.getText(), tls.isSelected());
    }

    /** Fills in what was written on another one. */
    void fill(Written written) {
        server.setText(written.server());
        port.setText(written.port());
        tls.setSelected(written.tls());
        name.setText(written.name());
    }

    /** Is ready to be written in. */
    void begin() {
        busy(false);
        Focus.to(name);
        name.end();
        typed(name.getText());
    }

    /** The server does not let us in by this name. */
    void refused(Refusal refusal) {
        pause.stop();
        judged("bad", Speech.of(refusal));
        go.setVisible(false);
    }

    /** There is no connection, for this reason. */
    void failed(String why) {
        busy(false);
        RightToLeft.say(trouble, why);
    }

    /** The server's key was not known before. */
    void met(Happening.Met now) {
        met = now;
    }

    /** The key that was new when the server was asked about a name here. */
    Optional<Happening.Met> metKey() {
        return Optional.ofNullable(met);
    }

    private void typed(String text) {
        pause.stop();
        patience.stop();
        go.setVisible(false);
        if (text.isEmpty()) {
            judged("quiet", Speech.of("web.name-hint"));
            return;
        }
        switch (Handle.judge(text, Limits.usual())) {
            case Handle.Judged.Bad(var refusal) -> judged("bad", Speech.of(refusal));
            case Handle.Judged.Good good -> {
                judged("quiet", Speech.of("web.name-asking"));
                pause.playFromStart();
                patience.playFromStart();
            }
        }
    }

    /** The server was written anew; once that is done the name is asked about there. */
    private void moved(boolean focused) {
        RightToLeft.say(trouble, "");
        if (!focused && !name.getText().isEmpty()) typed(name.getText());
    }

    private void ask() {
        String asked = name.getText();
        var place = address();
        if (place.isEmpty()) {
            go.setVisible(true);
            judged("quiet", "");
            return;
        }
        if (inquiry == null || !place.get().equals(inquired)) {
            close();
            inquired = place.get();
            inquiry = new Inquiry(inquired, identities, timing, one -> Platform.runLater(() -> met(one)));
        }
        inquiry.check(asked).thenAccept(answer -> Platform.runLater(() -> answered(asked, answer)));
    }

    private void answered(String asked, Inquiry.Answer answer) {
        if (!asked.equals(name.getText()) || node.getScene() == null) return;
        patience.stop();
        switch (answer) {
            case Inquiry.Answer.Free free -> {
                judged("good", Speech.of("web.name-good"));
                go.setVisible(true);
            }
            case Inquiry.Answer.Taken(var refusal) -> refused(refusal);
            case Inquiry.Answer.Unknown(var why) -> {
                judged("quiet", Speech.of("desktop.name-unasked", Speech.why(why, String.valueOf(inquired))));
                go.setVisible(true);
            }
        }
    }

    private void judged(String style, String text) {
        judgement.getStyleClass().removeAll("quiet", "good", "bad");
        judgement.getStyleClass().add(style);
        RightToLeft.say(judgement, text);
    }

    private void submit() {
        if (!go.isVisible() || go.isDisabled()) return;
        var place = address();
        if (place.isEmpty()) {
            RightToLeft.say(trouble, Speech.of(number().isEmpty() ? "desktop.no-port" : "desktop.no-host"));
            return;
        }
        busy(true);
        close();
        connect.accept(place.get(), name.getText());
    }

    private void busy(boolean now) {
        go.setDisable(now);
        go.setText(Speech.of(now ? "web.connecting" : "desktop.connect"));
        for (var field : new TextField[] {name, server, port}) field.setEditable(!now);
        tls.setDisable(now);
        RightToLeft.say(trouble, "");
    }

    private Optional<Address> address() {
        var number = number();
        String host = server.getText().strip().replaceFirst("^\\[(.*)]$", "$1");
        try {
            return number.map(there -> new Address(host, there, tls.isSelected()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<Integer> number() {
        String text = port.getText().strip();
        if (!text.matches("[0-9]{1,5}")) return Optional.empty();
        return Optional.of(Integer.valueOf(text)).filter(number -> number >= 1 && number <= 65_535);
    }

    /** Ends the connection by which names are asked about. */
    @Override
    public void close() {
        if (inquiry != null) inquiry.close();
        inquiry = null;
        inquired = null;
    }
}
