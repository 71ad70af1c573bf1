package tertulia.app;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import tertulia.core.port.Lane;
import tertulia.model.Limit;
import tertulia.model.Limits;
import tertulia.store.Pulse;
import tertulia.store.SqliteStore;

/**
 * Looks once a second whether every lane and every thread of the store runs, on a thread of its own. What has ended, or was not
 * seen to run for {@link Limit#HANG_SECONDS} looks, ends the process. Looks are counted and no clock is read: a machine that
 * sleeps, or a process that is stopped, does not look either.
 */
final class Watchdog implements AutoCloseable {
    private static final int LOOK_MILLIS = 1000;
    /** Looks without an answer after which a lane is said to be unwell; one may be under way. */
    private static final int UNWELL = 3;

    private final List<Beat> beats = new ArrayList<>();
    private final Map<String, Turn> turns = new HashMap<>();
    private final SqliteStore store;
    private final long patience;
    private final Thread thread = new Thread(this::run, "tertulia-watchdog");
    private volatile Optional<String> ailment = Optional.empty();
    private volatile boolean asked;
    private volatile boolean troubled;
    private volatile boolean closed;

    /** A lane, and how many looks ago it was asked for the sign that it has not given yet. */
    private static final class Beat {
        private final Lane lane;
        private volatile boolean answered = true;
        private int looks;

        Beat(Lane lane) {
            this.lane = lane;
        }
    }

    /** A turn of a thread of the store, and for how many looks it has lasted. */
    private record Turn(long number, int looks) {}

    Watchdog(List<Lane> lanes, SqliteStore store, Limits limits) {
        for (var lane : lanes) beats.add(new Beat(lane));
        this.store = store;
        patience = Math.max(UNWELL, limits.of(Limit.HANG_SECONDS));
        thread.setDaemon(true);
        thread.start();
    }

    /** What ails the server, {@code http.unwell.} and this name in the catalogue; empty if nothing does. May be called from anywhere. */
    Optional<String> ailment() {
        asked = true;
        return ailment;
    }

    private void run() {
        while (!closed) {
            try {
                Thread.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                return; // Closed.
            }
            look();
        }
    }

    private void look() {
        boolean slow = false;
        for (var beat : beats) slow |= !runs(beat);
        var busy = new HashMap<String, Turn>();
        for (var pulse : store.pulses()) slow |= !runs(pulse, busy);
        turns.clear();
        turns.putAll(busy);
        // Whoever asks is told what is so now, and trouble is over even if nobody says anything.
        if (asked || troubled) {
            store.health().whenComplete((trouble, failure) -> troubled = failure != null || trouble.isPresent());
        }
        asked = false;
        ailment = slow ? Optional.of("slow") : troubled ? Optional.of("store") : Optional.empty();
    }

    private boolean runs(Beat beat) {
        if (!beat.answered) {
            if (++beat.looks >= patience) end("hangs", "a lane");
            return beat.looks < UNWELL;
        }
        beat.answered = false;
        beat.looks = 0;
        try {
            beat.lane.run(() -> beat.answered = true);
        } catch (RejectedExecutionException e) {
            end("ended", "a lane");
        }
        return true;
    }

    private boolean runs(Pulse pulse, Map<String, Turn> busy) {
        if (!pulse.alive()) end("ended", pulse.thread());
        if (pulse.idle()) return true;
        var before = turns.get(pulse.thread());
        int looks = before != null && before.number() == pulse.turn() ? before.looks() + 1 : 0;
        busy.put(pulse.thread(), new Turn(pulse.turn(), looks));
        if (looks >= patience) end("hangs", pulse.thread());
        return looks < UNWELL;
    }

    private void end(String how, String what) {
        if (!closed) Fatal.end(how, what, patience);
    }

    /** From now on the lanes and the store may end. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
