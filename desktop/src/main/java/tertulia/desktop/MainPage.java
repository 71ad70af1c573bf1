package tertulia.desktop;

import com.ibm.icu.text.Collator;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
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
    private final Attention attention;
    private final Around around;
    private final MainMenu menu;
    private final Sheet sheet;
    private final Columns columns;
    private final Banner banner;
    private final ConversationList list;
    private final TalkPane talk;
    private final PeopleList people;
    private final Label server = new Label();
    private final HBox myself = new HBox();
    private final StackPane node;
    private final Timeline tick;

    /** What the page asks of the window around it. */
    interface Around {
        /** Opens a link. */
        void browse(String link);

        /** Something was read. */
        void changed();

        /** Goes back to the first page. */
        void leave();

        /** Leaves the server for good. */
        void leaveForGood();

        /** Says everything in the language of this tag. */
        void speak(String tag);

        /** Looks as is remembered. */
        void dress();

        /** Somebody said this; {@code forUs}: it is private, or has our name in it. */
        void call(Conversation where, Message message, boolean forUs);
    }

    MainPage(Session session, Memory memory, Attention attention, Around around) {
        this.session = session;
        this.memory = memory;
        this.attention = attention;
        this.around = around;
        banner = new Banner(session.server().toString(), around::leave);
        sheet = new Sheet(this::focus);
        list = new ConversationList(this::open, this::focus);
        people =
                new PeopleList(this::openWith, Collator.getInstance(Words.ours().locale()));
        talk = new TalkPane(session, around::browse, this::elsewhere, around::changed, this::togglePeople);
        menu = new MainMenu(
                List.of(
                        new MainMenu.Action("desktop.find", KeyCombination.valueOf("Shortcut+F"), talk::find),
                        new MainMenu.Action("web.find", KeyCombination.valueOf("Shortcut+K"), this::seek),
                        new MainMenu.Action("web.cipher-set", KeyCombination.valueOf("Shortcut+E"), talk::cipher),
                        new MainMenu.Action("web.settings", KeyCombination.valueOf("Shortcut+COMMA"), this::settings),
                        new MainMenu.Action("desktop.keys-title", KeyCombination.valueOf("F1"), this::keys)),
                around::leave,
                this::askToLeave);
        server.getStyleClass().add("pane-title");
        server.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(server, Priority.ALWAYS);
        var bar = new HBox(Shapes.mark(28), server, menu.node());
        bar.getStyleClass().add("pane-bar");
        myself.getStyleClass().add("myself");
        var left = new VBox(bar, list.node(), myself);
        left.getStyleClass().addAll("pane", "side-pane", "left-pane");
        VBox.setVgrow(list.node(), Priority.ALWAYS);
        columns = new Columns(left, talk.node(), people.node(), memory);
        columns.node().widthProperty().subscribe(width -> talk.narrow(columns.isNarrow()));
        var page = new VBox(banner.node(), columns.node());
        VBox.setVgrow(columns.node(), Priority.ALWAYS);
        node = new StackPane(page, sheet.node());
        node.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        node.addEventFilter(KeyEvent.KEY_TYPED, this::typed);
        tick = new Timeline(new KeyFrame(Duration.seconds(2), event -> tick()));
        tick.setCycleCount(Timeline.INDEFINITE);
    }

    private void tick() {
        talk.leaving();
        session.keep();
        around.changed();
    }

    private void settings() {
        if (sheet.isOpen()) return;
        var panel = new SettingsPanel(memory, attention, around);
        sheet.show(Speech.of("web.settings"), panel.node(), panel.first());
    }

    private void keys() {
        var table = KeysPanel.table();
        sheet.show(Speech.of("desktop.keys-title"), table, table);
    }

    private void askToLeave() {
        var why = new Label(Speech.of("desktop.leave-sure"));
        why.setWrapText(true);
        var yes = new Button(Speech.of("web.leave-yes"));
        yes.setId("leave-yes");
        yes.setOnAction(event -> around.leaveForGood());
        var no = new Button(Speech.of("web.cancel"));
        no.setId("leave-no");
        no.setOnAction(event -> {
            sheet.close();
            focus();
        });
        var both = new HBox(10, no, yes);
        both.setAlignment(Pos.CENTER_RIGHT);
        sheet.show(Speech.of("web.leave"), new VBox(16, why, both), no);
    }

    private void seek() {
        columns.wantRight(true);
        people.seek();
    }

    private void togglePeople() {
        columns.wantRight(!columns.showsRight());
    }

    Node node() {
        return node;
    }

    /** Is shown for the first time. */
    void begin() {
        tick.play();
        node.sceneProperty().subscribe(scene -> {
            if (scene == null) tick.stop();
        });
        talk.opened();
        around.changed();
        if (!sheet.isOpen()) talk.focus();
    }

    /** Is shown instead of this one, which was worded in another language. */
    void goOn(MainPage before) {
        banner.goOn(before.banner, session.state());
        if (before.sheet.isOpen()) settings();
    }

    /** Is shown no more. */
    void leaving() {
        tick.stop();
        talk.leaving();
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
        around.call(where.get(), message.get(), forUs);
    }

    /** Shows what changed until now. Without a connection nobody is known to be present. */
    void update(Instant now) {
        var conversations = session.conversations();
        boolean online = session.state() instanceof State.Online;
        if (session.state() instanceof State.Online(var there, var you)) server.setText(Visible.text(there.name()));
        conversations.me().ifPresent(you -> showMyself(new Shown(you, online)));
        List<Author> present = online ? session.client().present() : List.of();
        Set<UserId> here = present.stream().map(Author::id).collect(Collectors.toSet());
        talk.update(online ? OptionalInt.of(present.size()) : OptionalInt.empty(), here, now);
        List<Conversation> all = conversations.list();
        list.update(all, conversations.open(), here, now);
        conversations.me().ifPresent(me -> people.update(present, all, me, online));
    }

    /** Who we are, and whether we are connected. */
    private record Shown(Author you, boolean online) {}

    private void showMyself(Shown now) {
        if (now.equals(myself.getUserData())) return;
        myself.setUserData(now);
        var you = now.you();
        var name = new Label(Speech.name(you));
        name.setId("myself");
        name.getStyleClass().add("strong");
        name.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(name, Priority.ALWAYS);
        var bye = Shapes.button(Shapes.LEAVE, Speech.of("desktop.leave"), around::leave);
        bye.setId("leave");
        myself.getChildren().setAll(Shapes.withPresence(Shapes.avatar(you, 36), now.online()), name, bye);
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
        columns.wantRight(false);
        talk.leaving();
        session.conversations().openWith(other);
        opened();
        talk.focus();
    }

    private void opened() {
        talk.opened();
        around.changed();
    }

    /** Ctrl+Up and Ctrl+Down, or Alt, go from conversation to conversation, Escape goes to where one writes. */
    private void key(KeyEvent event) {
        if (sheet.isOpen()) return;
        boolean up = event.getCode() == KeyCode.UP;
        menu.key(event);
        if (event.isConsumed()) return;
        if ((event.isShortcutDown() || event.isAltDown())
                && !event.isShiftDown()
                && (up || event.getCode() == KeyCode.DOWN)) {
            list.step(up ? -1 : 1);
            event.consume();
        } else if (event.getCode() == KeyCode.ESCAPE) {
            people.clear();
            columns.wantRight(false);
            talk.escape();
            event.consume();
        }
    }

    /** What is typed anywhere but in a field is meant for the one where one writes. */
    private void typed(KeyEvent event) {
        boolean isText = !event.getCharacter().isBlank()
                && event.getCharacter().codePoints().noneMatch(Character::isISOControl)
                && !event.isShortcutDown()
                && !event.isAltDown()
                && !event.isMetaDown();
        if (!isText || sheet.isOpen() || node.getScene().getFocusOwner() instanceof TextInputControl) return;
        event.consume();
        talk.write(event.getCharacter());
    }
}
