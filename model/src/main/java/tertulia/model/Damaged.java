package tertulia.model;

/**
 * What the log says in place of an entry that it can no longer read: of that entry only the seq is known. Nobody can say it,
 * and it never alters {@link RoomState}.
 */
public record Damaged() implements Event {}
