package tertulia.client;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tertulia.model.Author;
import tertulia.model.Command;
import tertulia.model.Handle;
import tertulia.model.Limit;
import tertulia.model.Limits;
import tertulia.model.MessageId;
import tertulia.model.Notice;
import tertulia.model.Recent;
import tertulia.model.Refusal;
import tertulia.model.RoomId;
import tertulia.model.Utf8;

/**
 * A user's end of the conversation, for a screen to sit on. What happens is told to the screen on the client's lane, one
 * at a time; the methods may be called from any thread and return at once unless they say otherwise.
 */
public final class Client implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Client.class.getName());

    private final Options options;
    private final Consumer<Happening> screen;
    private final Lane lane = new Lane("tertulia-client");
    private final SecureRandom chance = new SecureRandom();
    private final Clock clock = Clock.systemUTC();
    private final Connection connection;
    private final Rooms rooms;
    private final Outbox outbox;
    private final People people = new People();
    private final List<CompletableFuture<Boolean>> settling = new ArrayList<>();
    private final Map<String, CompletableFuture<Optional<Notice.Page>>> pages = new HashMap<>();
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private volatile List<Author> present = List.of();
    private volatile Limits limits = Limits.usual();
    private volatile List<Happening.Sealing> sealing = List.of();
    private Sealers sealers = new Sealers();
    private String name;
    private @Nullable Identity identity;
    private Optional<Author> me = Optional.empty();
    /** Said in each hello until a welcome comes, so that one whose welcome was lost makes no second guest. */
    private UUID helloId = UUID.randomUUID();

    private boolean saving;
    private boolean warned;
    private boolean unsaved;
    private long outboxTurn;
    private long pagesAsked;

    /**
     * What a client is told at its beginning.
     *
     * @param remembers whether what was shown counts as seen after a restart; a program that only sends does not see
     */
    public record Options(Address server, String name, Identities identities, boolean remembers, Timing timing) {}

    /** A client that does nothing until {@link #start}. */
    public Client(Options options, Consumer<Happening> screen) {
        this.options = options;
        this.screen = screen;
        name = options.name();
        outbox = new Outbox(options.timing(), System.nanoTime());
        var pins = options.identities().pins(clock);
        connection = new Connection(options.server(), pins, options.timing(), lane, clock, chance, new Owning());
        rooms = new Rooms(
                connection,
                lane,
                options.timing().again(),
                this::told,
                this::heard,
                (with, entry) -> sealers.open(with, entry));
    }

    /** Connects, as whom the identities say we were by this name. */
    public void start() {
        lane.run(() -> {
            remember();
            connection.open();
        });
    }

    /** Goes on with another name after {@link State.Nameless}; otherwise does nothing. */
    public void name(String other) {
        lane.run(() -> {
            if (!(connection.state() instanceof State.Nameless)) return;
            name = other;
            // Whoever we were by the other name; or else we stay the same user and only want another name.
            if (find(other).isPresent() || identity == null) remember();
            connection.open();
        });
    }

    /**
     * Says something to everyone ({@code ALL}) or to whoever has this name now; not to somebody else than we talked with by
     * that name, until it is said again. It goes out as soon as it can, once; {@link Happening.Stored} or
     * {@link Happening.NotSaid} says how it went.
     */
    public MessageId say(String to, String text) {
        return say(() -> target(to), () -> people.mistaken(to), to, text);
    }

    /** The same to this very user, present or not, in the room that the two of us have. */
    public MessageId say(Author to, String text) {
        return say(
                () -> new Command.Target.To(to.id()),
                Optional::empty,
                to.handle().text(),
                text);
    }

    private MessageId say(
            Supplier<Command.Target> target, Supplier<Optional<Refusal>> mistaken, String to, String text) {
        var id = MessageId.make(clock.instant(), chance);
        lane.run(() -> {
            if (connection.state() instanceof State.Ended) return;
            // An object that is too big would cost us the connection.
            long most = limits.of(Limit.TEXT_BYTES);
            var refusal =
                    Utf8.length(text) > most ? Optional.of(Refusal.of(Refusal.Code.TOO_LONG, most)) : mistaken.get();
            if (refusal.isPresent()) {
                screen.accept(new Happening.NotSaid(id, refusal.get()));
                return;
            }
            var aimed = target.get();
            var sealed = sealers.seal(aimed, text);
            outbox.add(id, new Command.Say(aimed, Optional.of(id), sealed));
            screen.accept(new Happening.Outgoing(id, to, text, sealed.cipher(), connection.online()));
            pump();
        });
        return id;
    }

    /**
     * Seals what is said to everyone ({@code ALL}) or to whoever has this name now, and opens what is heard from there;
     * without a sealer, no more. It is remembered here and told to nobody. {@link Happening.Sealing} says that it is so,
     * {@link Happening.Refused} that nobody has this name.
     */
    public void seal(String to, Optional<Sealer> sealer) {
        seal(() -> people.named(to), to, sealer);
    }

    /** The same for what is said to this very user, present or not, and heard in the room that the two of us have. */
    public void seal(Author to, Optional<Sealer> sealer) {
        seal(() -> Optional.of(to), to.handle().text(), sealer);
    }

    private void seal(Supplier<Optional<Author>> named, String to, Optional<Sealer> sealer) {
        lane.run(() -> {
            var set = sealers.set(to, named.get(), sealer);
            if (set.isEmpty()) {
                screen.accept(new Happening.Refused(Refusal.of(Refusal.Code.NOBODY, to)));
                return;
            }
            try {
                options.identities().save(options.server(), name, sealers);
            } catch (IOException e) {
                warn("memory-unkept", e);
            }
            sealing = sealers.all();
            screen.accept(set.get());
        });
    }

    /** All that is set by {@link #seal}, now or when a client was here by this name before. */
    public List<Happening.Sealing> sealings() {
        return sealing;
    }

    /** Asks for the last {@code most} messages of all our rooms together, at most 10,000; {@link Happening.Past} brings them. */
    public void history(int most) {
        lane.run(() -> rooms.history(Math.clamp(most, 1, Recent.MOST)));
    }

    /**
     * A page of a room's log: the last entries before this seq, or the last of all; nothing if it cannot be had now. The
     * answer comes on the lane.
     */
    public CompletableFuture<Optional<Notice.Page>> page(RoomId room, OptionalLong before, int most) {
        var answer = new CompletableFuture<Optional<Notice.Page>>();
        lane.run(() -> {
            if (!connection.online()) {
                answer.complete(Optional.empty());
                return;
            }
            String ref = "page " + ++pagesAsked;
            pages.put(ref, answer);
            int entries = Math.clamp(most, 1, limits.count(Limit.HISTORY_ENTRIES));
            connection.send(ref, new Command.History(room, before, OptionalLong.empty(), entries));
        });
        return answer;
    }

    /** Tells those in the room that we are writing; it is for the screen not to say so all the time. */
    public void typing(RoomId room) {
        lane.run(() -> connection.send("", new Command.Typing(room)));
    }

    /** Who is present, as far as is known. */
    public List<Author> present() {
        return present;
    }

    /** Whether somebody who is present has this name, in any letter case. */
    public boolean knows(String name) {
        String folded = Handle.lookedUp(name, Limits.usual());
        return present.stream().anyMatch(user -> user.handle().folded().equals(folded));
    }

    /** The limits of the server, or the usual ones as long as it has not told them. */
    public Limits limits() {
        return limits;
    }

    /**
     * Waits until all that was said is on the server's disk and all that the server had for us has been told, at most so
     * long, and says whether it is so.
     */
    public boolean flush(Duration most) throws InterruptedException {
        var settled = new CompletableFuture<Boolean>();
        lane.run(() -> {
            settling.add(settled);
            settle();
        });
        try {
            return settled.get(most.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return false;
        }
    }

    /** Leaves, and waits a little for the server to say goodbye. */
    public void quit() throws InterruptedException {
        quit(false);
    }

    /**
     * Leaves for good: the name is free at once if the server can be told, nobody can write to us any more, and who we were
     * is forgotten on this machine.
     */
    public void quitForGood() throws InterruptedException {
        quit(true);
    }

    private void quit(boolean forGood) throws InterruptedException {
        lane.run(() -> {
            if (forGood) forget();
            connection.quit(forGood);
        });
        try {
            over.get(options.timing().farewell().toNanos() * 2, TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.log(System.Logger.Level.DEBUG, "no goodbye", e);
        }
        close();
    }

    /** Ends at once; what was shown is remembered. */
    @Override
    public void close() {
        var closed = lane.ask(() -> {
            connection.end(new Gone.Left());
            saveNow();
            return true;
        });
        try {
            closed.get(2, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(System.Logger.Level.DEBUG, "closing", e); // Closed before, or the screen does not return.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lane.close();
    }

    /** A name is bound to its user as early as possible: later, somebody else may have it. */
    private Command.Target target(String to) {
        if (Handle.isAll(to)) return new Command.Target.In(RoomId.LOBBY);
        return people.named(to)
                .<Command.Target>map(user -> new Command.Target.To(user.id()))
                .orElseGet(() -> new Command.Target.Named(to));
    }

    private void told(Happening happening) {
        screen.accept(happening);
    }

    /** An entry of ours is the acknowledgement, too. */
    private void heard(Happening.Heard heard) {
        heard.with().ifPresent(people::meet);
        screen.accept(heard);
        if (heard.mine()) stored(heard.entry().draft().id());
        unsaved = true;
        saveSoon();
    }

    private void stored(MessageId id) {
        if (!outbox.stored(id)) return;
        screen.accept(new Happening.Stored(id));
        pump();
    }

    private void refused(Notice.Refused refused) {
        if (refused.id().isEmpty()) {
            var asked = pages.remove(refused.ref());
            if (asked != null) asked.complete(Optional.empty());
            else rooms.refused(refused.ref(), refused.refusal());
            return;
        }
        var id = refused.id().get();
        outbox.refused(id, refused.refusal(), System.nanoTime())
                .ifPresent(say -> screen.accept(new Happening.NotSaid(id, refused.refusal())));
        pump();
    }

    private void page(Notice.Page page) {
        var asked = pages.remove(page.ref());
        if (asked != null) asked.complete(Optional.of(page));
        else rooms.page(page);
    }

    private void pump() {
        outbox.take(System.nanoTime()).forEach(say -> connection.send("", say));
        OptionalLong next = outbox.next(System.nanoTime());
        if (next.isEmpty()) return;
        long now = ++outboxTurn;
        lane.after(Duration.ofNanos(next.getAsLong()), () -> {
            if (now == outboxTurn) pump();
        });
    }

    private void settle() {
        if (settling.isEmpty()) return;
        boolean ended = connection.state() instanceof State.Ended;
        boolean settled = outbox.isEmpty() && connection.online() && !rooms.behind();
        if (!settled && !ended) return;
        settling.forEach(waiting -> waiting.complete(settled));
        settling.clear();
    }

    private void people(People.Change change) {
        if (change.hole()) connection.send("", new Command.Who());
        present = people.present();
        screen.accept(new Happening.PeopleChanged(present.size(), change.joined(), change.left()));
    }

    private void welcome(Notice.Welcome welcome) {
        limits = Limits.with(welcome.limits());
        helloId = UUID.randomUUID();
        var you = welcome.you();
        boolean same = identity != null && identity.user().equals(you.id());
        rooms.welcome(welcome, same && options.remembers());
        screen.accept(new Happening.Welcomed(you, welcome.rooms()));
        me = Optional.of(you);
        identity =
                new Identity(options.server(), name, you.id(), you.handle().text(), welcome.token(), rooms.cursors());
        unsaved = true;
        saveNow();
        people.connected();
        outbox.connected(welcome.limits(), System.nanoTime());
        lane.run(() -> {
            pump();
            settle();
        });
    }

    private void remember() {
        identity = find(name).orElse(null);
        try {
            sealers = options.identities().sealers(options.server(), name);
        } catch (IOException e) {
            warn("memory-unread", e);
        }
        sealing = sealers.all();
        sealing.forEach(screen);
        rooms.start(identity == null || !options.remembers() ? Map.of() : identity.cursors());
    }

    private void forget() {
        identity = null;
        try {
            options.identities().forget(options.server(), name);
        } catch (IOException e) {
            warn("memory-unforgotten", e);
        }
    }

    private Optional<Identity> find(String wished) {
        try {
            return options.identities().find(options.server(), wished);
        } catch (IOException e) {
            warn("memory-unread", e);
            return Optional.empty();
        }
    }

    /** Once, for what cannot be read or written now most likely cannot be later. */
    private void warn(String trouble, IOException e) {
        if (!warned) options.identities().warn(trouble, e);
        warned = true;
    }

    private void saveSoon() {
        if (saving) return;
        saving = true;
        lane.after(options.timing().saving(), () -> {
            saving = false;
            saveNow();
        });
    }

    private void saveNow() {
        if (!unsaved || identity == null) return;
        unsaved = false;
        Map<RoomId, Long> seen = options.remembers() ? rooms.cursors() : Map.of();
        try {
            options.identities()
                    .save(new Identity(
                            identity.server(),
                            identity.name(),
                            identity.user(),
                            identity.handle(),
                            identity.token(),
                            seen));
        } catch (IOException e) {
            warn("memory-unkept", e);
        }
    }

    /** What the connection asks and tells. */
    private final class Owning implements Connection.Owner {
        @Override
        public Command.Hello hello() {
            var token = Optional.ofNullable(identity).map(Identity::token);
            var id = token.isPresent() ? Optional.<UUID>empty() : Optional.of(helloId);
            Optional<Map<RoomId, Long>> cursors =
                    token.isPresent() && options.remembers() ? Optional.of(rooms.helloCursors()) : Optional.empty();
            return new Command.Hello(1, Optional.of(name), token, id, cursors, true);
        }

        @Override
        public void tokenRefused() {
            identity = null;
            rooms.start(Map.of());
        }

        @Override
        public void met(Happening.Met met) {
            screen.accept(met);
        }

        @Override
        public void stands(State state) {
            if (!(state instanceof State.Online)) {
                outbox.disconnected();
                pages.values().forEach(answer -> answer.complete(Optional.empty()));
                pages.clear();
            }
            screen.accept(new Happening.Stands(state));
            if (!(state instanceof State.Ended)) return;
            outbox.giveUp();
            saveNow();
            settle();
            over.complete(null);
        }

        @Override
        public void heard(Notice notice) {
            take(notice);
            settle(); // Not before the screen was told all of it.
        }

        private void take(Notice notice) {
            switch (notice) {
                case Notice.Welcome welcome -> welcome(welcome);
                case Notice.Acked acked -> stored(acked.id());
                case Notice.Refused refused -> refused(refused);
                case Notice.Page page -> page(page);
                case Notice.Heard heard -> rooms.heard(heard);
                case Notice.Rooms page -> {
                    rooms.listed(page.rooms(), page.more());
                    me.ifPresent(you -> screen.accept(new Happening.Welcomed(you, page.rooms())));
                }
                case Notice.Opened opened -> rooms.opened(opened.room());
                case Notice.Skipped skipped -> rooms.look(skipped.room());
                case Notice.Present whole -> people(people.whole(whole));
                case Notice.PresenceChanged changed -> {
                    people(people.change(changed));
                    if (!changed.gone().isEmpty()) screen.accept(new Happening.LeftForGood(changed.gone()));
                }
                case Notice.CaughtUp caughtUp -> rooms.caughtUp(caughtUp);
                case Notice.Ponged ponged -> {}
                case Notice.Pinged pinged -> {}
                case Notice.Free free -> {}
                case Notice.Handed handed -> {}
                case Notice.Typing(var room, var user) -> screen.accept(new Happening.Typing(room, user));
                case Notice.Bye bye -> {}
            }
        }
    }
}
