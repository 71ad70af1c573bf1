package tertulia.core.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import tertulia.model.Handle;
import tertulia.model.Notice.RoomInfo;
import tertulia.model.RoomId;
import tertulia.model.UserId;

/** Who there is, beyond who is connected. May be called from any thread; stages complete on a thread of the directory. */
public interface Directory {

    /** Until when the handle of a guest who is connected is kept: for ever, so to speak. */
    Instant WHILE_CONNECTED = Instant.parse("9999-12-31T23:59:59Z");

    /**
     * Until when the handle of a guest who left for good is kept: it is free, and nobody comes back to it. It is not the beginning
     * of time, which stands for a handle that another guest has now.
     */
    Instant LEFT = Instant.ofEpochMilli(-1);

    /** The guest with this id, if it was ever kept. */
    CompletionStage<Optional<Guest>> guest(UserId user);

    /** All guests whose handle is kept for them after {@code now}. */
    CompletionStage<List<Guest>> kept(Instant now);

    /** Remembers the guest; another one's claim to the same handle is thereby over. Done when it survives a power cut. */
    CompletionStage<Void> keep(Guest guest);

    /**
     * The rooms the user belongs to: first those in which the user has written, and of these and of the others first those with
     * the latest entries; at most {@code limit} that come after that place.
     */
    CompletionStage<Rooms> rooms(UserId user, Optional<Place> after, int limit);

    /** Of these rooms those the user belongs to. */
    CompletionStage<List<RoomInfo>> rooms(UserId user, Set<RoomId> named);

    /** A part of a user's rooms, and where it ends if the list goes on. */
    record Rooms(List<RoomInfo> rooms, Optional<Place> next) {}

    /** A place in the list of a user's rooms: whether the user has written there, the time of the last entry, the room. */
    record Place(boolean written, Instant at, RoomId room) {}

    /** A holder of a resume token, its handle, and until when the handle is kept for it. */
    record Guest(UserId user, Handle handle, Instant keptUntil) {}
}
