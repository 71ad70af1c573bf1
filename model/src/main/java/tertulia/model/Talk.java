package tertulia.model;

/** What people say. It never alters {@link RoomState}. */
public sealed interface Talk extends Event {

    /** Somebody said something. */
    record Said(Body body) implements Talk {}
}
