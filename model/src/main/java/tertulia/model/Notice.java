package tertulia.model;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the server tells a client. A {@code ref} repeats what the client put beside its command, or is empty. */
public sealed interface Notice {

    /** The answer to one command. */
    sealed interface Reply extends Notice {
        String ref();
    }

    /**
     * Hello is accepted: who you are, what makes you so again, what holds here, and the rooms you have; {@code more} says that
     * there are others, which may be asked for page by page.
     */
    record Welcome(
            String ref,
            Server server,
            Author you,
            String token,
            Map<Limit, Long> limits,
            List<RoomInfo> rooms,
            boolean more)
            implements Reply {}

    /** The next page of the rooms you have; {@code more} says whether the list goes on. */
    record Rooms(String ref, List<RoomInfo> rooms, boolean more) implements Reply {}

    /** The name could be had at this moment. */
    record Free(String ref, String name) implements Reply {}

    /** The message is on disk. */
    record Acked(String ref, MessageId id, RoomId room, long seq, Instant at) implements Reply {}

    /** The command was not done. {@code id} is that of the message, if it was one. */
    record Refused(String ref, Refusal refusal, Optional<MessageId> id) implements Reply {}

    /** A page of history, oldest first; {@code more} says whether the log goes on in the direction asked for. */
    record Page(String ref, RoomId room, List<Entry> entries, boolean more) implements Reply {}

    /** What makes its holder you in one hello within a minute; a secret. */
    record Handed(String ref, String code) implements Reply {}

    /** Yes, the server is there. */
    record Ponged(String ref) implements Reply {}

    /** Entries of a room without a hole, the first of which follows {@code prev}. */
    record Heard(RoomId room, long prev, List<Entry> entries) implements Notice {
        public long last() {
            return prev + entries.size();
        }
    }

    /** What was missed has been told; from here it is live. */
    record CaughtUp(RoomId room, long seq) implements Notice {}

    /** Something fleeting, never in a log. */
    sealed interface Signal extends Notice {}

    /** Everyone who is present, as of {@code version}; {@code more} says that this message is followed by the next part. */
    record Present(long version, List<Author> users, boolean more) implements Signal {}

    /**
     * Who came and went, making of the list of {@code version - 1} that of {@code version}; those of {@code left} who are
     * {@code gone} left for good, and nobody can write to them any more.
     */
    record PresenceChanged(long version, List<Author> joined, List<Author> left, List<UserId> gone) implements Signal {
        /** A change in which nobody left for good. */
        public PresenceChanged(long version, List<Author> joined, List<Author> left) {
            this(version, joined, left, List.of());
        }
    }

    /** Somebody is writing something in a room; told again every few seconds while it goes on. */
    record Typing(RoomId room, Author user) implements Signal {}

    /** You have a room that you were not told of before. */
    record Opened(RoomInfo room) implements Signal {}

    /** So many messages were left out, for this connection could not keep up. */
    record Skipped(RoomId room, long entries) implements Signal {}

    /** Are you there? */
    record Pinged() implements Signal {}

    /** The connection ends. */
    record Bye(Reason reason) implements Notice {}

    /** Why a connection ends, and whether to come back. */
    enum Reason {
        /** The server stops; come back. */
        STOPPED(true),
        /** The connection could not keep up; come back. */
        SLOW(true),
        /** Nothing was heard for too long; come back. */
        SILENT(true),
        /** The server has as many connections as it may; come back later. */
        FULL(true),
        /** Something went wrong in the server with this connection; come back. */
        TROUBLE(true),
        /** You said goodbye. */
        QUIT(false),
        /** The operator sent you out; do not come back. */
        KICKED(false),
        /** A rule of the protocol was broken; the error before says which. */
        RULES(false),
        /** This server is reached by TLS only; come back by TLS. */
        TLS_ONLY(false);

        private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');
        private final boolean reconnect;

        Reason(boolean reconnect) {
            this.reconnect = reconnect;
        }

        public String text() {
            return text;
        }

        /** Whether a client should come back by itself. */
        public boolean reconnect() {
            return reconnect;
        }
    }

    /** The server's own name and version. */
    record Server(String name, String version) {}

    /** A room one has: whom it is with, if it is direct, and where its log ends. */
    record RoomInfo(RoomId room, Optional<Author> with, long last) {}
}
