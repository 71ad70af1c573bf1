package tertulia.core;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import tertulia.model.Notice;
import tertulia.model.Refusal;
import tertulia.model.RoomId;
import tertulia.model.RoomKind;

/** The seats of one session: taken, given up, and on the way to being taken. On its lane. */
final class Seats {
    private static final Duration AFTER_TROUBLE = Duration.ofMillis(500);

    /** What it costs in the heap to be in a room, at most: the room, its audience and the seat. */
    private static final long ROOM_BYTES = 2048;

    /** What it costs to remember that a room was left: its id, and its place in the set. */
    private static final long LEFT_BYTES = 160;

    private final Session session;
    private final Hall hall;
    private final Map<RoomId, Seat> taken = new HashMap<>(2);

    /** The rooms it is on the way into; what stands there is one attempt, so that an exit can overtake it. */
    private final Map<RoomId, Object> entering = new HashMap<>(2);

    /** The rooms it left, so that a late word of their beginning does not bring it back. */
    private final Set<RoomId> left = new HashSet<>(0);

    Seats(Session session, Hall hall) {
        this.session = session;
        this.hall = hall;
    }

    /** The client asks to be told what comes after {@code after} in a room. */
    void enter(String ref, RoomId room, long after) {
        if (!has(room)) enter(room, after, refusal -> session.refuse(ref, refusal));
    }

    /** Enters a room that the client was told it is in; if the log is in trouble, as soon as that is over. */
    void enterOwn(RoomId room, long after) {
        enter(room, after, refusal -> {
            hall.node().trouble("room=" + room, new Bug(refusal.toString()));
            if (refusal.code() != Refusal.Code.UNREADABLE && refusal.code() != Refusal.Code.BUSY) return;
            var attempt = new Object();
            entering.put(room, attempt);
            hall.lane()
                    .after(
                            AFTER_TROUBLE,
                            () -> session.ifOpen(() -> {
                                if (entering.remove(room, attempt)) enterOwn(room, after);
                            }));
        });
    }

    private void enter(RoomId room, long after, Consumer<Refusal> refused) {
        if (isTooMany(room)) {
            refused.accept(Refusal.of(Refusal.Code.BUSY));
            return;
        }
        var audience = hall.audience(room);
        var attempt = new Object();
        entering.put(room, attempt);
        if (left.remove(room)) rooms().give(LEFT_BYTES);
        audience.entering(1);
        session.asked();
        hall.node()
                .inRoom(
                        room,
                        home -> home.admit(session.you(), audience, after, admission -> {
                            audience.entering(-1);
                            switch (admission) {
                                case Room.Admission.Admitted(long posted, long from) -> audience.begin(posted);
                                case Room.Admission.Refused(Refusal refusal) -> hall.forget(audience);
                            }
                            session.ifOpen(() -> {
                                if (entering.remove(room, attempt)) {
                                    switch (admission) {
                                        case Room.Admission.Refused(Refusal refusal) -> refused.accept(refusal);
                                        case Room.Admission.Admitted(long posted, long from) -> sit(audience, from);
                                    }
                                }
                                session.answered();
                            });
                        }));
    }

    private void sit(Audience audience, long from) {
        var seat = audience.take(session, from);
        taken.put(audience.room(), seat);
        seat.catchUp();
    }

    void exit(RoomId room) {
        if (has(room) && left.add(room)) rooms().add(LEFT_BYTES);
        entering.remove(room);
        var seat = taken.remove(room);
        if (seat != null) seat.audience().giveUp(seat);
    }

    /** A room that the client was told of later than of others. */
    void listed(RoomId room, long after) {
        if (!has(room) && !left.contains(room)) enterOwn(room, after);
    }

    /** A room of the user's, of which the client may know nothing yet: it has begun, or something happened in it. */
    void opened(Notice.RoomInfo info) {
        if (has(info.room()) || left.contains(info.room())) return;
        session.voice().tell(new Notice.Opened(info));
        enterOwn(info.room(), 0);
    }

    void catchUp() {
        for (var seat : List.copyOf(taken.values())) session.guarded(seat::catchUp);
    }

    void giveUpAll() {
        for (var seat : taken.values()) seat.audience().giveUp(seat);
        taken.clear();
        entering.clear();
        rooms().give(left.size() * LEFT_BYTES);
        left.clear();
    }

    boolean sitsIn(RoomId room) {
        return taken.containsKey(room);
    }

    /** Rooms take memory, and who is in most of them waits first; in the lobby is everyone. */
    private boolean isTooMany(RoomId room) {
        long held = (taken.size() + entering.size()) * ROOM_BYTES + left.size() * LEFT_BYTES;
        return room.kind() != RoomKind.LOBBY && rooms().isTooMuch(held);
    }

    private Share rooms() {
        return hall.share(Budget.Use.ROOMS);
    }

    private boolean has(RoomId room) {
        return taken.containsKey(room) || entering.containsKey(room);
    }
}
