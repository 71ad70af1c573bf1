package tertulia.client;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tertulia.model.Author;
import tertulia.model.Command;
import tertulia.model.Entry;
import tertulia.model.Notice;
import tertulia.model.Recent;
import tertulia.model.Refusal;
import tertulia.model.RoomId;
import tertulia.model.RoomKind;
import tertulia.model.UserId;

/** The rooms we have and their timelines: fills gaps by asking for history. It belongs to the lane. */
final class Rooms {
    private static final int FILL_ENTRIES = 100;
    /** What the refs of pages that fill a gap begin with; the room follows, for a refusal names none. */
    private static final String FILL = "fill ";

    private static final String PAST = "past";
    /** What the history that is asked for may take in memory. */
    private static final long PAST_BYTES = 32 << 20;

    /** After so many the rest of our rooms is told only when something happens in them. */
    private static final int MOST_ROOMS = 10_000;

    /** More cursors would make a hello too big. A room without one is told from its beginning, which does no harm. */
    private static final int MOST_CURSORS = 1000;

    private final Connection connection;
    private final Lane lane;
    private final Duration again;
    private final Consumer<Happening> screen;
    private final Consumer<Happening.Heard> heard;
    private final BiFunction<Optional<Author>, Entry, Optional<String>> opening;
    private final Map<RoomId, Room> rooms = new LinkedHashMap<>();
    private @Nullable UserId me;
    private @Nullable Recent past;
    private boolean resumed;
    private int listed;
    private boolean listing;

    /** A room, whom it is with, and whether a page to fill a gap is on its way. */
    private static final class Room {
        final Timeline timeline;
        Optional<Author> with = Optional.empty();
        boolean asked;
        int refusals;

        Room(Timeline timeline) {
            this.timeline = timeline;
        }
    }

    /**
     * {@code again} is how long to wait after the first refusal before a gap is asked for again; {@code opening} opens what
     * comes from the lobby or from the conversation with somebody.
     */
    Rooms(
            Connection connection,
            Lane lane,
            Duration again,
            Consumer<Happening> screen,
            Consumer<Happening.Heard> heard,
            BiFunction<Optional<Author>, Entry, Optional<String>> opening) {
        this.connection = connection;
        this.lane = lane;
        this.again = again;
        this.screen = screen;
        this.heard = heard;
        this.opening = opening;
    }

    /** Forgets all, and begins with these cursors. */
    void start(Map<RoomId, Long> cursors) {
        rooms.clear();
        cursors.forEach((room, at) -> rooms.put(room, new Room(new Timeline(room, at))));
    }

    /** As many cursors as a hello may have. */
    Map<RoomId, Long> helloCursors() {
        var cursors = new HashMap<RoomId, Long>();
        rooms.forEach((room, known) -> {
            if (cursors.size() < MOST_CURSORS) cursors.put(room, known.timeline.at());
        });
        return cursors;
    }

    Map<RoomId, Long> cursors() {
        var cursors = new HashMap<RoomId, Long>();
        rooms.forEach((room, known) -> cursors.put(room, known.timeline.at()));
        return cursors;
    }

    /** Whether a room's log is known to go on beyond what was told, or there are rooms that were not told yet. */
    boolean behind() {
        return listing || rooms.values().stream().anyMatch(room -> room.timeline.behind());
    }

    /**
     * The rooms as the server has them. Those we do not know are told from their end, but if we {@code resumed}, direct
     * ones from their beginning.
     */
    void welcome(Notice.Welcome welcome, boolean resumed) {
        me = welcome.you().id();
        past = null;
        if (!resumed) rooms.clear();
        this.resumed = resumed;
        listed = 0;
        listed(welcome.rooms(), welcome.more());
    }

    /** A part of the list of our rooms; the next is asked for, unless there are too many to know of. */
    void listed(List<Notice.RoomInfo> page, boolean more) {
        for (var info : page) {
            boolean whole = resumed && info.room().kind() == RoomKind.DIRECT;
            var room = rooms.computeIfAbsent(info.room(), id -> new Room(new Timeline(id, whole ? 0 : info.last())));
            room.asked = false;
            room.refusals = 0;
            room.with = info.with();
            if (info.last() < room.timeline.at()) room.timeline.restart(info.last());
            room.timeline.reaches(info.last());
        }
        listed += page.size();
        listing = more && listed < MOST_ROOMS;
        if (listing) connection.send("", new Command.Rooms());
    }

