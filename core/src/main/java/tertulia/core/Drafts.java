package tertulia.core;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tertulia.model.Author;
import tertulia.model.Change;
import tertulia.model.Damaged;
import tertulia.model.Draft;
import tertulia.model.Entry;
import tertulia.model.Limit;
import tertulia.model.Limits;
import tertulia.model.MessageId;
import tertulia.model.Refusal;
import tertulia.model.RoomId;
import tertulia.model.RoomState;
import tertulia.model.Verdict;

/**
 * The drafts that wait in a room for the log, and the last entries of it, by which their senders are answered. On the
 * room's lane.
 */
final class Drafts {
    /** How often an append is tried before its senders are told that the log is in trouble. */
    static final int TRIES = 3;

    private final RoomId room;
    private final Hall hall;
    private final Limits limits;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private final Share waitingShare;
    private long waitingBytes;

    /** What was stored just now, until its senders are answered. */
    private final Map<Draft.Key, Entry> fresh = new LinkedHashMap<>();

    private final Map<Draft.Key, Remembered> remembered = new LinkedHashMap<>();
    private final Share rememberedShare;

    Drafts(RoomId room, Hall hall) {
        this.room = room;
        this.hall = hall;
        limits = hall.limits();
        waitingShare = hall.share(Budget.Use.WAITING);
        rememberedShare = hall.share(Budget.Use.REMEMBERED);
    }

    private static final class Waiting {
        final Draft draft;
        final List<Author> members;
        final Room.Answer answer;
        final long bytes;
        int tries;
        /** It would have been refused, and the log was looked at since. */
        boolean sure;

        Waiting(Draft draft, List<Author> members, Room.Answer answer) {
            this.draft = draft;
            this.members = members;
            this.answer = answer;
            bytes = Batches.bytes(draft);
        }
    }

    /** {@code members} begin the room first if it is a direct room that does not exist yet. */
    void add(Draft draft, List<Author> members, Room.Answer answer) {
        var one = new Waiting(draft, members, answer);
        boolean room = waiting.size() < Math.max(1, limits.of(Limit.WAITING_DRAFTS));
        if (!room || !waitingShare.take(one.bytes, waitingBytes)) {
            answer.refused(Refusal.of(Refusal.Code.BUSY));
            return;
        }
        waitingBytes += one.bytes;
        waiting.add(one);
    }

