package tertulia.core;

import tertulia.model.Notice;

/** How a session's client is spoken to; each front has its own. Belongs to the session's lane. */
public interface Voice {

    /** What the client speaks, in a word for operators: {@code plain}, {@code json}, {@code web}. */
    String front();

    /** Tells this client alone. */
    void tell(Notice notice);

    /** Tells it what many are told: the bytes are made once and kept in {@code shared}. */
    void tell(Shared shared);

    /** Whether more may be told now. When it becomes so again, {@link Session#writable} is to be called. */
    boolean writable();

    /** Reads from the client, or stops doing so while too much of what it asked is unanswered. */
    void reading(boolean on);

    /** Ends the connection once everything told has gone out. */
    void close();

    /**
     * Whether clients of this kind come back by token and cursor. One that does not is skipped ahead when it can't keep
     * up, is not pinged, and its name is free when it goes.
     */
    boolean resumes();
}
