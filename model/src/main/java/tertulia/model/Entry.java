package tertulia.model;

import java.time.Instant;

/** An event in a room's log. {@code seq} counts 1, 2, 3 … without holes; {@code at} has milliseconds and never runs back. */
public record Entry(RoomId room, long seq, Instant at, Draft draft) {}
