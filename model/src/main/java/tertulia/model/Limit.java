package tertulia.model;

import java.util.Locale;

/**
 * Every bound in the program, with its least, usual and greatest value. The operator sets one by {@code limit.text-bytes = 8192}
 * in the configuration file, and {@code tertulia limits} prints them; clients are told those marked so at hello.
 */
public enum Limit {
    TEXT_BYTES(4, 8192, Most.MIB, true, "The longest text of a message, in bytes of UTF-8."),
    HANDLE_CHARACTERS(3, 32, 200, true, "The longest handle, in code points."),
    HISTORY_ENTRIES(1, 200, 10_000, true, "The most entries a page of history holds."),
    JSON_BYTES(1024, 65_536, 16 * Most.MIB, true, "The largest JSON object a client may send, in bytes."),
    JSON_DEPTH(4, 8, 100, true, "How deep JSON may be nested."),
    ENTERING_SESSIONS(
            1, 16, 10_000, false, "Newcomers of one lane that are let in at a time; the others wait for them."),
    NAME_TRIES(0, 10, 1000, true, "How many times a refused name may be followed by another."),
    SAY_PER_SECOND(
            0, 50, Most.ANY, true, "Messages a user may send a second over all connections; 0 means without limit."),
    SAY_BURST(1, 500, Most.ANY, true, "Messages a user may send at once, after a pause."),
    COMMANDS_PER_SECOND(
            0,
            100,
            Most.ANY,
            true,
            "Other commands a user may give a second, in the long run; the rest is read later; 0 means without limit."),
    COMMANDS_BURST(1, 1000, Most.ANY, true, "Other commands a user may give at once, after a pause."),
    BYTES_PER_DAY(
            0,
            64 * Most.MIB,
            Most.ANY,
            false,
            "Bytes of messages a user may send within a day, 128 added for each message; 0 means without limit."),
    REMEMBERED_RATES(
            1,
            20_000,
            Most.MILLION,
            false,
            "Users who are gone of whom it is remembered what they sent, until they may send as much as at first."),
    ADDRESS_SAY_PER_SECOND(
            0,
            1000,
            Most.ANY,
            false,
            "Messages an address (of IPv6 its first 64 bits; its first 56 may four times as much) may send a second, in the long run; never applies to loopback; 0 means without limit."),
    ADDRESS_SAY_BURST(1, 5000, Most.ANY, false, "Messages an address may send at once, after a pause."),
    ADDRESS_COMMANDS_PER_SECOND(
            0,
            2000,
            Most.ANY,
            false,
            "Other commands an address may give a second, in the long run; the rest is read later; never applies to loopback; 0 means without limit."),
    ADDRESS_COMMANDS_BURST(1, 20_000, Most.ANY, false, "Other commands an address may give at once, after a pause."),
    ADDRESS_JOINS_PER_SECOND(
            0,
            20,
            Most.ANY,
            false,
            "Hellos and checks of names an address may send a second, in the long run; the rest is read later; never applies to loopback; 0 means without limit."),
    ADDRESS_JOINS_BURST(
            1, 2000, Most.ANY, false, "Hellos and checks of names an address may send at once, after a pause."),
    ADDRESS_BYTES_PER_DAY(
            0,
            1024 * Most.MIB,
            Most.ANY,
            false,
            "Bytes of messages an address may send within a day; never applies to loopback; 0 means without limit."),
    ADDRESS_CONNECTIONS(
            0,
            500,
            Most.ANY,
            false,
            "Connections one address may hold; never applies to loopback; 0 means without limit."),
    REMEMBERED_ADDRESSES(
            1,
            20_000,
            Most.MILLION,
            false,
            "Addresses without connections of which it is remembered what they sent, until they may send as much as at first."),
    CONNECTIONS(
            0,
            50_000,
            Most.ANY,
            false,
            "Connections the server holds; one more is told so and closed; 0 means without limit."),
    UNANSWERED(
            1,
            64,
            100_000,
            true,
            "Commands of one session that may be unanswered before the server stops reading from it."),
    WAITING_DRAFTS(
            1, 4096, Most.MILLION, false, "Drafts that may wait in a room before a sender is told that it is busy."),
    APPEND_DRAFTS(1, 512, Most.MILLION, false, "Drafts a room hands to the log at once."),
    COMMIT_DRAFTS(1, 4096, Most.MILLION, false, "Drafts the log's writer commits together."),
    LOG_WAITING_DRAFTS(
            1,
            32_768,
            Most.MILLION,
            false,
            "Drafts that may wait for the log's writer, from all rooms; beyond that an append fails."),
    LOG_WAITING_READS(
            1, 16_384, Most.MILLION, false, "Reads that may wait for the log's readers; beyond that a read fails."),
    FREE_DISK_BYTES(
            0,
            1L << 30,
            Most.ANY,
            false,
            "Free space of the disk, in bytes, below which no more messages are stored; 0 means that it is not looked at."),
    FREE_DISK_PERCENT(
            0, 5, 100, false, "The same in percent of the disk; messages are refused below the smaller of the two."),
    CATCH_UP_ENTRIES(1, 128, 10_000, false, "Entries read from the log at once when catching up."),
    CATCH_UP_READS(1, 8, 1000, false, "Pages of the log under way for the people of one lane."),
    RECENT_BATCHES(0, 16, 10_000, false, "Batches a lane keeps at hand for seats that fell behind a little."),
    REMEMBERED_IDS(
            0,
            2048,
            Most.MILLION,
            false,
            "Message ids a room remembers, so that most retries need no look into the log."),
    ROOM_IDLE_SECONDS(1, 60, Most.YEAR_SECONDS, false, "Seconds without use after which a room leaves memory."),
    HEAD_LOOK_SECONDS(
            1,
            15,
            Most.YEAR_SECONDS,
            false,
            "Seconds between two looks at the end of a room's log, in case a hint was lost."),
    ROOMS_AT_HELLO(
            0,
            1000,
            100_000,
            false,
            "Rooms that are told at hello, and in each further page of the list, besides those that the client names."),
    HANDLE_KEPT_SECONDS(
            0,
            600,
            Most.YEAR_SECONDS,
            true,
            "Seconds a handle is kept for the holder of a resume token after its last connection."),
    KEPT_HANDLES(
            0,
            20_000,
            10 * Most.MILLION,
            false,
            "Handles that are kept for token holders who are away; beyond that the address that holds most loses its newest."),
    BACK_SECONDS(0, 10, 3600, false, "Seconds within which a token holder who comes back was never gone."),
    PRESENCE_CHANGES_PER_SECOND(
            0,
            20,
            Most.ANY,
            false,
            "Changes of presence a second that are told singly; above that they are told together."),
    PRESENT_USERS(1, 500, 100_000, false, "Users in one message of the list of who is present."),
    TYPING_MILLIS(
            100, 2000, 3_600_000, true, "Milliseconds between two times that others are told that somebody is typing."),
    TYPING_LISTENERS(
            0,
            500,
            Most.ANY,
            false,
            "Listeners in a room, of one lane, beyond which nobody is told that somebody is typing there."),
    KICK_SECONDS(0, 60, Most.YEAR_SECONDS, false, "Seconds for which a kicked user and name are refused."),
    WATER_HIGH_BYTES(
            4096, 65_536, 16 * Most.MIB, false, "Bytes waiting for a socket at which a session counts as slow."),
    WATER_LOW_BYTES(
            1024,
            32_768,
            16 * Most.MIB,
            false,
            "Bytes waiting for a socket at which a slow session no longer counts as slow."),
    HANG_SECONDS(
            3,
            30,
            Most.DAY_SECONDS,
            false,
            "Seconds that a lane, the log's writer or a reader may not run before the process ends with exit code 3."),
    SLOW_SECONDS(
            1, 180, Most.YEAR_SECONDS, false, "Seconds a session may stay slow before it is told to come back later."),
    STUCK_SECONDS(
            1,
            60,
            Most.YEAR_SECONDS,
            false,
            "Seconds without any progress of a socket that has bytes to send before it is closed."),
    PING_SECONDS(
            5,
            90,
            Most.DAY_SECONDS,
            true,
            "Seconds after which a silent JSON client is asked whether it is there; it is closed after as many again."),
    GREETING_MILLIS(
            10, 1500, 60_000, false, "Milliseconds of silence after which a new connection is greeted in plain words."),
    SPARE_SOCKET_SECONDS(
            1,
            310,
            Most.DAY_SECONDS,
            false,
            "Seconds of silence after which it is greeted where browsers come from, which open connections ahead."),
    HANDSHAKE_SECONDS(1, 10, Most.YEAR_SECONDS, false, "Seconds a TLS handshake may take."),
    CERTIFICATE_LOOK_SECONDS(
            1,
            5,
            Most.DAY_SECONDS,
            false,
            "Seconds between two looks whether certificates have changed, should change, or end soon."),
    FIRST_LINE_SECONDS(
            1, 30, Most.YEAR_SECONDS, false, "Seconds a new connection has to finish a first line that it began."),
    NAME_SECONDS(1, 600, Most.YEAR_SECONDS, false, "Seconds a greeted connection has to begin a first line."),
    HTTP_LINE_BYTES(256, 2048, Most.MIB, false, "The longest first line of an HTTP request, in bytes."),
    HTTP_HEADER_BYTES(2048, 16_384, Most.MIB, false, "The most bytes of an HTTP request's headers."),
    HTTP_HEADERS(16, 100, 10_000, false, "The most headers of an HTTP request."),
    HTTP_WAITING_REQUESTS(
            1,
            128,
            10_000,
            false,
            "HTTP requests of one connection that may wait for their answers; with more it is closed."),
    HTTP_IDLE_SECONDS(
            1,
            60,
            Most.YEAR_SECONDS,
            false,
            "Seconds an HTTP connection may take from one answer to the next request."),
    CONSOLE_LINES(1, 10_000, Most.MILLION, false, "Lines the console may be behind before it leaves some out.");

    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final long least;
    private final long usual;
    private final long most;
    private final boolean told;
    private final String meaning;

