package tertulia.core;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tertulia.model.Entry;
import tertulia.model.Limit;
import tertulia.model.Notice;
import tertulia.model.RoomId;

/** The seats of one room on one lane, and the last few batches they were given. */
final class Audience {
    /** What one costs in the heap, and what a seat in it does, without what is counted elsewhere. */
    private static final long BYTES = 512;

    private static final long SEAT_BYTES = 192;

    private final RoomId room;
    private final Hall hall;
    private final List<Seat> seats = new ArrayList<>(2);
    private final ArrayDeque<Shared> recent = new ArrayDeque<>(2);
    private final Share share;
    private final Share rooms;
    private long recentBytes;
    private long at;
    private boolean ready;
    private boolean closed;
    private int entering;
    private long usedNanos;

    Audience(RoomId room, Hall hall) {
        this.room = room;
        this.hall = hall;
        share = hall.share(Budget.Use.RECENT);
        rooms = hall.share(Budget.Use.ROOMS);
        rooms.add(BYTES);
        usedNanos = hall.lane().nanos();
    }

    /** The room knows this audience: what it stores from now on comes here, and {@code from} is what came before. */
    void begin(long from) {
        if (ready) return;
        ready = true;
        at = from;
    }

    void deliver(long prev, List<Entry> entries) {
        if (closed) return;
        var heard = new Notice.Heard(room, prev, entries);
        var batch = new Shared(heard, Batches.bytes(entries));
        at = heard.last();
        keep(batch);
        // From the end, so that a seat that is given up meanwhile makes nobody miss his turn.
        for (int i = seats.size() - 1; i >= 0; i--) {
            var seat = seats.get(i);
            seat.session().guarded(() -> seat.offer(batch, heard));
        }
        trim();
    }

    private void keep(Shared batch) {
        share.add(batch.bytes());
        recentBytes += batch.bytes();
        recent.addLast(batch);
    }

    /** Lets go of the oldest. What is sent lies outside the heap: when much of that waits to be sent, nothing is kept. */
    private void trim() {
        long most = hall.isOutputScarce() ? 0 : hall.limits().of(Limit.RECENT_BATCHES);
        while (!recent.isEmpty() && (recent.size() > most || share.isTooMuch(recentBytes))) letGo();
    }

    private void letGo() {
        var oldest = recent.removeFirst();
        share.give(oldest.bytes());
        recentBytes -= oldest.bytes();
        oldest.release();
    }

    /** Told to everyone else who can take it just now: a signal is the first thing left out. */
    void typing(Notice.Typing typing) {
        if (seats.size() > hall.limits().of(Limit.TYPING_LISTENERS)) return;
        var shared = new Shared(typing, 0);
        for (int i = seats.size() - 1; i >= 0; i--) {
            var session = seats.get(i).session();
            session.guarded(() -> session.hearTyping(typing, shared));
        }
        shared.release();
    }

    /** The room has started again from its log, which ends there: nobody will post what came before any more. */
    void beginAgain(long from) {
        forgetRecent();
        at = from;
        for (var seat : List.copyOf(seats)) seat.session().guarded(seat::doubt);
    }

    Seat take(Session session, long after) {
        var seat = new Seat(this, session, after);
        seat.index = seats.size();
        seats.add(seat);
        rooms.add(SEAT_BYTES);
        return seat;
    }

    void giveUp(Seat seat) {
        seat.close();
        rooms.give(SEAT_BYTES);
        var last = seats.removeLast();
        if (last != seat) {
            seats.set(seat.index, last);
            last.index = seat.index;
        }
        usedNanos = hall.lane().nanos();
    }

    /** Somebody is on the way in or out of the door. */
    void entering(int change) {
        entering += change;
        usedNanos = hall.lane().nanos();
    }

    boolean isIdle(long nanos, long idleNanos) {
        return seats.isEmpty() && entering == 0 && nanos - usedNanos >= idleNanos;
    }

    /** Whether its room does not know of it, and nobody is about to change that. */
    boolean isUnknown() {
        return !ready && entering == 0 && seats.isEmpty();
    }

    /** What is at hand is for those who fell behind a little; when nobody is behind, it is let go of. */
    void tidy() {
        if (!recent.isEmpty() && (hall.isOutputScarce() || seats.stream().allMatch(Seat::isLive))) forgetRecent();
    }

    /** It is in use no longer. */
    void close() {
        closed = true;
        forgetRecent();
        rooms.give(BYTES);
    }

    void forgetRecent() {
        while (!recent.isEmpty()) letGo();
    }

    /** The batch at hand that starts exactly there, if there is one. */
    @Nullable
    Shared recentAfter(long seq) {
        for (var batch : recent) if (((Notice.Heard) batch.notice()).prev() == seq) return batch;
        return null;
    }

    RoomId room() {
        return room;
    }

    Hall hall() {
        return hall;
    }

    /** The last seq delivered on this lane; only a seat that stands there, or further, may be live. */
    long at() {
        return at;
    }

    boolean isReady() {
        return ready;
    }
}
