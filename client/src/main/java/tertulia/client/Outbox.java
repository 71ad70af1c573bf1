package tertulia.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import tertulia.model.Command;
import tertulia.model.Limit;
import tertulia.model.Limits;
import tertulia.model.MessageId;
import tertulia.model.Refusal;

/**
 * Messages on their way: in the order they were written, each sent until the server has said that it is on disk or it is
 * seen in a timeline. After a loss of the connection all that are left are sent again, with the same ids, which is
 * harmless. It keeps to the server's pace. Time is given in nanoseconds; it belongs to the lane.
 */
final class Outbox {
    private final LinkedHashMap<MessageId, Out> waiting = new LinkedHashMap<>();
    private final Pace pace;
    private final long againNanos;
    private boolean online;
    private int window = 1;
    private int unanswered;
    private int refusals;
    private long pausedUntilNanos;
    private boolean paused;

    /** A message and whether it is with the server. */
    private static final class Out {
        final Command.Say say;
        boolean sent;

        Out(Command.Say say) {
            this.say = say;
        }
    }

    Outbox(Timing timing, long nowNanos) {
        againNanos = timing.again().toNanos();
        pace = new Pace(nowNanos);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    void add(MessageId id, Command.Say say) {
        waiting.put(id, new Out(say));
    }

    /** There is a connection with these limits; everything that is left must be sent. */
    void connected(Map<Limit, Long> told, long nowNanos) {
        var limits = Limits.with(told);
        pace.set(limits.of(Limit.SAY_PER_SECOND), limits.of(Limit.SAY_BURST), nowNanos);
        window = Math.max(1, limits.count(Limit.UNANSWERED) / 2);
        online = true;
        paused = false;
        refusals = 0;
        for (var out : waiting.values()) out.sent = false;
        unanswered = 0;
    }

    /** There is no connection. */
    void disconnected() {
        online = false;
    }

    /** What to send now; each is counted as sent. */
    List<Command.Say> take(long nowNanos) {
        var now = new ArrayList<Command.Say>();
        if (!online || isPaused(nowNanos)) return now;
        // After a refusal one at a time, so that what comes later does not overtake.
        int room = refusals > 0 ? 1 : window;
        for (var out : waiting.values()) {
            if (unanswered >= room) break;
            if (out.sent) continue;
            if (!pace.take(nowNanos)) break;
            out.sent = true;
            unanswered++;
            now.add(out.say);
        }
        return now;
    }

    /** After how many nanoseconds to {@link #take} again; empty if only an answer or a new message makes it worth while. */
    OptionalLong next(long nowNanos) {
        if (!online || waiting.isEmpty() || unanswered >= (refusals > 0 ? 1 : window)) return OptionalLong.empty();
        if (waiting.values().stream().allMatch(out -> out.sent)) return OptionalLong.empty();
        if (isPaused(nowNanos)) return OptionalLong.of(pausedUntilNanos - nowNanos);
        return OptionalLong.of(pace.waitNanos());
    }

    /** It is on disk. Whether it was waiting here. */
    boolean stored(MessageId id) {
        var out = waiting.remove(id);
        if (out == null) return false;
        if (out.sent) unanswered--;
        refusals = 0;
        return true;
    }

    /**
     * The server did not take it. If it had no room for it, it stays here and goes out again later; otherwise it is
     * given up, and returned.
     */
    Optional<Command.Say> refused(MessageId id, Refusal refusal, long nowNanos) {
        var out = waiting.get(id);
        if (out == null) return Optional.empty();
        if (out.sent) unanswered--;
        out.sent = false;
        if (refusal.code() == Refusal.Code.BUSY || refusal.code() == Refusal.Code.STORAGE) {
            refusals++;
            paused = true;
            pausedUntilNanos = nowNanos + (againNanos << Math.min(refusals - 1, 5));
            return Optional.empty();
        }
        waiting.remove(id);
        return Optional.of(out.say);
    }

    /** Nothing will be sent any more. */
    void giveUp() {
        waiting.clear();
        unanswered = 0;
        online = false;
    }

    private boolean isPaused(long nowNanos) {
        if (paused && nowNanos - pausedUntilNanos >= 0) paused = false;
        return paused;
    }
}