    /** A room that we did not have before: its entries follow. */
    void opened(Notice.RoomInfo info) {
        var room = room(info.room(), 0);
        room.with = info.with();
    }

    void heard(Notice.Heard news) {
        var room = room(news.room(), news.room().kind() == RoomKind.DIRECT ? 0 : news.prev());
        tell(room, room.timeline.hear(news.prev(), news.entries()));
        fill(room);
    }

    /** Entries were left out: look how far the log goes. */
    void look(RoomId id) {
        var room = room(id, 0);
        room.timeline.passed(room.timeline.at() + 1);
        fill(room);
    }

    void caughtUp(Notice.CaughtUp caughtUp) {
        var room = room(caughtUp.room(), caughtUp.seq());
        room.timeline.passed(caughtUp.seq());
        fill(room);
    }

    void page(Notice.Page page) {
        if (page.ref().equals(PAST)) {
            remembered(page);
            return;
        }
        var room = rooms.get(page.room());
        if (room == null || !page.ref().equals(fillRef(room))) return;
        room.asked = false;
        room.refusals = 0;
        tell(room, room.timeline.fill(page.entries()));
        fill(room);
    }

    /** Something that is no message was refused; whoever asked for it is told, unless it is asked for again. */
    void refused(String ref, Refusal refusal) {
        for (var room : rooms.values()) {
            if (!ref.equals(fillRef(room))) continue;
            if (askAgain(room, refusal)) return;
            room.asked = false;
            room.timeline.giveUp();
        }
        var asked = ref.equals(PAST) ? past : null;
        if (asked == null || !asked.hasFailed()) screen.accept(new Happening.Refused(refusal));
        if (asked != null) {
            asked.refused();
            arrived(asked);
        }
    }

    /** Whether the gap is asked for once more, after a pause: the refusal says that it may be granted then. */
    private boolean askAgain(Room room, Refusal refusal) {
        var code = refusal.code();
        boolean later = switch (code) {
            case BUSY, STORAGE, UNREADABLE, TOO_FAST -> true;
            default -> false;
        };
        if (!later) return false;
        int now = ++room.refusals;
        lane.after(again.multipliedBy(1L << Math.min(now - 1, 5)), () -> {
            if (room.refusals != now) return;
            room.asked = false;
            fill(room);
        });
        return true;
    }

    /** Asks all rooms for their last messages, so many together. */
    void history(int most) {
        if (past != null) return;
        var asking = new Recent(rooms.keySet(), most, PAST_BYTES);
        if (!connection.online() || rooms.isEmpty()) {
            screen.accept(new Happening.Past(List.of()));
            return;
        }
        past = asking;
        for (var asked : asking.begin()) connection.send(PAST, asked);
    }

    private void remembered(Notice.Page page) {
        if (past == null) return;
        past.take(page).ifPresent(asked -> connection.send(PAST, asked));
        arrived(past);
    }

    /** One of the pages is here, or never will be. */
    private void arrived(Recent asked) {
        if (!asked.isOver()) return;
        past = null;
        var messages = asked.messages();
        if (asked.hasFailed() && messages.isEmpty()) return;
        var heard = messages.stream().map(entry -> telling(room(entry.room(), 0), entry));
        screen.accept(new Happening.Past(heard.toList()));
    }

    private Room room(RoomId id, long at) {
        return rooms.computeIfAbsent(id, room -> new Room(new Timeline(room, at)));
    }

    private void tell(Room room, List<Entry> fresh) {
        for (var entry : fresh) heard.accept(telling(room, entry));
    }

    private Happening.Heard telling(Room room, Entry entry) {
        boolean mine = entry.draft().author().id().equals(me);
        return new Happening.Heard(entry, room.with, mine, opening.apply(room.with, entry));
    }

    private static String fillRef(Room room) {
        return FILL + room.timeline.room().text();
    }

    private void fill(Room room) {
        var timeline = room.timeline;
        if (!timeline.gap() || room.asked) return;
        room.asked = true;
        connection.send(
                fillRef(room),
                new Command.History(
                        timeline.room(), OptionalLong.empty(), OptionalLong.of(timeline.at()), FILL_ENTRIES));
    }
}
