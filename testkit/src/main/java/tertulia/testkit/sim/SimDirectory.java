package tertulia.testkit.sim;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import tertulia.core.port.Directory;
import tertulia.model.Notice.RoomInfo;
import tertulia.model.RoomId;
import tertulia.model.RoomKind;
import tertulia.model.UserId;

/** A directory in memory that is slow and fails at times. A user's rooms are those the log knows at that moment. */
final class SimDirectory implements Directory {
    private final Schedule schedule;
    private final Swarm swarm;
    private final SimLog log;
    private final Map<UserId, Guest> guests = new LinkedHashMap<>();
    private final Schedule.SimLane disk;
    private final Schedule.SimLane wire;
    private boolean healed;

    SimDirectory(Schedule schedule, Swarm swarm, SimLog log) {
        this.schedule = schedule;
        this.swarm = swarm;
        this.log = log;
        disk = schedule.lane();
        wire = schedule.lane();
    }

    @Override
    public CompletionStage<Optional<Guest>> guest(UserId user) {
        return operation(swarm.directoryFails, swarm.slow, () -> Optional.ofNullable(guests.get(user)));
    }

    @Override
    public CompletionStage<List<Guest>> kept(Instant now) {
        return operation(
                0,
                0,
                () -> guests.values().stream()
                        .filter(guest -> guest.keptUntil().isAfter(now))
                        .toList());
    }

    @Override
    public CompletionStage<Void> keep(Guest guest) {
        return operation(swarm.directoryKeepFails, 0, () -> {
            var others = List.copyOf(guests.values());
            for (var other : others) {
                boolean same = other.handle().skeleton().equals(guest.handle().skeleton());
                if (same && !other.user().equals(guest.user())) {
                    guests.put(other.user(), new Guest(other.user(), other.handle(), Instant.EPOCH));
                }
            }
            guests.put(guest.user(), guest);
            return null;
        });
    }

    @Override
    public CompletionStage<Rooms> rooms(UserId user, Optional<Place> after, int limit) {
        return operation(swarm.directoryFails, swarm.slow, () -> {
            var listed = new ArrayList<RoomList.Listed>();
            for (var info : of(user)) {
                boolean written = false;
                for (long seq = 1; seq <= info.last(); seq++) {
                    written |= log.entry(info.room(), seq).draft().author().id().equals(user);
                }
                var at = log.entry(info.room(), info.last()).at();
                listed.add(new RoomList.Listed(new Place(written, at, info.room()), info));
            }
            return RoomList.page(listed, after, limit);
        });
    }

    @Override
    public CompletionStage<List<RoomInfo>> rooms(UserId user, Set<RoomId> named) {
        return operation(
                swarm.directoryFails,
                swarm.slow,
                () -> of(user).stream()
                        .filter(info -> named.contains(info.room()))
                        .toList());
    }

    private List<RoomInfo> of(UserId user) {
        var infos = new ArrayList<RoomInfo>();
        for (var room : log.rooms()) {
            if (room.kind() != RoomKind.DIRECT || !log.mayRead(room, user)) continue;
            var with = log.state(room).members().stream()
                    .filter(member -> !member.id().equals(user))
                    .findFirst();
            infos.add(new RoomInfo(room, with, log.last(room)));
        }
        return infos;
    }

    /** Guests are kept in the order in which that was asked; only looking is slow. */
    private <T> CompletionStage<T> operation(double fails, double isSlow, Supplier<T> work) {
        var done = new CompletableFuture<T>();
        Runnable run = () -> {
            if (!healed && schedule.chance(fails)) {
                wire.run(() -> done.completeExceptionally(new IOException("directory")));
                return;
            }
            var result = work.get();
            wire.run(() -> done.complete(result));
        };
        boolean slow = !healed && schedule.chance(isSlow);
        if (slow) disk.after(Duration.ofMillis(schedule.dice().nextInt(2000)), run);
        else disk.run(run);
        return done;
    }

    void heal(boolean healed) {
        this.healed = healed;
    }
}