    Limit(long least, long usual, long most, boolean told, String meaning) {
        this.least = least;
        this.usual = usual;
        this.most = most;
        this.told = told;
        this.meaning = meaning;
    }

    /** Its name in the configuration file and at hello. */
    public String text() {
        return text;
    }

    /** The least value with which a server still works. */
    public long least() {
        return least;
    }

    /** What it is unless the operator says otherwise. */
    public long usual() {
        return usual;
    }

    /** The greatest value with which a server still works. */
    public long most() {
        return most;
    }

    /** Whether clients are told it at hello. */
    public boolean told() {
        return told;
    }

    /** What it bounds, in a sentence for operators. */
    public String meaning() {
        return meaning;
    }

    /** What it counts, for a table: the last words of its name. */
    public String unit() {
        if (text.endsWith("-per-second")) return "per second";
        if (text.endsWith("-millis")) return "milliseconds";
        return text.substring(text.lastIndexOf('-') + 1);
    }

    /** Greatest values that several limits have; those of an {@code int}, so that nothing overflows. */
    private static final class Most {
        static final long MIB = 1L << 20;
        static final long MILLION = 1_000_000;
        static final long ANY = 2_000_000_000;
        static final long DAY_SECONDS = 86_400;
        static final long YEAR_SECONDS = 366 * DAY_SECONDS;
    }
}
