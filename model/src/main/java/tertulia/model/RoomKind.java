package tertulia.model;

/** What sort of room it is. */
public enum RoomKind {
    LOBBY,
    DIRECT
}
