package tertulia.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The last messages of several rooms together, in the order of time, gathered from pages of their logs: as many as are
 * wanted, however far back, but no more bytes than it may hold. For one thread.
 */
public final class Recent {
    /** The most that may be wanted. */
    public static final int MOST = 10_000;

    private static final int PAGE_ENTRIES = 200;
    /** What an entry takes beside its text. */
    private static final int ENTRY_BYTES = 200;

    private final int wanted;
    private final long mostBytes;
    private final Map<RoomId, Part> parts = new LinkedHashMap<>();
    private long bytes;
    private int awaited;
    private boolean failed;

    /** What is here of one room: all its messages from an entry on. */
    private static final class Part {
        final List<Entry> messages = new ArrayList<>();
        long before;
        Instant since = Instant.MAX;
        boolean more = true;
        boolean asked;
    }

    /** Wants so many messages of these rooms, at most {@link #MOST}. */
    public Recent(Collection<RoomId> rooms, int wanted, long mostBytes) {
        this.wanted = Math.min(wanted, MOST);
        this.mostBytes = mostBytes;
        for (var room : rooms) parts.put(room, new Part());
    }

    /** What to ask for first. */
    public List<Command.History> begin() {
        awaited = parts.size();
        parts.values().forEach(part -> part.asked = true);
        return parts.keySet().stream()
                .map(room -> ask(room, OptionalLong.empty()))
                .toList();
    }

    private Command.History ask(RoomId room, OptionalLong before) {
        return new Command.History(room, before, OptionalLong.empty(), Math.min(wanted, PAGE_ENTRIES));
    }

    /** Takes a page that was asked for, and says what to ask for next, if anything. */
    public Optional<Command.History> take(Notice.Page page) {
        var part = parts.get(page.room());
        if (part == null || !part.asked) return Optional.empty();
        part.asked = false;
        awaited--;
        part.more = page.more() && !page.entries().isEmpty();
        if (!page.entries().isEmpty()) part.before = page.entries().getFirst().seq();
        // When a damaged entry was is not known.
        page.entries().stream()
                .filter(entry -> !(entry.draft().event() instanceof Damaged))
                .findFirst()
                .ifPresent(entry -> part.since = entry.at());
        for (var entry : page.entries()) {
            if (entry.draft().event() instanceof Change) continue;
            part.messages.add(entry);
            bytes += ENTRY_BYTES;
            if (entry.draft().event() instanceof Talk.Said(Text text))
                bytes += 2L * text.text().length();
        }
        return next();
    }

    /** Of the rooms that go on, the one whose part begins last decides how far back all are whole. */
    private Optional<Command.History> next() {
        if (awaited > 0 || failed) return Optional.empty();
        Map.@Nullable Entry<RoomId, Part> latest = null;
        for (var one : parts.entrySet()) {
            if (!one.getValue().more) continue;
            if (latest == null || one.getValue().since.isAfter(latest.getValue().since)) latest = one;
        }
        if (latest == null || bytes >= mostBytes || messages().size() >= wanted) return Optional.empty();
        latest.getValue().asked = true;
        awaited++;
        return Optional.of(ask(latest.getKey(), OptionalLong.of(latest.getValue().before)));
    }

    /** A page that was asked for will not come: what came of the other rooms is all there is. */
    public void refused() {
        awaited = Math.max(0, awaited - 1);
        failed = true;
    }

    /** Whether a page was refused. */
    public boolean hasFailed() {
        return failed;
    }

    /** Whether nothing is awaited any more. */
    public boolean isOver() {
        return awaited == 0;
    }

    /** The messages, the oldest first. */
    public List<Entry> messages() {
        var since = Instant.MIN;
        for (var part : parts.values()) {
            if (part.more && !part.since.equals(Instant.MAX) && part.since.isAfter(since)) since = part.since;
        }
        var all = new ArrayList<Entry>();
        for (var part : parts.values()) {
            part.messages.sort(Comparator.comparingLong(Entry::seq));
            for (var entry : part.messages) if (!entry.at().isBefore(since)) all.add(entry);
        }
        // Within a room the times never run back, and sorting keeps the order of what is equal.
        all.sort(Comparator.comparing(Entry::at));
        return List.copyOf(all.subList(Math.max(0, all.size() - wanted), all.size()));
    }
}
