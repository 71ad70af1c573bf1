package tertulia.model;

import java.util.Locale;

/**
 * Every bound in the program, with its default. The operator sets one by {@code limit.text-bytes = 8192} in the
 * configuration file; clients are told those marked so at hello.
 */
public enum Limit {
    /** The longest text of a message, in bytes of UTF-8. */
    TEXT_BYTES(8192, true),
    /** The longest handle, in code points. */
    HANDLE_CHARACTERS(32, true),
    /** The most entries a page of history holds. */
    HISTORY_ENTRIES(200, true),
    /** The largest JSON object a client may send, in bytes. */
    JSON_BYTES(65_536, true),
    /** How deep JSON may be nested. */
    JSON_DEPTH(8, true),
    /** How many times a refused name may be followed by another. */
    NAME_TRIES(10, true),
    /** Messages a connection may send a second, in the long run; 0 means without limit. */
    SAY_PER_SECOND(50, true),
    /** Messages a connection may send at once, after a pause. */
    SAY_BURST(500, true),
    /** Other commands a connection may give a second, in the long run; the rest is read later; 0 means without limit. */
    COMMANDS_PER_SECOND(100, true),
    /** Other commands a connection may give at once, after a pause. */
    COMMANDS_BURST(1000, true),
    /** Messages an address may send a second, in the long run; never applies to loopback; 0 means without limit. */
    ADDRESS_SAY_PER_SECOND(1000, false),
    /** Messages an address may send at once, after a pause. */
    ADDRESS_SAY_BURST(5000, false),
    /** Connections one address may hold; never applies to loopback; 0 means without limit. */
    ADDRESS_CONNECTIONS(500, false),
    /** Connections the server holds; one more is told so and closed. */
    CONNECTIONS(50_000, false),
    /** Commands of one session that may be unanswered before the server stops reading from it. */
    UNANSWERED(64, true),
    /** Drafts that may wait in a room before a sender is told that it is busy. */
    WAITING_DRAFTS(4096, false),
    /** Drafts a room hands to the log at once. */
    APPEND_DRAFTS(512, false),
    /** Drafts the log's writer commits together. */
    COMMIT_DRAFTS(4096, false),
    /** Drafts that may wait for the log's writer, from all rooms; beyond that an append fails. */
    LOG_WAITING_DRAFTS(32_768, false),
    /** Reads that may wait for the log's readers; beyond that a read fails. */
    LOG_WAITING_READS(16_384, false),
    /** Entries read from the log at once when catching up. */
    CATCH_UP_ENTRIES(128, false),
    /** Reads of the log under way for one lane's seats. */
    CATCH_UP_READS(8, false),
    /** Batches a lane keeps at hand for seats that fell behind a little. */
    RECENT_BATCHES(16, false),
    /** Message ids a room remembers, so that most retries need no look into the log. */
    REMEMBERED_IDS(2048, false),
    /** Seconds without use after which a room leaves memory. */
    ROOM_IDLE_SECONDS(60, false),
    /** Seconds between two looks at the end of a room's log, in case a hint was lost. */
    HEAD_LOOK_SECONDS(15, false),
    /** Rooms a user may be given at hello; the rest can be entered by id. */
    ROOMS_AT_HELLO(1000, false),
    /** Seconds a handle is kept for the holder of a resume token after its last connection. */
    HANDLE_KEPT_SECONDS(600, true),
    /** Handles that are kept for token holders who are away; beyond that the one kept longest is let go of. */
    KEPT_HANDLES(20_000, false),
    /** Seconds within which a token holder who comes back was never gone. */
    BACK_SECONDS(10, false),
    /** Changes of presence a second that are told singly; above that they are told together. */
    PRESENCE_CHANGES_PER_SECOND(20, false),
    /** Users in one message of the list of who is present. */
    PRESENT_USERS(500, false),
    /** Milliseconds between two times that others are told that somebody is typing. */
    TYPING_MILLIS(2000, true),
    /** Listeners in a room, of one lane, beyond which nobody is told that somebody is typing there. */
    TYPING_LISTENERS(500, false),
    /** Seconds for which a kicked user and name are refused. */
    KICK_SECONDS(60, false),
    /** Bytes waiting for a socket at which a session counts as slow … */
    WATER_HIGH_BYTES(65_536, false),
    /** … and at which it no longer does. */
    WATER_LOW_BYTES(32_768, false),
    /** Seconds a session may stay slow before it is told to come back later. */
    SLOW_SECONDS(180, false),
    /** Seconds without any progress of a socket that has bytes to send before it is closed. */
    STUCK_SECONDS(60, false),
    /** Seconds after which a silent JSON client is asked whether it is there; it is closed after as many again. */
    PING_SECONDS(90, true),
    /** Milliseconds of silence after which a new connection is greeted in plain words. */
    GREETING_MILLIS(1500, false),
    /** Seconds a TLS handshake may take. */
    HANDSHAKE_SECONDS(10, false),
    /** Seconds between two looks whether certificates have changed, should change, or end soon. */
    CERTIFICATE_LOOK_SECONDS(5, false),
    /** Seconds a new connection has to finish a first line that it began. */
    FIRST_LINE_SECONDS(30, false),
    /** Seconds a greeted connection has to begin one. */
    NAME_SECONDS(600, false),
    /** The longest first line of an HTTP request, in bytes. */
    HTTP_LINE_BYTES(2048, false),
    /** The most bytes of an HTTP request's headers. */
    HTTP_HEADER_BYTES(16_384, false),
    /** HTTP requests of one connection that may wait for their answers; with more it is closed. */
    HTTP_WAITING_REQUESTS(128, false),
    /** Seconds an HTTP connection may take from one answer to the next request. */
    HTTP_IDLE_SECONDS(60, false),
    /** Lines the console may be behind before it leaves some out. */
    CONSOLE_LINES(10_000, false);

    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final long usual;
    private final boolean told;

    Limit(long usual, boolean told) {
        this.usual = usual;
        this.told = told;
    }

    /** Its name in the configuration file and at hello. */
    public String text() {
        return text;
    }

    /** What it is unless the operator says otherwise. */
    public long usual() {
        return usual;
    }

    /** Whether clients are told it at hello. */
    public boolean told() {
        return told;
    }
}
