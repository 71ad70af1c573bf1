package tertulia.desktop;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import tertulia.client.Sealer;
import tertulia.desktop.talk.Conversation;
import tertulia.desktop.talk.Meant;
import tertulia.desktop.talk.Message;
import tertulia.model.Author;
import tertulia.model.Limit;
import tertulia.model.Refusal;
import tertulia.model.UserId;

/** The conversation in the middle: its messages, who is typing, and where one writes. */
final class TalkPane {
    private final Session session;
    private final Runnable changed;
    private final Consumer<Optional<Author>> elsewhere;
    private final HBox bar = new HBox();
    private final Label title = new Label();
    private final Label below = new Label();
    private final Label typing = new Label();
    private final MessageList messages;
    private final FindBar find;
    private final CipherPanel cipher;
    private final Composer composer;
    private final Label gone = new Label();
    private final Button people;
    private final Button down = Shapes.button(Shapes.DOWN, Speech.of("web.latest"), this::further);
    private final VBox node;
    private Bar drawn = new Bar("", false, false, Optional.empty());

    /** What the bar shows. */
    private record Bar(String name, boolean here, boolean gone, Optional<Sealer> sealer) {}

    /**
     * {@code browser} opens a link, {@code elsewhere} the conversation with a user or that of everyone; {@code changed} is
     * told when something was read; {@code others} shows who is there, where there is no room for it.
     */
    TalkPane(
            Session session,
            Consumer<String> browser,
            Consumer<Optional<Author>> elsewhere,
            Runnable changed,
            Runnable others) {
        this.session = session;
        this.elsewhere = elsewhere;
        this.changed = changed;
        messages = new MessageList(browser, new Ear());
        find = new FindBar(messages, session::earlier, this::focus);
        cipher = new CipherPanel(session, browser, this::focus);
        composer = new Composer(this::wrong, this::say, session::typing);
        title.setId("title");
        title.getStyleClass().add("pane-title");
        below.setId("below");
        below.getStyleClass().addAll("quiet", "small");
        typing.setId("typing");
        typing.getStyleClass().addAll("quiet", "small");
        typing.setMinHeight(22);
        typing.setStyle("-fx-padding: 0 20 0 66;");
        bar.getStyleClass().addAll("pane-bar", "talk-bar");
        people = Shapes.button(Shapes.PEOPLE, Speech.of("web.people"), others);
        people.setId("people-open");
        people.managedProperty().bind(people.visibleProperty());
        people.setVisible(false);
        down.setId("down");
        down.getStyleClass().add("down");
        down.setVisible(false);
        var middle = new StackPane(messages.node(), down);
        StackPane.setAlignment(down, Pos.BOTTOM_RIGHT);
        StackPane.setMargin(down, new Insets(0, 24, 8, 0));
        gone.setId("gone");
        gone.setWrapText(true);
        gone.setMaxWidth(Double.MAX_VALUE);
        gone.getStyleClass().addAll("quiet", "note");
        gone.setVisible(false);
        for (var part : List.of(gone, composer.node())) part.managedProperty().bind(part.visibleProperty());
        var writing = new VBox(gone, composer.node());
        writing.setStyle("-fx-padding: 0 20 14 20;");
        node = new VBox(bar, cipher.node(), find.node(), middle, typing, writing);
        VBox.setVgrow(middle, Priority.ALWAYS);
        node.getStyleClass().addAll("pane", "conversation-pane");
        HBox.setHgrow(node, Priority.ALWAYS);
    }

    /** Whether there is no room for who is there. */
    void narrow(boolean now) {
        people.setVisible(now);
    }

    /** To what is new first, then to the end. */
    private void further() {
        messages.further();
        focus();
    }

    /** This was typed elsewhere. */
    void write(String text) {
        composer.write(text);
    }

    Region node() {
        return node;
    }

    /** To where one writes, or to the messages if nobody is there to be written to. */
    void focus() {
        if (session.conversations().open().isGone()) messages.node().requestFocus();
        else composer.focus();
    }

    /** Back to where one writes, from wherever one was. */
    void escape() {
        find.close();
        cipher.close();
        focus();
    }

    /** To the classroom cipher: shows it, then goes there, then back. */
    void cipher() {
        cipher.further();
    }

    /** To where one looks for something. */
    void find() {
        find.open();
    }

    /** Another conversation is going to be opened. */
    void leaving() {
        session.conversations().open().draft(composer.text());
    }

    /** Whether the person is called by this message. */
    boolean isCalled(Message message) {
        return messages.isCalled(message);
    }

    /** Another conversation was opened. */
    void opened() {
        var open = session.conversations().open();
        messages.open(open);
        String name = ConversationList.title(open);
        composer.open(
                open.draft(),
                open.with().isPresent() ? Speech.of("web.write-to", name) : Speech.of("web.write-all"),
                session.client().limits().of(Limit.TEXT_BYTES));
        messages.node().setAccessibleText(Speech.of("web.messages-of", name));
        find.close();
    }

