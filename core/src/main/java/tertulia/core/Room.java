package tertulia.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import tertulia.core.port.EventLog;
import tertulia.core.port.EventLog.Appended;
import tertulia.model.Author;
import tertulia.model.Change;
import tertulia.model.Draft;
import tertulia.model.Entry;
import tertulia.model.Limit;
import tertulia.model.Limits;
import tertulia.model.Refusal;
import tertulia.model.RoomId;
import tertulia.model.RoomState;

/**
 * One room on its home lane: judges drafts, appends them to the log, folds what the log says and posts it to the
 * audiences. It does one operation of the log at a time: first catch up, then append what waits. What became of a draft
 * is told from the fold alone, for an append that failed may have been stored.
 */
final class Room {
    /** What one costs in the heap, without what is counted elsewhere. */
    private static final long BYTES = 1024;

    private final RoomId id;
    private final Hall hall;
    private final Limits limits;
    private final EventLog.Following following;

    // The fold: what the log says up to {@code at}.
    private RoomState state;
    private long at;
    private Instant lastAt = Instant.EPOCH;

    // What is to be done with the log.
    private boolean opened;
    private boolean behind;
    private boolean working;
    private boolean closed;
    private int trouble;
    private final Drafts drafts;
    private final List<Consumer<Boolean>> whenCurrent = new ArrayList<>();

    // What is to be told to the audiences.
    private final Set<Audience> audiences = new LinkedHashSet<>();
    private final Unposted unposted;
    private int posts;

    /** Grows when the room starts again from its log: what was under way in its former life no longer counts. */
    private int life;

    private long usedNanos;
    private long lookedNanos;

    Room(RoomId id, Hall hall) {
        this.id = id;
        this.hall = hall;
        limits = hall.limits();
        drafts = new Drafts(id, hall);
        unposted = new Unposted(hall.share(Budget.Use.UNPOSTED), limits.of(Limit.WAITING_DRAFTS));
        hall.share(Budget.Use.ROOMS).add(BYTES);
        state = RoomState.empty(id);
        usedNanos = lookedNanos = hall.lane().nanos();
        following = hall.log()
                .follow(
                        id,
                        entries -> hall.lane().run(() -> {
                            if (!closed) guarded(() -> hint(entries));
                        }));
    }

    /** How a sender learns what became of a draft; called once, on the room's lane. */
    interface Answer {
        void stored(RoomId room, long seq, Instant at);

        void refused(Refusal refusal);
    }

    /** Adds the draft to the log, or says why not; {@code members} begin the room if it is direct and not there yet. */
    void say(Draft draft, List<Author> members, Answer answer) {
        use();
        if (closed) {
            answer.refused(Refusal.of(Refusal.Code.BUSY));
            return;
        }
        drafts.add(draft, members, answer);
        guarded(this::work);
    }

    /** Answers what was said here before, as far as that is remembered; anything new is refused so, in a room that never was, too. */
    void sayAgain(Draft draft, Refusal refusal, Answer answer) {
        Runnable go = () -> {
            if (!drafts.answered(draft, answer)) answer.refused(refusal);
        };
        whenReadable(
                draft.author(), go, why -> answer.refused(isTrouble(why) ? Refusal.of(Refusal.Code.STORAGE) : refusal));
    }

    /** Runs once the room is loaded, if the author may write here; else the sender learns why not, and whether to try again. */
    void whenSayable(Author author, Runnable go, Answer answer) {
        whenReadable(author, go, why -> answer.refused(isTrouble(why) ? Refusal.of(Refusal.Code.STORAGE) : why));
    }

    private static boolean isTrouble(Refusal refusal) {
        return refusal.code() == Refusal.Code.UNREADABLE;
    }

    /**
     * Lets a user in who may read here: from now on the audience gets what is posted. The answer runs on the audience's
     * lane, before anything posted later, with the cursor to start from: {@code after}, or where the log ends. The log is
     * looked at before anybody is refused or put back behind his cursor, for another node may have gone on.
     */
    void admit(Author user, Audience audience, long after, Consumer<Admission> answer) {
        use();
        Consumer<Boolean> decide = current -> {
            Admission admission;
            boolean known = knows(user, after);
            if (!known && !current) admission = new Admission.Refused(Refusal.of(Refusal.Code.UNREADABLE));
            else if (!state.mayRead(user.id())) admission = new Admission.Refused(notHere());
            else {
                audiences.add(audience);
                long posted = at - unposted.size();
                admission = new Admission.Admitted(posted, Math.clamp(after, 0, at));
            }
            audience.hall().lane().run(() -> answer.accept(admission));
        };
        if (knows(user, after)) decide.accept(true);
        else whenCurrent.add(decide);
        lookAtHead();
    }

