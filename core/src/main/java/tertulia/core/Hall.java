package tertulia.core;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import tertulia.core.port.EventLog;
import tertulia.core.port.Lane;
import tertulia.model.Limit;
import tertulia.model.Limits;
import tertulia.model.Notice;
import tertulia.model.RoomId;
import tertulia.model.UserId;

/** One lane's share of a node: its rooms, its sessions and their audiences, its copy of who is present. */
final class Hall {
    private static final Duration SWEEP = Duration.ofSeconds(1);

    private final Node node;
    private final Lane lane;
    private final WatchedClock clock;
    private final RandomGenerator chance;
    private final Reads reads;
    private final People people = new People(this);
    private final Gate gate;
    private final Map<RoomId, Room> rooms = new HashMap<>();
    private final Map<RoomId, Audience> audiences = new HashMap<>();
    private final Set<Session> sessions = new LinkedHashSet<>();
    private final MessageDigest sha = Remembered.sha();
    /** Users with a session that may not sit in all of their rooms. */
    private final Set<UserId> partial = new HashSet<>();

    private boolean stopped;

    Hall(Node node, Lane lane, RandomGenerator chance) {
        this.node = node;
        this.lane = lane;
        clock = new WatchedClock(node.world().clock(), lane::nanos);
        this.chance = chance;
        gate = new Gate(lane, node.limits().count(Limit.ENTERING_SESSIONS));
        reads = new Reads(node.limits().count(Limit.CATCH_UP_READS));
    }

    /** The room, which this lane must be the home of; loaded if it was not. */
    Room room(RoomId id) {
        return rooms.computeIfAbsent(id, unknown -> new Room(unknown, this));
    }

    /** The audience has no seats any more; a room that is not in memory need not know. */
    void dismiss(Audience audience) {
        var room = rooms.get(audience.room());
        if (room != null) room.dismiss(audience);
    }

    /** This lane's audience of the room, wherever the room lives. */
    Audience audience(RoomId id) {
        return audiences.computeIfAbsent(id, unknown -> new Audience(unknown, this));
    }

    /** Somebody is typing in a room. */
    void typing(Notice.Typing typing) {
        var audience = audiences.get(typing.room());
        if (audience != null) audience.typing(typing);
    }

    /** Nobody may come in: an audience that nobody else is in, or on the way into, is not needed. */
    void forget(Audience audience) {
        if (audience.isUnknown() && audiences.remove(audience.room(), audience)) audience.close();
    }

    void begin() {
        lane.after(SWEEP, this::sweep);
    }

    /** Looks after everything once a second, so that nothing idle needs a timer of its own. */
    private void sweep() {
        if (stopped) return;
        look();
        long nanos = lane.nanos();
        long idleNanos =
                Duration.ofSeconds(limits().of(Limit.ROOM_IDLE_SECONDS)).toNanos();
        for (var session : List.copyOf(sessions)) session.guarded(() -> session.sweep(nanos));
        people.tidy();
        audiences.values().removeIf(audience -> {
            audience.tidy();
            if (!audience.isIdle(nanos, idleNanos)) return false;
            audience.close();
            node.dismiss(audience);
            return true;
        });
        boolean scarce = share(Budget.Use.ROOMS).isUsed();
        rooms.values().removeIf(room -> {
            room.sweep(nanos);
            if (!room.isIdle(nanos, scarce ? 0 : idleNanos)) return false;
            room.close();
            return true;
        });
        lane.after(SWEEP, this::sweep);
    }

    void stop() {
        stopped = true;
        rooms.values().forEach(Room::close);
    }

    /** The time, as entries carry it: to the millisecond. */
    Instant now() {
        look();
        return clock.now().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Whether the clock has gone as it should of late; otherwise a time that lies ahead of it may be the right one. */
    boolean isClockSteady() {
        return clock.isSteady();
    }

    private void look() {
        clock.look().ifPresent(jump -> node.clockJumped(this, jump));
    }

    Node node() {
        return node;
    }

    Lane lane() {
        return lane;
    }

    EventLog log() {
        return node.world().log();
    }

    Limits limits() {
        return node.limits();
    }

    Share share(Budget.Use use) {
        return node.world().budget().share(use);
    }

    /** Whether less than half is left of what may wait to be sent. */
    boolean isOutputScarce() {
        var output = share(Budget.Use.OUTPUT);
        return output.left() < output.most() / 2;
    }

    /** Reset after each use. */
    MessageDigest sha() {
        return sha;
    }

    RandomGenerator chance() {
        return chance;
    }

    Reads reads() {
        return reads;
    }

    Gate gate() {
        return gate;
    }

    People people() {
        return people;
    }

    Set<UserId> partial() {
        return partial;
    }

    Set<Session> sessions() {
        return sessions;
    }

    Iterable<Room> rooms() {
        return rooms.values();
    }
}
