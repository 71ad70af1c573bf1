package tertulia.model;

import java.time.Instant;

/**
 * An event in a room's log. {@code seq} counts 1, 2, 3 … without holes, and it alone orders; {@code at} has milliseconds and
 * runs back only when the clock was put right.
 */
public record Entry(RoomId room, long seq, Instant at, Draft draft) {

    /** What stands in the place of an entry that cannot be read: by the server, with an id made of the seq. */
    public static Entry damaged(RoomId room, long seq, Instant at) {
        return new Entry(room, seq, at, new Draft(Author.SERVER, new MessageId(0, seq), new Damaged()));
    }
}
