package tertulia.client;

import java.util.List;
import java.util.Optional;
import tertulia.model.Author;
import tertulia.model.Entry;
import tertulia.model.MessageId;
import tertulia.model.Notice;
import tertulia.model.Refusal;
import tertulia.model.RoomId;
import tertulia.model.UserId;

/** What a client tells its screen. */
public sealed interface Happening {

    /** The connection stands differently now. */
    record Stands(State state) implements Happening {}

    /**
     * The server knows us, and these rooms of ours; comes with each new connection, before all that is heard on it, and again
     * with each further page of our rooms, if there are many.
     */
    record Welcomed(Author you, List<Notice.RoomInfo> rooms) implements Happening {}

    /** Somebody is writing in a room; told again every few seconds while it goes on. */
    record Typing(RoomId room, Author user) implements Happening {}

    /**
     * The key of the server was not known and is from now on. {@code first}: no other was known there either; otherwise a
     * public authority says that it is still the same server.
     */
    record Met(Address server, String key, boolean first) implements Happening {}

    /**
     * The next entry of a room; each comes once, in the room's order. {@code with} is whom the room is with, if it is a
     * direct one; {@code mine} says that we are its author; {@code opened} is what was said, if the entry's text was sealed
     * and can be opened.
     */
    record Heard(Entry entry, Optional<Author> with, boolean mine, Optional<String> opened) implements Happening {}

    /**
     * What is said to {@code to} ({@code ALL}, or somebody's handle) is sealed so from now on, or not any more; {@code with}
     * is who that somebody is.
     */
    record Sealing(String to, Optional<UserId> with, Optional<Sealer> sealer) implements Happening {}

    /** So many are present now; these came and went, if that is news and not just what a new connection found. */
    record PeopleChanged(int count, List<Author> joined, List<Author> left) implements Happening {}

    /** These left for good: nobody can write to them any more. */
    record LeftForGood(List<UserId> users) implements Happening {}

    /**
     * A message of ours is on its way, sealed by the cipher of that name if there is one; {@code online} says whether it can be
     * sent at all just now.
     */
    record Outgoing(MessageId id, String to, String text, Optional<String> cipher, boolean online)
            implements Happening {}

    /** A message of ours is on the server's disk. */
    record Stored(MessageId id) implements Happening {}

    /** A message of ours was given up. */
    record NotSaid(MessageId id, Refusal refusal) implements Happening {}

    /** Something else that was asked for was refused. */
    record Refused(Refusal refusal) implements Happening {}

    /** What was asked for by {@link Client#history}: oldest first, all rooms together. */
    record Past(List<Heard> entries) implements Happening {}
}
