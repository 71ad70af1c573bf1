package tertulia.core;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import tertulia.model.Author;
import tertulia.model.Body;
import tertulia.model.Draft;
import tertulia.model.Handle;
import tertulia.model.Limits;
import tertulia.model.MessageId;
import tertulia.model.Notice;
import tertulia.model.Refusal;
import tertulia.model.RoomId;
import tertulia.model.Talk;

/** One process of the server: puts rooms, sessions and presence on their lanes. May be called from anywhere. */
public final class Node {
    private static final long SECOND = 1_000_000_000L;
    private static final System.Logger LOG = System.getLogger(Node.class.getName());

    private final World world;
    private final Settings settings;
    private final Watch watch;
    private final Tokens tokens;
    private final List<Hall> halls = new ArrayList<>();
    private final Presence presence;
    private final Hands hands = new Hands();
    private final AtomicLong troubleNanos;
    private final AtomicInteger unsaid = new AtomicInteger();

    public Node(World world, Settings settings, Watch watch) {
        this.world = world;
        this.settings = settings;
        this.watch = watch;
        tokens = new Tokens(settings.key());
        for (var lane : world.lanes())
            halls.add(new Hall(this, lane, world.chance().get()));
        troubleNanos = new AtomicLong(world.lanes().getFirst().nanos() - SECOND);
        presence = new Presence(this, world.lanes().getFirst());
    }

    /** Reads what must be known before the first connection; sessions may be opened when it is done. */
    public CompletionStage<Void> start() {
        var ready = new CompletableFuture<Void>();
        world.directory().kept(world.clock().instant()).whenComplete((guests, failure) -> {
            if (failure != null) {
                ready.completeExceptionally(failure);
                return;
            }
            atPresence(there -> {
                there.keepFrom(guests);
                inEachHall(Hall::begin);
                ready.complete(null);
            });
        });
        return ready;
    }

    /**
     * A connection begins; to be called on the lane with this number, which is its session's from then on.
     * {@code address} is what the operator is shown of where it comes from, {@code network} what it shares with others from there.
     */
    public Session open(int lane, Voice voice, String address, Network network) {
        var hall = halls.get(lane);
        var session = new Session(hall, voice, address, network);
        hall.sessions().add(session);
        return session;
    }

    /** Says goodbye to everyone; done when every session was told. */
    public CompletionStage<Void> stop() {
        var told = new ArrayList<CompletableFuture<Void>>();
        for (var hall : halls) {
            var done = new CompletableFuture<Void>();
            told.add(done);
            hall.lane().run(() -> {
                for (var session : List.copyOf(hall.sessions()))
                    session.guarded(() -> session.bye(Notice.Reason.STOPPED));
                hall.stop();
                done.complete(null);
            });
        }
        return CompletableFuture.allOf(told.toArray(CompletableFuture[]::new));
    }

    /** Says something in the lobby as the server. */
    public CompletionStage<Optional<Refusal>> announce(Body body) {
        var done = new CompletableFuture<Optional<Refusal>>();
        inRoom(RoomId.LOBBY, lobby -> {
            var hall = hallOf(RoomId.LOBBY);
            var id = MessageId.make(hall.now(), hall.chance());
            lobby.say(new Draft(Author.SERVER, id, new Talk.Said(body)), List.of(), new Room.Answer() {
                @Override
                public void stored(RoomId room, long seq, Instant at) {
                    done.complete(Optional.empty());
                }

                @Override
                public void refused(Refusal refusal) {
                    done.complete(Optional.of(refusal));
                }
            });
        });
        return done;
    }

    /** Ends all of a user's connections and keeps user and name out for a while; false if nobody is called so. */
    public CompletionStage<Boolean> kick(String name) {
        var done = new CompletableFuture<Boolean>();
        atPresence(there -> done.complete(there.kick(Handle.lookedUp(name, limits()))));
        return done;
    }

    /** Somebody who is there, with all connections; without any, who left a moment ago and may be back. */
    public record UserView(Author user, List<SessionView> sessions) {}

    /** A connection of a user's: what it speaks, from where, since when. */
    public record SessionView(String front, String address, Instant since) {}

    /** Who is connected. */
    public CompletionStage<List<UserView>> users() {
        var done = new CompletableFuture<List<UserView>>();
        atPresence(there -> done.complete(there.everyone()));
        return done;
    }

    /** A room in memory: how it is called, who belongs to it, where its log ends. */
    public record RoomView(RoomId room, List<Author> members, long last) {}

    /** The rooms in use at this moment. */
    public CompletionStage<List<RoomView>> rooms() {
        var parts = new ArrayList<CompletableFuture<List<RoomView>>>();
        for (var hall : halls) {
            var part = new CompletableFuture<List<RoomView>>();
            parts.add(part);
            hall.lane().run(() -> {
                var views = new ArrayList<RoomView>();
                for (var room : hall.rooms()) views.add(new RoomView(room.id(), room.members(), room.at()));
                part.complete(views);
            });
        }
        return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new))
                .thenApply(done ->
                        parts.stream().flatMap(part -> part.join().stream()).toList());
    }

    void opened(RoomId room, List<Author> members, long last) {
        atPresence(there -> {
            for (var member : members) {
                var other = members.stream()
                        .filter(author -> !author.equals(member))
                        .findFirst();
                there.opened(new Notice.RoomInfo(room, other, last), member.id());
            }
        });
    }

    void inRoom(RoomId room, Consumer<Room> task) {
        var hall = hallOf(room);
        hall.lane().run(() -> task.accept(hall.room(room)));
    }

    void dismiss(Audience audience) {
        var hall = hallOf(audience.room());
        hall.lane().run(() -> hall.dismiss(audience));
    }

    void atPresence(Consumer<Presence> task) {
        halls.getFirst().lane().run(() -> task.accept(presence));
    }

    /** The codes with which guests go on somewhere else, on the lane that they belong to. */
    void atHands(Consumer<Hands> task) {
        halls.getFirst().lane().run(() -> task.accept(hands));
    }

    void inEachHall(Consumer<Hall> task) {
        for (var hall : halls) hall.lane().run(() -> task.accept(hall));
    }

    private Hall hallOf(RoomId room) {
        return halls.get(Math.floorMod(room.hashCode(), halls.size()));
    }

    /** The disk or the network failed us; whoever calls this goes on by other means. Said once a second at most. */
    void trouble(String where, Throwable failure) {
        long nanos = halls.getFirst().lane().nanos();
        long said = troubleNanos.get();
        if (nanos - said < SECOND || !troubleNanos.compareAndSet(said, nanos)) {
            unsaid.incrementAndGet();
            return;
        }
        LOG.log(Level.WARNING, "trouble {0} more={1} cause={2}", where, unsaid.getAndSet(0), failure);
    }

    /** Somebody set the machine's clock, or it slept; each lane notices, and one says it. */
    void clockJumped(Hall hall, Duration jump) {
        if (hall != halls.getFirst()) return;
        LOG.log(
                Level.WARNING,
                "clock jumped seconds=" + jump.toSeconds() + ": this machine's clock was set "
                        + (jump.isNegative() ? "back" : "forward, or the machine slept")
                        + "; what is said meanwhile may carry a wrong time");
    }

    /** A check failed: worth a stack trace. */
    void bug(String where, RuntimeException failure) {
        LOG.log(Level.ERROR, "bug " + where, failure);
    }

    World world() {
        return world;
    }

    Limits limits() {
        return settings.limits();
    }

    Notice.Server server() {
        return settings.server();
    }

    Tokens tokens() {
        return tokens;
    }

    Watch watch() {
        return watch;
    }
}
