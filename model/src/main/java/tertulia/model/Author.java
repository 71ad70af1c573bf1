package tertulia.model;

/** Someone, and the handle they had at the time: handles pass from one user to another, entries must not. */
public record Author(UserId id, Handle handle) {

    /** The server itself, which speaks from the console. */
    public static final Author SERVER = new Author(UserId.SERVER, Handle.SERVER);
}