    private void noLongerWaits(Waiting one) {
        waitingBytes -= one.bytes;
        waitingShare.give(one.bytes);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** What may be appended now; {@code unsure} if something else was about to be refused by a state that may be old. */
    record Batch(List<Draft> drafts, boolean unsure) {}

    /** The next batch, each of its drafts thereby tried once more; those that may not be appended are refused. */
    Batch next(RoomState state) {
        var drafts = new ArrayList<Draft>();
        var keys = new HashSet<Draft.Key>();
        var next = state;
        boolean unsure = false;
        long most = Math.max(1, limits.of(Limit.APPEND_DRAFTS));
        long bytes = 0;
        for (var it = waiting.iterator(); it.hasNext() && drafts.size() < most && bytes < Batches.APPEND_BYTES; ) {
            var one = it.next();
            if (keys.contains(one.draft.key())) continue;
            var opening = next.exists() ? List.<Draft>of() : opening(one, next);
            var begun = opening.isEmpty() ? next : after(next, opening.getFirst());
            switch (begun.judge(one.draft, limits)) {
                case Verdict.Refused(Refusal refusal) -> {
                    unsure |= !one.sure;
                    if (one.sure) {
                        it.remove();
                        noLongerWaits(one);
                        one.answer.refused(refusal);
                    }
                    one.sure = true;
                }
                case Verdict.Fine() -> {
                    keys.add(one.draft.key());
                    drafts.addAll(opening);
                    drafts.add(one.draft);
                    bytes += one.bytes;
                    one.tries++;
                    next = after(begun, one.draft);
                }
            }
        }
        return new Batch(drafts, unsure);
    }

    /** The draft that begins the room for this one, if it names members and they may. */
    private List<Draft> opening(Waiting one, RoomState state) {
        if (one.members.isEmpty()) return List.of();
        var id = MessageId.make(hall.now(), hall.chance());
        var opening = new Draft(one.draft.author(), id, new Change.Created(one.members));
        return state.judge(opening, limits) instanceof Verdict.Fine ? List.of(opening) : List.of();
    }

    private static RoomState after(RoomState state, Draft draft) {
        return draft.event() instanceof Change change ? state.with(change) : state;
    }

    void remember(Entry entry) {
        var key = entry.draft().key();
        var before = remembered.get(key);
        var now = fresh.put(key, entry);
        Bug.unless(before == null || before.seq() == entry.seq(), "the same draft is in the log twice");
        Bug.unless(now == null || now.seq() == entry.seq(), "the same draft is in the log twice");
    }

    /** Answers those whose drafts are in the log, however that was learnt; then remembers no more than it should. */
    void settle() {
        waiting.removeIf(one -> {
            if (!answered(one.draft, one.answer)) return false;
            noLongerWaits(one);
            return true;
        });
        int before = remembered.size();
        fresh.values().removeIf(entry -> entry.draft().event() instanceof Damaged); // Nothing can be compared with it.
        fresh.forEach((key, entry) -> remembered.put(key, Remembered.of(entry, hall.sha())));
        fresh.clear();
        rememberedShare.add((remembered.size() - before) * Remembered.BYTES);
        long most = limits.of(Limit.REMEMBERED_IDS);
        for (var it = remembered.keySet().iterator();
                it.hasNext() && (remembered.size() > most || rememberedShare.isTooMuch(rememberedBytes())); ) {
            it.next();
            it.remove();
            rememberedShare.give(Remembered.BYTES);
        }
    }

    /** Answers a draft that is known to be in the log; false if it is not. */
    boolean answered(Draft draft, Room.Answer answer) {
        var entry = fresh.get(draft.key());
        if (entry != null) {
            if (entry.draft().event() instanceof Damaged) answer.refused(Refusal.of(Refusal.Code.DAMAGED));
            else answer(answer, entry.seq(), entry.at(), entry.draft().repeats(draft));
            return true;
        }
        var known = remembered.get(draft.key());
        if (known == null) return false;
        answer(answer, known.seq(), known.at(), known.repeats(draft.event(), hall.sha()));
        return true;
    }

    private void answer(Room.Answer answer, long seq, Instant at, boolean same) {
        if (same) answer.stored(room, seq, at);
        else answer.refused(Refusal.of(Refusal.Code.ID_REUSED));
    }

    private long rememberedBytes() {
        return remembered.size() * Remembered.BYTES;
    }

    /** Refuses those that are not in the log after as many tries as are reasonable, given how long it has been in trouble. */
    void refuseHopeless(int trouble) {
        if (trouble == 0) return;
        int most = trouble > TRIES ? 1 : TRIES;
        waiting.removeIf(one -> {
            if (one.tries < most) return false;
            noLongerWaits(one);
            one.answer.refused(Refusal.of(Refusal.Code.STORAGE));
            return true;
        });
    }

    /** Refuses these, which are not in the log and will not be. */
    void refuse(List<Draft> drafts, Refusal refusal) {
        var keys = new HashSet<Draft.Key>();
        for (var draft : drafts) keys.add(draft.key());
        waiting.removeIf(one -> {
            if (!keys.contains(one.draft.key())) return false;
            noLongerWaits(one);
            one.answer.refused(refusal);
            return true;
        });
    }

    /** Refuses all: it is not known whether they are in the log. */
    void refuseAll() {
        var all = List.copyOf(waiting);
        waiting.clear();
        for (var one : all) {
            noLongerWaits(one);
            one.answer.refused(Refusal.of(Refusal.Code.STORAGE));
        }
    }

    void forget() {
        rememberedShare.give(rememberedBytes());
        remembered.clear();
        fresh.clear();
    }
}
