package tertulia.desktop;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import tertulia.client.Address;
import tertulia.client.Client;
import tertulia.client.Happening;
import tertulia.client.Sealer;
import tertulia.client.State;
import tertulia.desktop.talk.Conversation;
import tertulia.desktop.talk.Conversations;
import tertulia.model.RoomId;

/** One person at one server: the client, and its happenings folded into conversations, brought to the window's thread. */
final class Session implements AutoCloseable {
    private static final int PAGE_ENTRIES = 100;
    /** Of so many conversations the last messages are fetched at once. */
    private static final int FETCHED = 50;

    private final Conversations conversations;
    private final Consumer<Happening> window;
    private final Runnable changed;
    private final Queue<Happening> told = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean coming = new AtomicBoolean();
    private final Address server;
    private final Client client;
    private final AnimationTimer frame = new AnimationTimer() {
        @Override
        public void handle(long nanos) {
            stop();
            changed.run();
        }
    };
    private State state = new State.Connecting();
    private boolean fetching;

    /**
     * Connects. On the window's thread, the window is told each happening after it was taken in, and {@code changed} is
     * run before the next frame is drawn, once for all that came since the last.
     */
    Session(Client.Options options, Conversations conversations, Consumer<Happening> window, Runnable changed) {
        this.conversations = conversations;
        this.window = window;
        this.changed = changed;
        server = options.server();
        client = new Client(options, this::tell);
        client.start();
    }

    Conversations conversations() {
        return conversations;
    }

    Address server() {
        return server;
    }

    Client client() {
        return client;
    }

    State state() {
        return state;
    }

    private void tell(Happening happening) {
        told.add(happening);
        if (coming.compareAndSet(false, true)) Platform.runLater(this::take);
    }

    private void take() {
        coming.set(false);
        for (var happening = told.poll(); happening != null; happening = told.poll()) {
            conversations.take(happening);
            if (happening instanceof Happening.Stands(State now)) {
                state = now;
                if (now instanceof State.Online) fetchAll();
            }
            window.accept(happening);
        }
        frame.start();
    }

    /** What was said before this program was started. */
    private void fetchAll() {
        conversations.list().stream()
                .filter(one -> one.lastMessage().isEmpty() && one.hasEarlier())
                .limit(FETCHED)
                .forEach(one -> fetch(one, () -> {}));
    }

    /** Says it in the open conversation. */
    void say(String text) {
        var open = conversations.open();
        var id = open.with().map(other -> client.say(other, text)).orElseGet(() -> client.say("ALL", text));
        conversations.said(id, text);
        frame.start();
    }

    /** Enciphers what is said in the open conversation from now on, and deciphers what is there; or no more. */
    void seal(Optional<Sealer> sealer) {
        conversations
                .open()
                .with()
                .ifPresentOrElse(other -> client.seal(other, sealer), () -> client.seal("ALL", sealer));
    }

    /** Where a browser finds this page of the server. */
    String page(String path) {
        return (server.tls() ? "https://" : "http://") + server.toString().replace("tls://", "") + path;
    }

    /** We are writing in the open conversation. */
    void typing() {
        client.typing(conversations.open().room());
    }

    /** Fetches what was said before what is here of the open conversation; whether anything of it is on its way. */
    boolean earlier() {
        var open = conversations.open();
        if (fetching) return true;
        if (!open.hasEarlier() || !(state instanceof State.Online)) return false;
        fetching = true;
        fetch(open, () -> fetching = false);
        return true;
    }

    private void fetch(Conversation one, Runnable done) {
        var before = one.first() == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(one.first());
        RoomId room = one.room();
        client.page(room, before, PAGE_ENTRIES)
                .thenAccept(page -> Platform.runLater(() -> {
                    done.run();
                    page.ifPresent(conversations::take);
                    if (page.isPresent()) frame.start();
                }));
    }

    /** Leaves: what was said goes out first if it can in this time. For a thread that may wait. */
    void quit(Duration most) throws InterruptedException {
        client.flush(most);
        client.quit();
    }

    /** Ends at once. */
    @Override
    public void close() {
        Thread.ofVirtual().name("tertulia-closing").start(client::close);
    }
}
