package tertulia.testkit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tertulia.core.port.EventLog;
import tertulia.core.port.Pages;
import tertulia.model.Change;
import tertulia.model.Damaged;
import tertulia.model.Draft;
import tertulia.model.Entry;
import tertulia.model.RoomId;

/** The log in memory: all of it happens on one thread of its own. Unlike others, it hints. */
public final class MemoryLog implements EventLog {
    private final Map<RoomId, List<Entry>> rooms;
    private final Map<RoomId, Set<Long>> damaged;
    private volatile boolean full;
    private final Map<RoomId, List<Consumer<List<Entry>>>> followers = new ConcurrentHashMap<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("memory-log").factory());

    /** A log in which nothing has happened. */
    public MemoryLog() {
        this(new HashMap<>(), new ConcurrentHashMap<>());
    }

    private MemoryLog(Map<RoomId, List<Entry>> rooms, Map<RoomId, Set<Long>> damaged) {
        this.rooms = rooms;
        this.damaged = damaged;
    }

    /** From now on nothing is stored, or again something is. */
    public void fill(boolean full) {
        this.full = full;
    }

    /** From now on this entry cannot be read. */
    public void damage(RoomId room, long seq) {
        damaged.computeIfAbsent(room, _ -> ConcurrentHashMap.newKeySet()).add(seq);
    }

    /** Closes this one; the other goes on from what it held. */
    public MemoryLog reopen() {
        close();
        return new MemoryLog(rooms, damaged);
    }

    @Override
    public CompletionStage<Appended> append(RoomId room, long after, List<Draft> drafts, Instant at) {
        return ask(() -> add(room, after, List.copyOf(drafts), at.truncatedTo(ChronoUnit.MILLIS)));
    }

    @Override
    public CompletionStage<List<Entry>> read(RoomId room, long after, int limit) {
        return ask(() -> {
            var entries = entries(room);
            int from = Math.clamp(after, 0, entries.size());
            var page = entries.subList(from, from + Math.clamp(limit, 0, entries.size() - from));
            return read(Pages.first(page, Pages.CHARACTERS));
        });
    }

    @Override
    public CompletionStage<List<Entry>> readBack(RoomId room, long before, int limit) {
        return ask(() -> {
            var entries = entries(room);
            int end = Math.clamp(before - 1, 0, entries.size());
            return read(Pages.last(entries.subList(end - Math.clamp(limit, 0, end), end), Pages.CHARACTERS));
        });
    }

    @Override
    public CompletionStage<Origin> open(RoomId room) {
        return ask(() -> {
            var entries = entries(room);
            if (entries.isEmpty()) return new Origin(0, Instant.EPOCH, List.of());
            var changes = entries.stream()
                    .filter(entry -> entry.draft().event() instanceof Change)
                    .toList();
            return new Origin(entries.size(), entries.getLast().at(), changes);
        });
    }

    @Override
    public Following follow(RoomId room, Consumer<List<Entry>> hints) {
        followers.computeIfAbsent(room, _ -> new CopyOnWriteArrayList<>()).add(hints);
        return () -> followers.getOrDefault(room, new ArrayList<>()).remove(hints);
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            thread.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** All rooms with an entry, to be looked at on the log's thread only. */
    Map<RoomId, List<Entry>> rooms() {
        return Collections.unmodifiableMap(rooms);
    }

    /** Does the work on the log's thread, after all that was asked before. */
    <T> CompletableFuture<T> ask(Supplier<T> work) {
        try {
            return CompletableFuture.supplyAsync(work, thread);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private List<Entry> read(List<Entry> entries) {
        return entries.stream()
                .map(entry -> isDamaged(entry) ? Entry.damaged(entry.room(), entry.seq(), entry.at()) : entry)
                .toList();
    }

    /** What is known of an entry by its key alone. */
    private Entry byKey(Entry entry) {
        if (!isDamaged(entry)) return entry;
        var draft = new Draft(entry.draft().author(), entry.draft().id(), new Damaged());
        return new Entry(entry.room(), entry.seq(), entry.at(), draft);
    }

    private boolean isDamaged(Entry entry) {
        return damaged.getOrDefault(entry.room(), Set.of()).contains(entry.seq());
    }

    private List<Entry> entries(RoomId room) {
        return rooms.getOrDefault(room, List.of());
    }

    private Appended add(RoomId room, long after, List<Draft> drafts, Instant at) {
        var entries = entries(room);
        if (entries.size() != after) return new Appended.Moved();
        var keys = new HashSet<Draft.Key>();
        for (var draft : drafts) keys.add(draft.key());
        if (keys.size() < drafts.size()) throw new IllegalArgumentException("two drafts of one append are the same");
        var known = entries.stream()
                .filter(entry -> keys.contains(entry.draft().key()))
                .map(this::byKey)
                .toList();
        if (!known.isEmpty()) return new Appended.Known(known);
        if (full) return new Appended.Full();
        var stored = new ArrayList<Entry>();
        for (var draft : drafts) stored.add(new Entry(room, after + stored.size() + 1, at, draft));
        if (!stored.isEmpty())
            rooms.computeIfAbsent(room, _ -> new ArrayList<>()).addAll(stored);
        followers.getOrDefault(room, List.of()).forEach(hints -> hints.accept(stored));
        return new Appended.Stored(stored);
    }
}
