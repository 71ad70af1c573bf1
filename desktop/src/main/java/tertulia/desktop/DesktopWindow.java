package tertulia.desktop;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import tertulia.client.Address;
import tertulia.client.Client;
import tertulia.client.Happening;
import tertulia.client.Identities;
import tertulia.client.Identity;
import tertulia.client.State;
import tertulia.client.Timing;
import tertulia.desktop.talk.Conversation;
import tertulia.desktop.talk.Conversations;
import tertulia.desktop.talk.Message;
import tertulia.discovery.Found;

/** The window: first the page where one says who one is and connects, then that of the conversations. */
public final class DesktopWindow implements AutoCloseable {
    private static final Duration FAREWELL = Duration.ofSeconds(2);
    /** Remembered: whether one was in when the window was closed. */
    private static final String IN = "in";

    private final Stage stage;
    private final Setup setup;
    private final Identities identities;
    private final Memory memory;
    private final StackPane root = new StackPane();
    private final Attention attention;
    private final Nearby nearby;
    private final Subscription look;
    private List<Found> found = List.of();
    private FirstPage first;
    private Optional<Supplier<String>> failure = Optional.empty();
    private @Nullable Session session;
    private @Nullable MainPage main;
    private volatile @Nullable Thread end;
    /** Leaves a server for good. */
    private volatile @Nullable Thread forGood;

    /**
     * What a window is told at its beginning.
     *
     * @param folder where identities, known keys and what the window remembers are
     * @param server offered instead of the last one
     * @param browser opens a link
     * @param network begins to listen for servers on the network, and ends when it is closed
     * @param notifier shows notifications, where there is something that does
     * @param sound plays what calls the person
     * @param clock by which days begin
     */
    record Setup(
            Path folder,
            Optional<Address> server,
            Timing timing,
            Consumer<String> browser,
            Function<Consumer<List<Found>>, AutoCloseable> network,
            Optional<Consumer<Notifier.Note>> notifier,
            Runnable sound,
            InstantSource clock) {}

    /** A window on this stage, not yet shown. Called on the window's thread; {@code memory} was read in another. */
    DesktopWindow(Stage stage, Setup setup, Memory memory) {
        this.stage = stage;
        this.setup = setup;
        identities = new Identities(setup.folder());
        this.memory = memory;
        attention = new Attention(memory, setup.notifier(), setup.sound());
        nearby = new Nearby(setup.network(), this::found);
        first = firstPage();
        first.offer(memory.text("name").orElse(""), setup.server().or(this::lastServer));
        root.getChildren().setAll(first.node());
        var scene = new Scene(root, memory.number("width", 1100), memory.number("height", 720));
        look = Look.follow(scene, memory);
        stage.setScene(scene);
        stage.setTitle(Speech.of("web.title"));
        stage.setMinWidth(480);
        stage.setMinHeight(400);
        place();
        stage.setOnCloseRequest(event -> close());
        stage.focusedProperty().subscribe(focused -> changed());
    }

    private FirstPage firstPage() {
        return new FirstPage(identities, setup.timing(), this::connect, this::speak);
    }

    /** Shows it, and enters the place where one was when it was closed, or that is asked for, if one is known there. */
    void show() {
        stage.show();
        first.begin();
        nearby.listen();
        var asked = setup.server();
        var place = asked.or(() -> memory.isOn(IN, false) ? lastServer() : Optional.empty());
        place.ifPresent(server -> Thread.ofVirtual().name("tertulia-known").start(() -> {
            var known = asked.isPresent() ? latest(server) : memory.text("name").flatMap(name -> known(server, name));
            known.ifPresent(identity -> Platform.runLater(() -> enter(server, identity.name())));
        }));
    }

    private Optional<Address> lastServer() {
        return memory.text("server").flatMap(DesktopWindow::address);
    }

    private Optional<Identity> latest(Address server) {
        return read(() -> identities.latest(server));
    }

    private Optional<Identity> known(Address server, String name) {
        return read(() -> identities.find(server, name));
    }

    private Optional<Identity> read(Callable<Optional<Identity>> kept) {
        try {
            return kept.call();
        } catch (Exception e) {
            identities.warn("memory-unread", e);
            return Optional.empty();
        }
    }

    private void enter(Address server, String name) {
        if (session != null || !stage.isShowing()) return;
        first.enter(server, name);
    }

    private void found(List<Found> now) {
        found = now;
        first.found(now);
    }

    /** Says everything in the language of this tag from now on: the page is made anew, with all that was written. */
    private void speak(String tag) {
        if (!Language.speak(tag)) return;
        memory.keep("lang", tag);
        var before = first;
        before.close();
        first = firstPage();
        first.fill(before.written());
        first.found(found);
        before.metKey().ifPresent(first::met);
        if (main == null || session == null) {
            root.getChildren().setAll(first.node());
            stage.setTitle(Speech.of("web.title"));
            first.begin();
            failure.ifPresent(why -> first.failed(why.get()));
            return;
        }
        var old = main;
        old.leaving();
        main = new MainPage(session, memory, attention, new Surroundings());
        root.getChildren().setAll(main.node());
        main.goOn(old);
        main.begin();
        changed();
    }

