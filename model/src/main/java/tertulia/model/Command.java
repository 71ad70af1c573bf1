package tertulia.model;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** What a client asks of the server. */
public sealed interface Command {

    /**
     * Says who one is: a name, a resume token, or both. {@code cursors} has the last seq one has of each room: with it,
     * exactly what came later is told, and all of direct rooms not in it; without it, only what comes from now on. Unless
     * {@code keep}, the guest is none to come back: there is no token, and the handle is free at the end. A new guest's hello
     * with the same {@code id} is the same guest's, so that it may be repeated when no welcome has come.
     */
    record Hello(
            int version,
            Optional<String> name,
            Optional<String> token,
            Optional<UUID> id,
            Optional<Map<RoomId, Long>> cursors,
            boolean keep)
            implements Command {}

    /** Asks whether a name could be had now, by a new guest or by whoever the resume token is of. Nothing is claimed. */
    record Check(String name, Optional<String> token) implements Command {}

    /** Adds a message. Without an id the server makes one. */
    record Say(Target to, Optional<MessageId> id, Body body) implements Command {}

    /** Takes a seat in a room: what comes after {@code after} is told. */
    record Enter(RoomId room, long after) implements Command {}

    /** Gives the seat up. */
    record Exit(RoomId room) implements Command {}

    /**
     * Asks for a page of the log: the entries after {@code after}, or else those just before {@code before}, or else the
     * last ones; always oldest first.
     */
    record History(RoomId room, OptionalLong before, OptionalLong after, int limit) implements Command {}

    /** Asks for the next page of the list of one's rooms, which the welcome began. */
    record Rooms() implements Command {}

    /** Asks for the whole list of who is present. */
    record Who() implements Command {}

    /** One is writing something in a room where one has a seat. */
    record Typing(RoomId room) implements Command {}

    /** Asks for a code with which one can go on somewhere else: in place of the token, in one hello, within a minute. */
    record Hand() implements Command {}

    /** Asks whether the server is there. */
    record Ping() implements Command {}

    /** Answers the server's own ping. */
    record Pong() implements Command {}

    /** Leaves, at once and on purpose; {@code forGood}, if the guest is not coming back: then the handle is free at once. */
    record Quit(boolean forGood) implements Command {}

    /** Where a message goes. */
    sealed interface Target {
        /** A room one is in. */
        record In(RoomId room) implements Target {}

        /** A user, by id: their direct room. */
        record To(UserId user) implements Target {}

        /** Whoever has this handle now; {@code ALL} is the lobby. */
        record Named(String name) implements Target {}
    }
}
