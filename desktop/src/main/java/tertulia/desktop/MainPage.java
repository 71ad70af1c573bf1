package tertulia.desktop;

import com.ibm.icu.text.Collator;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import tertulia.client.Happening;
import tertulia.client.State;
import tertulia.desktop.talk.Conversation;
import tertulia.desktop.talk.Message;
import tertulia.model.Author;
import tertulia.model.RoomId;
import tertulia.model.UserId;
import tertulia.model.Visible;
import tertulia.model.Words;

/** The main page: conversations at the left, the open one in the middle, people at the right. */
final class MainPage {
    private final Session session;
    private final Memory memory;
    private final Around around;
    private final MainMenu menu;
    private final KeysPanel keys;
    private final SplitPane columns;
    private final Banner banner;
    private final ConversationList list;
    private final TalkPane talk;
    private final PeopleList people;
    private final Label server = new Label();
    private final HBox myself = new HBox();
    private final VBox node;
    private final Timeline tick;

    /** What the page asks of the window around it. */
    interface Around {
        /** Opens a link. */
        void browse(String link);

        /** Something was read. */
        void changed();

        /** Goes back to the first page. */
        void leave();

        /** Says everything in the language of this tag. */
        void speak(String tag);

        /** This message is meant for the person. */
        void call(Conversation where, Message message);
    }

    MainPage(Session session, Memory memory, Attention attention, Around around) {
        this.session = session;
        this.memory = memory;
        this.around = around;
        banner = new Banner(session.server().toString(), around::leave);
        keys = new KeysPanel(this::focus);
        list = new ConversationList(this::open);
        people =
                new PeopleList(this::openWith, Collator.getInstance(Words.ours().locale()));
        talk = new TalkPane(session, around::browse, this::elsewhere, around::changed);
        menu = new MainMenu(
                List.of(
                        new MainMenu.Action("desktop.find", KeyCombination.valueOf("Shortcut+F"), talk::find),
                        new MainMenu.Action("web.find", KeyCombination.valueOf("Shortcut+K"), people::seek),
                        new MainMenu.Action("web.cipher-set", KeyCombination.valueOf("Shortcut+E"), talk::cipher),
                        new MainMenu.Action("desktop.keys-title", KeyCombination.valueOf("F1"), keys::toggle)),
                attention,
                around);
        server.getStyleClass().add("pane-title");
        server.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(server, Priority.ALWAYS);
        var bar = new HBox(Shapes.mark(28), server, menu.node());
        bar.getStyleClass().add("pane-bar");
        myself.getStyleClass().add("myself");
        var left = new VBox(bar, list.node(), myself);
        left.getStyleClass().addAll("side-pane", "left-pane");
        VBox.setVgrow(list.node(), Priority.ALWAYS);
        columns = new SplitPane(left, talk.node(), people.node());
        sized(left, 180, 290, 420);
        sized(people.node(), 150, 240, 360);
        SplitPane.setResizableWithParent(left, false);
        SplitPane.setResizableWithParent(people.node(), false);
        columns.setDividerPositions(memory.number("left", 0.25), memory.number("right", 0.79));
        node = new VBox(banner.node(), keys.node(), columns);
        VBox.setVgrow(columns, Priority.ALWAYS);
        node.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        tick = new Timeline(new KeyFrame(Duration.seconds(2), event -> around.changed()));
        tick.setCycleCount(Timeline.INDEFINITE);
    }

    private static void sized(Region pane, double least, double usual, double most) {
        pane.setMinWidth(least);
        pane.setPrefWidth(usual);
        pane.setMaxWidth(most);
    }

    Node node() {
        return node;
    }

    /** Is shown for the first time, with the conversation that was open last. */
    void begin() {
        memory.text("conversation")
                .filter(last -> last.matches("lobby|d[0-9a-f]{32}"))
                .ifPresent(last -> session.conversations().open(new RoomId(last)));
        tick.play();
        node.sceneProperty().subscribe(scene -> {
            if (scene == null) tick.stop();
        });
        talk.opened();
        update();
        talk.focus();
    }

    /** Is shown instead of this one, which was worded in another language. */
    void goOn(MainPage before) {
        banner.goOn(before.banner, session.state());
    }

    /** Is shown no more. */
    void leaving() {
        talk.leaving();
        memory.keep("left", columns.getDividerPositions()[0]);
        memory.keep("right", columns.getDividerPositions()[1]);
    }

    private void focus() {
        talk.focus();
    }

    /** The name of the server. */
    String title() {
        return server.getText();
    }

    void met(Happening.Met met) {
        banner.met(met);
    }

    /** Something that is no matter of a conversation. */
    void happened(Happening happening) {
        if (happening instanceof Happening.Stands(State state)) banner.stands(state);
        if (happening instanceof Happening.Refused(var refusal)) banner.say(() -> Speech.of(refusal));
        if (happening instanceof Happening.Heard heard && !heard.mine()) news(heard);
    }

    private void news(Happening.Heard heard) {
        var message = session.conversations().message(heard);
        var where = session.conversations().in(heard.entry().room());
        if (message.isEmpty() || where.isEmpty()) return;
        boolean forUs = where.get().with().isPresent() || talk.isCalled(message.get());
        if (forUs) around.call(where.get(), message.get());
    }

    /** Shows what changed. */
    void update() {
        var conversations = session.conversations();
        if (session.state() instanceof State.Online(var there, var you)) {
            server.setText(Visible.text(there.name()));
            if (myself.getUserData() == null || !myself.getUserData().equals(you)) showMyself(you);
        }
        var present = session.client().present();
        Set<UserId> here = present.stream().map(Author::id).collect(Collectors.toSet());
        var now = Instant.now();
        talk.update(present.size(), here, now);
        List<Conversation> all = conversations.list();
        list.update(all, conversations.open(), here, now);
        conversations.me().ifPresent(me -> people.update(present, all, me));
    }

    private void showMyself(Author you) {
        var name = new Label(Speech.name(you));
        name.setId("myself");
        name.getStyleClass().add("strong");
        name.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(name, Priority.ALWAYS);
        var bye = Shapes.button(Shapes.LEAVE, Speech.of("desktop.leave"), around::leave);
        bye.setId("leave");
        myself.getChildren().setAll(Shapes.withPresence(Shapes.avatar(you, 36), true), name, bye);
        myself.setUserData(you);
    }

    private void open(RoomId room) {
        if (session.conversations().open().room().equals(room)) return;
        talk.leaving();
        session.conversations().open(room);
        opened();
    }

    private void elsewhere(Optional<Author> with) {
        with.ifPresentOrElse(this::openWith, () -> open(RoomId.LOBBY));
    }

    private void openWith(Author other) {
        talk.leaving();
        session.conversations().openWith(other);
        opened();
        talk.focus();
    }

    private void opened() {
        memory.keep("conversation", session.conversations().open().room());
        talk.opened();
        around.changed();
    }

    /** Ctrl+Up and Ctrl+Down, or Alt, go from conversation to conversation, Escape goes to where one writes. */
    private void key(KeyEvent event) {
        boolean up = event.getCode() == KeyCode.UP;
        menu.key(event);
        if (event.isConsumed()) return;
        if ((event.isShortcutDown() || event.isAltDown())
                && !event.isShiftDown()
                && (up || event.getCode() == KeyCode.DOWN)) {
            list.step(up ? -1 : 1);
            event.consume();
        } else if (event.getCode() == KeyCode.ESCAPE) {
            keys.close();
            talk.escape();
            event.consume();
        }
    }
}
