package tertulia.testkit.sim;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tertulia.core.WatchedClock;
import tertulia.core.port.EventLog;
import tertulia.core.port.Pages;
import tertulia.model.Change;
import tertulia.model.Draft;
import tertulia.model.Entry;
import tertulia.model.Limits;
import tertulia.model.RoomId;
import tertulia.model.RoomState;
import tertulia.model.UserId;
import tertulia.model.Verdict;

/**
 * A log in memory that keeps its contract and not a bit more: fails before and after storing, is slow, and loses,
 * repeats, splits and reorders hints. It checks what it is given to keep.
 */
final class SimLog implements EventLog {
    private final Schedule schedule;
    private final Swarm swarm;
    private final Map<RoomId, Kept> rooms = new LinkedHashMap<>();
    private final List<Schedule.SimLane> disks = new ArrayList<>();
    private final List<Schedule.SimLane> wires = new ArrayList<>();
    private boolean healed;
    private int crashes;

    SimLog(Schedule schedule, Swarm swarm) {
        this.schedule = schedule;
        this.swarm = swarm;
        for (int i = 0; i < 2; i++) disks.add(schedule.lane());
        for (int i = 0; i < 3; i++) wires.add(schedule.lane());
    }

    private static final class Kept {
        final List<Entry> entries = new ArrayList<>();
        final Map<Draft.Key, Entry> byKey = new LinkedHashMap<>();
        final List<Consumer<List<Entry>>> followers = new ArrayList<>();
        RoomState state;

        Kept(RoomId room) {
            state = RoomState.empty(room);
        }
    }

    @Override
    public CompletionStage<Appended> append(RoomId room, long after, List<Draft> drafts, Instant at) {
        var asked = List.copyOf(drafts);
        return operation(swarm.appendFails, swarm.ackLost, () -> append(kept(room), room, after, asked, at));
    }

    private Appended append(Kept kept, RoomId room, long after, List<Draft> drafts, Instant at) {
        Flaw.unless(!drafts.isEmpty(), "an append of nothing");
        var known = new ArrayList<Entry>();
        var keys = new HashSet<Draft.Key>();
        for (var draft : drafts) {
            Flaw.unless(keys.add(draft.key()), "one append with the same draft twice");
            var before = kept.byKey.get(draft.key());
            if (before != null) known.add(before);
        }
        boolean moved = kept.entries.size() != after;
        if (moved && (known.isEmpty() || schedule.dice().nextBoolean())) return new Appended.Moved();
        if (!known.isEmpty()) return new Appended.Known(List.copyOf(known));
        var stored = new ArrayList<Entry>();
        for (var draft : drafts) stored.add(store(kept, room, draft, at));
        hint(kept, stored);
        return new Appended.Stored(List.copyOf(stored));
    }

    private Entry store(Kept kept, RoomId room, Draft draft, Instant at) {
        if (!kept.entries.isEmpty()) {
            var back = Duration.between(at, kept.entries.getLast().at());
            // Only from a time that a clock stamped before it was put right.
            Flaw.unless(
                    !back.isPositive() || back.compareTo(WatchedClock.JUMP) > 0,
                    "time runs back in %s: %s",
                    room,
                    back);
        }
        var verdict = kept.state.judge(draft, Limits.usual());
        Flaw.unless(verdict instanceof Verdict.Fine, "appended though %s: %s", verdict, draft);
        var entry = new Entry(room, kept.entries.size() + 1, at, draft);
        kept.entries.add(entry);
        kept.byKey.put(draft.key(), entry);
        if (draft.event() instanceof Change change) kept.state = kept.state.with(change);
        schedule.trace("log %s %d %s", room, entry.seq(), draft);
        return entry;
    }

    private void hint(Kept kept, List<Entry> stored) {
        var dice = schedule.dice();
        int split = dice.nextInt(4) == 0 ? dice.nextInt(stored.size()) : 0;
        for (var follower : kept.followers) {
            if (split > 0) hint(follower, List.copyOf(stored.subList(0, split)));
            hint(follower, List.copyOf(stored.subList(split, stored.size())));
        }
    }