    /** Shows what changed; {@code count} people are present, if that is known. */
    void update(OptionalInt count, Set<UserId> present, Instant now) {
        var open = session.conversations().open();
        session.conversations().look(messages.isSeen());
        messages.called(session.conversations().me());
        messages.update(now);
        find.refresh();
        cipher.update(open);
        boolean here = open.with().map(user -> present.contains(user.id())).orElse(true);
        var shown = new Bar(ConversationList.title(open), here, open.isGone(), open.sealer());
        if (!shown.equals(drawn)) draw(open, shown);
        below.setText(below(open, here, count));
        var writing = open.typing(now);
        typing.setText(
                writing.isEmpty()
                        ? ""
                        : Speech.of(
                                "web.typing",
                                Speech.names(writing.subList(0, Math.min(2, writing.size())), writing.size() > 2),
                                writing.size()));
        showDown();
    }

    private static String below(Conversation open, boolean here, OptionalInt count) {
        if (open.isGone()) return Speech.of("web.private-gone");
        if (count.isEmpty()) return Speech.of("web.is-offline");
        if (open.with().isEmpty()) return Speech.of("web.online", count.getAsInt());
        return Speech.of(here ? "web.private-present" : "web.private-away");
    }

    /** The way to what is below, with how much of it is new. */
    private void showDown() {
        boolean away = !messages.isAtEnd();
        int unread = session.conversations().open().unread();
        down.setVisible(away);
        if (!away) return;
        down.setText(unread == 0 ? "" : Speech.of("web.new-count", unread));
        String way = messages.isNewBelow()
                ? Speech.of("web.to-new", unread)
                : unread == 0 ? Speech.of("web.latest") : Speech.of("web.latest-new", unread);
        down.setAccessibleText(way);
        down.getTooltip().setText(way);
    }

    private void draw(Conversation open, Bar shown) {
        boolean wasGone = drawn.gone();
        drawn = shown;
        title.setText(shown.name());
        gone.setText(shown.gone() ? Speech.of("web.gone", shown.name()) : "");
        gone.setVisible(shown.gone());
        boolean here = composer.isFocused() || messages.node().isFocused();
        if (shown.gone() && here) messages.node().requestFocus(); // Or else the keyboard would go anywhere.
        composer.node().setVisible(!shown.gone());
        if (!shown.gone() && wasGone && here) composer.focus();
        Node circle = open.with()
                .map(user -> Shapes.withPresence(Shapes.avatar(user, 36), shown.here()))
                .orElseGet(() -> Shapes.lobby(36));
        var words = new VBox(title, below);
        words.setAlignment(Pos.CENTER_LEFT);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        var look = Shapes.button(Shapes.FIND, Speech.of("desktop.find"), this::find);
        look.setId("find-open");
        bar.getChildren().setAll(circle, words, cipher.button(), look, people);
    }

    /** Why a text is not sent as it is written, in words. */
    private Optional<String> wrong(String text) {
        var refused = switch (meant(text)) {
            case Meant.Refused(Refusal refusal) -> Optional.of(refusal);
            case Meant.Person(Author user, String secret) ->
                session.conversations().mistaken(user);
            case Meant.Here here -> Optional.<Refusal>empty();
            case Meant.All all -> Optional.<Refusal>empty();
            case Meant.Cipher cipher -> Optional.<Refusal>empty();
        };
        return refused.map(refusal -> refusal.code() == Refusal.Code.UNKNOWN_COMMAND
                ? Speech.of("web.no-command", refusal.details().getFirst())
                : Speech.of("web.not-sent", Speech.of(refusal)));
    }

    private Meant meant(String text) {
        var conversations = session.conversations();
        var known = new ArrayList<>(session.client().present());
        conversations.list().stream()
                .filter(one -> !one.isGone())
                .forEach(one -> one.with().ifPresent(known::add));
        return Meant.of(text, conversations.me(), known, session.client().limits());
    }

    private void say(String text) {
        switch (meant(text)) {
            case Meant.Cipher(String written) -> {
                Sealer.asked(written).ifPresent(session::seal);
                cipher.show();
                return;
            }
            case Meant.Here(String here) -> session.say(here);
            case Meant.All(String all) -> {
                elsewhere.accept(Optional.empty());
                session.say(all);
            }
            case Meant.Person(Author user, String secret) -> {
                elsewhere.accept(Optional.of(user));
                session.say(secret);
            }
            case Meant.Refused refused -> {}
        }
        messages.end();
    }

    /** What the reader does among the messages. */
    private final class Ear implements MessageList.Ear {
        @Override
        public void nearBegin() {
            session.earlier();
        }

        @Override
        public void seen() {
            var open = session.conversations().open();
            boolean unread = open.unread() > 0;
            session.conversations().look(messages.isSeen());
            showDown();
            if (unread && open.unread() == 0) Platform.runLater(changed);
        }

        @Override
        public void again(Message message) {
            session.conversations().open().discard(message.id()).ifPresent(session::say);
        }

        @Override
        public void discard(Message message) {
            session.conversations().open().discard(message.id());
            changed.run();
        }
    }
}
