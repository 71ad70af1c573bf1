package tertulia.desktop;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;
import tertulia.client.Address;
import tertulia.client.Client;
import tertulia.client.Happening;
import tertulia.client.Sealer;
import tertulia.client.State;
import tertulia.desktop.talk.Conversation;
import tertulia.desktop.talk.Conversations;
import tertulia.model.RoomId;
import tertulia.model.UserId;

/** One person at one server: the client, and its happenings folded into conversations, brought to the window's thread. */
final class Session implements AutoCloseable {
    private static final int PAGE_ENTRIES = 100;
    /** Of so many conversations the last messages are fetched at once. */
    private static final int FETCHED = 50;

    private final Conversations conversations;
    private final Consumer<Happening> window;
    private final Runnable changed;
    private final Queue<Told> told = new ConcurrentLinkedQueue<>();
    private final Memory memory;
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
    /** Whose conversations were taken from the shelf; belongs to the client's lane. */
    private @Nullable UserId shelved;

    private Shelf kept = new Shelf(Optional.empty(), Map.of());
    private boolean left;

    /** What the client told, and what was kept of the conversations of the user that one is then. */
    private record Told(Happening happening, Optional<Shelf> shelf) {}

    /**
     * Connects. On the window's thread, the window is told each happening after it was taken in, and {@code changed} is
     * run before the next frame is drawn, once for all that came since the last.
     */
    Session(
            Client.Options options,
            Conversations conversations,
            Memory memory,
            Consumer<Happening> window,
            Runnable changed) {
        this.conversations = conversations;
        this.memory = memory;
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

    /** On the client's lane, which may read from the disk. */
    private void tell(Happening happening) {
        var shelf = Optional.<Shelf>empty();
        if (happening instanceof Happening.Welcomed(var you, var rooms)
                && !you.id().equals(shelved)) {
            shelved = you.id();
            shelf = Optional.of(Shelf.read(memory, you.id()));
        }
        told.add(new Told(happening, shelf));
        if (coming.compareAndSet(false, true)) Platform.runLater(this::take);
    }

    private void take() {
        coming.set(false);
        for (var next = told.poll(); next != null; next = told.poll()) {
            var happening = next.happening();
            next.shelf().ifPresent(shelf -> conversations.restore(shelf.conversations()));
            conversations.take(happening);
            next.shelf().flatMap(Shelf::open).ifPresent(conversations::open);
            if (happening instanceof Happening.Stands(State now)) {
                state = now;
                if (now instanceof State.Online) fetchAll();
            }
            window.accept(happening);
        }
        frame.start();
    }

    /** Keeps how far one is in the conversations, if that is news. What is not sent yet is kept as begun to be written. */
    void keep() {
        if (left) return;
        conversations.me().ifPresent(me -> {
            var now = shelf(false);
            if (now.equals(kept)) return;
            kept = now;
            now.write(memory, me.id());
        });
    }

    /** Keeps it for the last time; what is returned does so, in any thread, once all was sent. */
    Runnable keepAtLast() {
        keep();
        var me = conversations.me();
        if (left || me.isEmpty()) return () -> {};
        var sent = shelf(true);
        return () -> sent.write(memory, me.get().id());
    }

    private Shelf shelf(boolean sent) {
        return new Shelf(Optional.of(conversations.open().room()), conversations.kept(sent));
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

    /**
     * Leaves: what was said goes out first if it can in this time, and {@code sent} is run if it did. For a thread that may
     * wait.
     */
    void quit(Duration most, Runnable sent) throws InterruptedException {
        if (client.flush(most)) sent.run();
        client.quit();
    }

    /** From now on nothing is kept of the conversations, and what was is forgotten. */
    void forget() {
        left = true;
        conversations.me().ifPresent(me -> Shelf.forget(memory, me.id()));
    }

    /** Leaves for good. For a thread that may wait. */
    void quitForGood() throws InterruptedException {
        client.quitForGood();
    }

    /** Ends at once. */
    @Override
    public void close() {
        Thread.ofVirtual().name("tertulia-closing").start(client::close);
    }
}
