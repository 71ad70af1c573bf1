package tertulia.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
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

    private final Connection connection;
    private final Lane lane;
    private final Duration again;
    private final Consumer<Happening> screen;
    private final Consumer<Happening.Heard> heard;
    private final BiFunction<Optional<Author>, Entry, Optional<String>> opening;
    private final Map<RoomId, Room> rooms = new LinkedHashMap<>();
    private @Nullable UserId me;
    private @Nullable Past past;

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

    /** Pages of history on their way. */
    private static final class Past {
        final int most;
        final List<Happening.Heard> found = new ArrayList<>();
        int missing;
        boolean refused;

        Past(int most) {
            this.most = most;
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

    Map<RoomId, Long> cursors() {
        var cursors = new HashMap<RoomId, Long>();
        rooms.forEach((room, known) -> cursors.put(room, known.timeline.at()));
        return cursors;
    }

    /** Whether a room's log is known to go on beyond what was told. */
    boolean behind() {
        return rooms.values().stream().anyMatch(room -> room.timeline.behind());
    }

    /**
     * The rooms as the server has them. Those we do not know are told from their end, but if we {@code resumed}, direct
     * ones from their beginning.
     */
    void welcome(Notice.Welcome welcome, boolean resumed) {
        me = welcome.you().id();
        past = null;
        if (!resumed) rooms.clear();
        for (var info : welcome.rooms()) {
            boolean whole = resumed && info.room().kind() == RoomKind.DIRECT;
            var room = rooms.computeIfAbsent(info.room(), id -> new Room(new Timeline(id, whole ? 0 : info.last())));
            room.asked = false;
            room.refusals = 0;
            room.with = info.with();
            if (info.last() < room.timeline.at()) room.timeline.restart(info.last());
            room.timeline.reaches(info.last());
        }
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
        if (!ref.equals(PAST) || past == null) screen.accept(new Happening.Refused(refusal));
        else {
            if (!past.refused) screen.accept(new Happening.Refused(refusal));
            past.refused = true;
            arrived(past);
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

    /** Asks each room for its last entries. */
    void history(int most) {
        if (past != null) return;
        var asking = new Past(most);
        for (var id : rooms.keySet()) {
            connection.send(PAST, new Command.History(id, OptionalLong.empty(), OptionalLong.empty(), most));
            asking.missing++;
        }
        if (connection.online() && asking.missing > 0) past = asking;
        else screen.accept(new Happening.Past(List.of()));
    }

    private void remembered(Notice.Page page) {
        var asked = past;
        if (asked == null) return;
        var room = room(page.room(), 0);
        for (var entry : page.entries()) asked.found.add(telling(room, entry));
        arrived(asked);
    }

    /** One of the pages is here, or never will be. */
    private void arrived(Past asked) {
        if (--asked.missing > 0) return;
        past = null;
        if (asked.refused && asked.found.isEmpty()) return;
        asked.found.sort(Comparator.<Happening.Heard, java.time.Instant>comparing(
                        telling -> telling.entry().at())
                .thenComparing(telling -> telling.entry().room().text())
                .thenComparingLong(telling -> telling.entry().seq()));
        int size = asked.found.size();
        screen.accept(new Happening.Past(List.copyOf(asked.found.subList(Math.max(0, size - asked.most), size))));
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