    /** Whether what the room has in memory is enough to let the user go on from there. */
    private boolean knows(Author user, long after) {
        return opened && after <= at && state.mayRead(user.id());
    }

    /** What came of {@link #admit}. */
    sealed interface Admission {
        record Admitted(long posted, long from) implements Admission {}

        record Refused(Refusal refusal) implements Admission {}
    }

    /** Runs with true once the room is loaded and may be read by the user, else with false and why not, on this lane. */
    void whenReadable(Author user, Runnable go, Consumer<Refusal> refused) {
        use();
        Consumer<Boolean> decide = current -> {
            if (knows(user, 0)) go.run();
            else refused.accept(current ? notHere() : Refusal.of(Refusal.Code.UNREADABLE));
        };
        if (knows(user, 0)) {
            decide.accept(true);
        } else {
            whenCurrent.add(decide);
            lookAtHead();
        }
    }

    private Refusal notHere() {
        return Refusal.of(Refusal.Code.NOT_A_MEMBER);
    }

    /** The audience has no seats any more. */
    void dismiss(Audience audience) {
        audiences.remove(audience);
    }

    /** Somebody says the log goes on; believed only if it continues from where the room stands. */
    private void hint(List<Entry> entries) {
        if (!opened) {
            behind = true;
        } else {
            switch (Fit.of(at, entries.getFirst().seq() - 1, entries.getLast().seq())) {
                case NEXT -> apply(entries);
                case SEEN -> {}
                case GAP -> behind = true;
            }
        }
        work();
    }

    /** If the last hint was lost, no later one reveals it; only a look can. */
    void lookAtHead() {
        lookedNanos = hall.lane().nanos();
        behind = true;
        guarded(this::work);
    }

    /** Does the next thing there is to do with the log, one at a time. */
    private void work() {
        if (working) return;
        if (!opened) open();
        else if (behind) read();
        else if (!drafts.isEmpty()) append();
    }

    private void open() {
        operate(hall.log().open(id), origin -> {
            opened = true;
            trouble = 0;
            at = origin.last();
            lastAt = origin.at();
            for (var entry : origin.changes()) {
                if (entry.seq() <= at && entry.draft().event() instanceof Change change) state = state.with(change);
            }
            long from = at;
            for (var audience : audiences) audience.hall().lane().run(() -> audience.beginAgain(from));
            if (!behind) tellCurrent(true);
        });
    }

    private void read() {
        behind = false;
        operate(hall.log().read(id, at, Math.max(1, limits.count(Limit.CATCH_UP_ENTRIES))), page -> {
            if (drafts.isEmpty()) trouble = 0;
            if (page.isEmpty()) {
                // Somebody who asked for a look while this page was under way wants a newer one.
                if (!behind) tellCurrent(true);
                return;
            }
            behind = true;
            // Hints may have come in between; what is left of the page continues from here.
            var fresh = page.stream().filter(entry -> entry.seq() > at).toList();
            if (!fresh.isEmpty()) apply(fresh);
        });
    }

    private void append() {
        drafts.settle();
        drafts.refuseHopeless(trouble);
        var batch = drafts.next(state);
        behind |= batch.unsure();
        if (batch.drafts().isEmpty()) {
            if (behind) work();
            return;
        }
        operate(hall.log().append(id, at, batch.drafts(), stamp()), appended -> {
            trouble = 0;
            switch (appended) {
                case Appended.Stored(List<Entry> entries) -> hint(entries);
                case Appended.Moved() -> behind = true;
                case Appended.Full() -> drafts.refuse(batch.drafts(), Refusal.of(Refusal.Code.STORAGE_FULL));
                case Appended.Known(List<Entry> entries) -> {
                    entries.forEach(drafts::remember);
                    drafts.settle();
                }
            }
        });
    }

    /**
     * The time of the next entries: never before the last one's, unless that lies far ahead of a clock that is steady. Then
     * the last one was stamped by a clock that was wrong, and binds nobody.
     */
    private Instant stamp() {
        var now = hall.now();
        if (!now.isBefore(lastAt)) return now;
        boolean wrong = Duration.between(now, lastAt).compareTo(WatchedClock.JUMP) > 0;
        return wrong && hall.isClockSteady() ? now : lastAt;
    }