    /** Where it was last, if that is still on a screen. */
    private void place() {
        double x = memory.number("x", Double.NaN);
        double y = memory.number("y", Double.NaN);
        if (Double.isNaN(x) || Double.isNaN(y)) return;
        boolean seen = Screen.getScreens().stream().map(Screen::getVisualBounds).anyMatch(on(x, y));
        if (!seen) return;
        stage.setX(x);
        stage.setY(y);
    }

    private static Predicate<Rectangle2D> on(double x, double y) {
        return bounds -> bounds.contains(x + 100, y + 20);
    }

    private static Optional<Address> address(String text) {
        try {
            return Optional.of(Address.of(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // Somebody wrote into the file.
        }
    }

    private void connect(Address server, String name) {
        end();
        failure = Optional.empty();
        var options = new Client.Options(server, name, identities, true, setup.timing());
        var conversations = new Conversations(setup.clock());
        session = new Session(
                options, conversations, memory, happening -> happened(happening, server, name), this::changed);
    }

    private void happened(Happening happening, Address server, String name) {
        if (happening instanceof Happening.Stands(State state)) stands(state, server, name);
        if (happening instanceof Happening.Met met) {
            first.met(met);
            if (main != null) main.met(met);
        }
        if (main != null) main.happened(happening);
    }

    private void stands(State state, Address server, String name) {
        switch (state) {
            case State.Online online -> {
                memory.keep("server", server);
                memory.keep("name", name);
                memory.keep(IN, "on");
                enter();
            }
            case State.Nameless(var wished, var refusal) -> {
                back();
                first.refused(refusal);
            }
            case State.Waiting(var until, var why) -> {
                if (main != null) return;
                failed(() -> Speech.why(why, server.toString()));
            }
            case State.Ended(var why) -> {
                if (main != null || session == null) return;
                failed(() -> Speech.why(why, server.toString()));
            }
            case State.Connecting connecting -> {}
        }
    }

    private void failed(Supplier<String> why) {
        end();
        failure = Optional.of(why);
        first.failed(why.get());
    }

    private void enter() {
        if (main != null || session == null) return;
        nearby.rest();
        main = new MainPage(session, memory, attention, new Surroundings());
        first.metKey().ifPresent(main::met);
        root.getChildren().setAll(main.node());
        main.begin();
    }

    /** To the first page, with all that was typed there. */
    private void back() {
        if (main != null) main.leaving();
        if (session != null) session.keep();
        memory.keep(IN, "off");
        end();
        main = null;
        failure = Optional.empty();
        root.getChildren().setAll(first.node());
        stage.setTitle(Speech.of("web.title"));
        first.begin();
        nearby.listen();
    }

    /** Gives the name back, and forgets all that is kept of this server. */
    private void leaveForGood() {
        var leaving = session;
        session = null;
        if (leaving == null) return;
        leaving.forget();
        memory.forget("name");
        forGood = Thread.ofPlatform().name("tertulia-for-good").start(() -> {
            try {
                leaving.quitForGood();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        first.offer("", Optional.of(leaving.server()));
        back();
    }

    private void changed() {
        if (main == null || session == null) return;
        main.update(setup.clock().instant());
        int unread = session.conversations().unread();
        String title = main.title();
        stage.setTitle(unread == 0 ? title : Speech.of("web.title-count", unread, title));
    }

    private void end() {
        if (session != null) session.close();
        session = null;
    }

    /** Remembers what is to be remembered and leaves the server; the window is hidden at once. */
    @Override
    public void close() {
        memory.keep("width", stage.getScene().getWidth());
        memory.keep("height", stage.getScene().getHeight());
        memory.keep("x", stage.getX());
        memory.keep("y", stage.getY());
        if (main != null) main.leaving();
        var leaving = session;
        Runnable sent = leaving == null ? () -> {} : leaving.keepAtLast();
        stage.hide();
        first.close();
        nearby.close();
        look.unsubscribe();
        session = null;
        end = Thread.ofPlatform().name("tertulia-leaving").start(() -> leave(leaving, sent));
    }

    /** Waits, after {@link #close}, until the server was left and all is on the disk. Not for the window's thread. */
    public void awaitEnd() throws InterruptedException {
        if (end != null) end.join();
    }

    private void leave(@Nullable Session leaving, Runnable sent) {
        try {
            if (forGood != null) forGood.join();
            if (leaving != null) leaving.quit(FAREWELL, sent);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        memory.close();
    }

    /** What the main page asks for. */
    private final class Surroundings implements MainPage.Around {
        @Override
        public void browse(String link) {
            setup.browser().accept(link);
        }

        @Override
        public void changed() {
            DesktopWindow.this.changed();
        }

        @Override
        public void leave() {
            back();
        }

        @Override
        public void leaveForGood() {
            DesktopWindow.this.leaveForGood();
        }

        @Override
        public void speak(String tag) {
            DesktopWindow.this.speak(tag);
        }

        @Override
        public void dress() {
            Look.dress(stage.getScene(), memory);
        }

        @Override
        public void call(Conversation where, Message message, boolean forUs) {
            if (!stage.isFocused()) attention.tell(where, message, forUs);
        }
    }
}