    private void hint(Consumer<List<Entry>> follower, List<Entry> entries) {
        if (fails(swarm.hintLost)) return;
        int copies = fails(swarm.hintTwice) ? 2 : 1;
        for (int i = 0; i < copies; i++) onWire(() -> follower.accept(entries));
    }

    @Override
    public CompletionStage<List<Entry>> read(RoomId room, long after, int limit) {
        Flaw.unless(limit > 0, "a read of nothing");
        return operation(swarm.readFails, 0, () -> {
            var entries = kept(room).entries;
            int from = (int) Math.max(0, Math.min(after, entries.size()));
            var page = entries.subList(from, (int) Math.min(entries.size(), (long) from + limit));
            return List.copyOf(Pages.first(page, Pages.CHARACTERS));
        });
    }

    @Override
    public CompletionStage<List<Entry>> readBack(RoomId room, long before, int limit) {
        Flaw.unless(limit > 0, "a read of nothing");
        return operation(swarm.readFails, 0, () -> {
            var entries = kept(room).entries;
            int to = (int) Math.max(0, Math.min(before - 1, entries.size()));
            return List.copyOf(Pages.last(entries.subList(Math.max(0, to - limit), to), Pages.CHARACTERS));
        });
    }

    @Override
    public CompletionStage<Origin> open(RoomId room) {
        return operation(swarm.readFails, 0, () -> {
            var entries = kept(room).entries;
            var changes = entries.stream()
                    .filter(entry -> entry.draft().event() instanceof Change)
                    .toList();
            var at = entries.isEmpty() ? Instant.EPOCH : entries.getLast().at();
            return new Origin(entries.size(), at, changes);
        });
    }

    @Override
    public Following follow(RoomId room, Consumer<List<Entry>> hints) {
        var all = kept(room).followers;
        all.add(hints);
        return () -> all.remove(hints);
    }

    @Override
    public void close() {}

    private <T> CompletionStage<T> operation(double failsBefore, double failsAfter, Supplier<T> work) {
        var done = new CompletableFuture<T>();
        int during = crashes;
        Runnable run = () -> {
            if (during != crashes) return;
            if (fails(failsBefore)) {
                schedule.trace("log fails before");
                onWire(() -> done.completeExceptionally(new IOException("before")));
                return;
            }
            var result = work.get();
            boolean lost = fails(failsAfter);
            schedule.trace("log %s %s", lost ? "fails after" : "does", result);
            onWire(() -> {
                if (lost) done.completeExceptionally(new IOException("after"));
                else done.complete(result);
            });
        };
        var disk = schedule.any(disks);
        if (fails(swarm.slow)) disk.after(delay(), run);
        else disk.run(run);
        return done;
    }

    private void onWire(Runnable task) {
        var wire = schedule.any(wires);
        if (fails(swarm.slow)) wire.after(delay(), task);
        else wire.run(task);
    }

    private Duration delay() {
        return Duration.ofMillis(schedule.dice().nextInt(schedule.dice().nextBoolean() ? 30 : 3000));
    }

    private boolean fails(double probability) {
        return !healed && schedule.chance(probability);
    }

    /** The only process that writes dies: what it had not written by then is never written. */
    void crash() {
        crashes++;
    }

    void heal(boolean healed) {
        this.healed = healed;
    }

    // ---- the truth ------------------------------------------------------------------------------------------

    private Kept kept(RoomId room) {
        return rooms.computeIfAbsent(room, Kept::new);
    }

    long last(RoomId room) {
        return kept(room).entries.size();
    }

    /** The entry with this seq; fails if there is none. */
    Entry entry(RoomId room, long seq) {
        var entries = kept(room).entries;
        Flaw.unless(seq >= 1 && seq <= entries.size(), "no entry %d in %s", seq, room);
        return entries.get((int) seq - 1);
    }

    Optional<Entry> with(RoomId room, Draft.Key key) {
        return Optional.ofNullable(kept(room).byKey.get(key));
    }

    boolean mayRead(RoomId room, UserId user) {
        return kept(room).state.mayRead(user);
    }

    /** All rooms in which something happened. */
    List<RoomId> rooms() {
        return rooms.keySet().stream().filter(room -> last(room) > 0).toList();
    }

    RoomState state(RoomId room) {
        return kept(room).state;
    }
}
