package tertulia.desktop;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
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
    private final VBox node;

    /**
     * {@code browser} opens a link, {@code elsewhere} the conversation with a user or that of everyone; {@code changed} is
     * told when something was read.
     */
    TalkPane(Session session, Consumer<String> browser, Consumer<Optional<Author>> elsewhere, Runnable changed) {
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
        var writing = new VBox(composer.node());
        writing.setStyle("-fx-padding: 0 20 14 20;");
        node = new VBox(bar, cipher.node(), find.node(), messages.node(), typing, writing);
        VBox.setVgrow(messages.node(), Priority.ALWAYS);
        node.getStyleClass().add("conversation-pane");
        node.setMinWidth(240);
        HBox.setHgrow(node, Priority.ALWAYS);
    }

    Region node() {
        return node;
    }

    /** To where one writes. */
    void focus() {
        composer.focus();
    }

    /** Back to where one writes, from wherever one was. */
    void escape() {
        find.close();
        cipher.close();
        focus();
    }

    /** To the classroom cipher. */
    void cipher() {
        cipher.open();
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

    /** Shows what changed. */
    void update(int count, Set<UserId> present, Instant now) {
        var open = session.conversations().open();
        session.conversations().look(messages.isSeen());
        messages.called(session.conversations().me());
        messages.update(now);
        find.refresh();
        cipher.update(open);
        String name = ConversationList.title(open);
        boolean here = open.with().map(user -> present.contains(user.id())).orElse(true);
        if (!name.equals(title.getText()) || !Boolean.valueOf(here).equals(bar.getUserData())) draw(open, name, here);
        if (open.with().isEmpty()) below.setText(Speech.of("web.online", count));
        else below.setText(Speech.of(here ? "web.private-present" : "web.private-away"));
        var writing = open.typing(now);
        typing.setText(
                writing.isEmpty()
                        ? ""
                        : Speech.of(
                                "web.typing",
                                Speech.names(writing.subList(0, Math.min(2, writing.size()))),
                                writing.size()));
    }

    private void draw(Conversation open, String name, boolean here) {
        title.setText(name);
        Node circle = open.with()
                .map(user -> Shapes.withPresence(Shapes.avatar(user, 36), here))
                .orElseGet(() -> Shapes.lobby(36));
        var words = new VBox(title, below);
        words.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(words, Priority.ALWAYS);
        var look = Shapes.button(Shapes.FIND, Speech.of("desktop.find"), this::find);
        look.setId("find-open");
        bar.getChildren().setAll(circle, words, cipher.button(), look);
        bar.setUserData(here);
    }

    /** Why a text is not sent as it is written, in words. */
    private Optional<String> wrong(String text) {
        if (!(meant(text) instanceof Meant.Refused(Refusal refusal))) return Optional.empty();
        return Optional.of(
                refusal.code() == Refusal.Code.UNKNOWN_COMMAND
                        ? Speech.of("web.no-command", refusal.details().getFirst())
                        : Speech.of("web.not-sent", Speech.of(refusal)));
    }

    private Meant meant(String text) {
        var conversations = session.conversations();
        var known = new ArrayList<>(session.client().present());
        conversations.list().forEach(one -> one.with().ifPresent(known::add));
        return Meant.of(text, conversations.me(), known, session.client().limits());
    }

    private void say(String text) {
        switch (meant(text)) {
            case Meant.Cipher(String written) -> {
                Sealer.asked(written).ifPresent(session::seal);
                cipher.open();
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
