package tertulia.testkit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import tertulia.core.port.Directory;
import tertulia.model.Author;
import tertulia.model.Change;
import tertulia.model.Entry;
import tertulia.model.Notice.RoomInfo;
import tertulia.model.RoomId;
import tertulia.model.RoomState;
import tertulia.model.UserId;
import tertulia.testkit.sim.RoomList;

/** The directory in memory, beside a log in memory and on its thread. */
public final class MemoryDirectory implements Directory {
    private final MemoryLog log;
    private final Map<UserId, Guest> guests;

    /** A directory without guests, which finds users' rooms in this log. */
    public MemoryDirectory(MemoryLog log) {
        this(log, new HashMap<>());
    }

    private MemoryDirectory(MemoryLog log, Map<UserId, Guest> guests) {
        this.log = log;
        this.guests = guests;
    }

    /** The same guests beside the reopened log. */
    public MemoryDirectory reopen(MemoryLog reopened) {
        return new MemoryDirectory(reopened, guests);
    }

    @Override
    public CompletionStage<Optional<Guest>> guest(UserId user) {
        return log.ask(() -> Optional.ofNullable(guests.get(user)));
    }

    @Override
    public CompletionStage<List<Guest>> kept(Instant now) {
        return log.ask(() -> guests.values().stream()
                .filter(guest -> guest.keptUntil().isAfter(now))
                .toList());
    }

    @Override
    public CompletionStage<Void> keep(Guest guest) {
        return log.ask(() -> {
                    var skeleton = guest.handle().skeleton();
                    guests.replaceAll((_, other) -> other.handle().skeleton().equals(skeleton)
                            ? new Guest(other.user(), other.handle(), Instant.EPOCH)
                            : other);
                    var until = guest.keptUntil().truncatedTo(ChronoUnit.MILLIS);
                    return guests.put(guest.user(), new Guest(guest.user(), guest.handle(), until));
                })
                .thenAccept(_ -> {});
    }

    @Override
    public CompletionStage<Rooms> rooms(UserId user, Optional<Place> after, int limit) {
        return log.ask(() -> RoomList.page(
                of(user).stream()
                        .map(entries -> new RoomList.Listed(place(entries, user), info(entries, user)))
                        .toList(),
                after,
                limit));
    }

    @Override
    public CompletionStage<List<RoomInfo>> rooms(UserId user, Set<RoomId> named) {
        return log.ask(() -> of(user).stream()
                .filter(entries -> named.contains(entries.getFirst().room()))
                .map(entries -> info(entries, user))
                .toList());
    }

    private List<List<Entry>> of(UserId user) {
        return log.rooms().values().stream()
                .filter(entries ->
                        members(entries).stream().anyMatch(member -> member.id().equals(user)))
                .toList();
    }

    private static Place place(List<Entry> entries, UserId user) {
        boolean written =
                entries.stream().anyMatch(entry -> entry.draft().author().id().equals(user));
        return new Place(written, entries.getLast().at(), entries.getFirst().room());
    }

    private RoomInfo info(List<Entry> entries, UserId user) {
        var room = entries.getFirst().room();
        var with = members(entries).stream()
                .filter(member -> !member.id().equals(user))
                .findFirst()
                .map(member -> {
                    var guest = guests.get(member.id());
                    return guest == null ? member : new Author(member.id(), guest.handle());
                });
        return new RoomInfo(room, with, entries.size());
    }

    private static List<Author> members(List<Entry> entries) {
        var state = RoomState.empty(entries.getFirst().room());
        for (var entry : entries) {
            if (entry.draft().event() instanceof Change change) state = state.with(change);
        }
        return state.members();
    }
}