    /** Folds entries that continue from where the room stands. */
    private void apply(List<Entry> entries) {
        Bug.unless(entries.getFirst().seq() == at + 1, "a room would skip or repeat an entry");
        for (var entry : entries) {
            Bug.unless(entry.seq() == at + 1, "a hole in the log");
            at = entry.seq();
            lastAt = entry.at();
            drafts.remember(entry);
            if (entry.draft().event() instanceof Change change) {
                state = state.with(change);
                if (change instanceof Change.Created) hall.node().opened(id, state.members(), at);
            }
            hall.node().watch().passed(entry, state.members());
            unposted.add(entry);
        }
        unposted.trim();
        drafts.settle();
        if (isUnknownToSome()) hall.node().opened(id, state.members(), at);
        post();
    }

    /** Whether a member has a session that was told only of some of its rooms, perhaps not of this one. */
    private boolean isUnknownToSome() {
        var partial = hall.partial();
        return !partial.isEmpty() && state.members().stream().anyMatch(member -> partial.contains(member.id()));
    }

    /** Posts what the audiences were not given yet. One post at a time: what comes meanwhile goes in the next batch. */
    private void post() {
        if (posts > 0) return;
        unposted.posted();
        if (audiences.isEmpty()) unposted.clear();
        if (unposted.isEmpty()) return;
        long prev = unposted.firstSeq() - 1;
        var entries = unposted.take();
        int during = life;
        for (var audience : audiences) {
            posts++;
            audience.hall().lane().run(() -> {
                try {
                    audience.deliver(prev, entries);
                } finally {
                    hall.lane().run(() -> {
                        if (during != life) return;
                        posts--;
                        guarded(this::post);
                    });
                }
            });
        }
    }

    // ---- trouble and bugs -----------------------------------------------------------------------------------

    private <T> void operate(CompletionStage<T> operation, Consumer<T> done) {
        working = true;
        int during = life;
        operation.whenComplete((result, failure) -> hall.lane().run(() -> {
            if (during != life) return;
            working = false;
            if (failure != null) {
                failed(failure);
                return;
            }
            guarded(() -> {
                done.accept(result);
                work();
            });
        }));
    }

    /** An operation failed: whether an append was stored, only the log can tell, after a pause. */
    private void failed(Throwable failure) {
        behind = true;
        trouble++;
        hall.node().trouble("room=" + id, failure);
        if (trouble > 2 * Drafts.TRIES) {
            drafts.refuseAll();
            tellCurrent(false);
        }
        working = true;
        int during = life;
        hall.lane().after(Duration.ofMillis(Math.min(500, 10L << Math.min(trouble, 8))), () -> {
            if (during != life) return;
            working = false;
            guarded(this::work);
        });
    }

    private void tellCurrent(boolean current) {
        var waiting = List.copyOf(whenCurrent);
        whenCurrent.clear();
        waiting.forEach(decide -> decide.accept(current));
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            hall.node().bug("room=" + id, e);
            startAgain();
        }
    }

    /** Forgets everything but who waits and listens, and starts from the log. */
    private void startAgain() {
        life++;
        state = RoomState.empty(id);
        at = 0;
        drafts.forget();
        unposted.clear();
        posts = 0;
        opened = behind = working = false;
        drafts.refuseAll();
        hall.lane().after(Duration.ofSeconds(1), () -> guarded(this::work));
    }

    // ---- looking after it -----------------------------------------------------------------------------------

    private void use() {
        usedNanos = hall.lane().nanos();
    }

    void sweep(long nanos) {
        long every = Duration.ofSeconds(limits.of(Limit.HEAD_LOOK_SECONDS)).toNanos();
        if (nanos - lookedNanos >= every && !audiences.isEmpty()) lookAtHead();
    }

    boolean isIdle(long nanos, long idleNanos) {
        return audiences.isEmpty()
                && drafts.isEmpty()
                && whenCurrent.isEmpty()
                && !working
                && (!state.exists() || nanos - usedNanos >= idleNanos);
    }

    void close() {
        following.stop();
        closed = true;
        life++;
        working = true;
        drafts.refuseAll();
        drafts.forget();
        unposted.clear();
        hall.share(Budget.Use.ROOMS).give(BYTES);
        tellCurrent(false);
    }

    RoomId id() {
        return id;
    }

    long at() {
        return at;
    }

    List<Author> members() {
        return state.members();
    }
}
