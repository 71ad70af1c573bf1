package tertulia.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tertulia.core.port.Directory;
import tertulia.core.port.Directory.Guest;
import tertulia.core.port.Directory.Place;
import tertulia.core.port.EventLog.Origin;
import tertulia.core.port.Pages;
import tertulia.model.Author;
import tertulia.model.Change;
import tertulia.model.Draft;
import tertulia.model.Entry;
import tertulia.model.Handle;
import tertulia.model.MessageId;
import tertulia.model.Notice.RoomInfo;
import tertulia.model.RoomId;
import tertulia.model.RoomKind;
import tertulia.model.UserId;

/** What is asked of the database, on a read-only connection that sees all that was committed before. For one thread. */
final class ReadStatements implements AutoCloseable {
    private static final String IN_ROOM = " WHERE room = (SELECT number FROM room WHERE id = ?)";
    private static final String AFTER = " FROM entry" + IN_ROOM + " AND seq > ? ORDER BY seq LIMIT ?";
    private static final String ONLY = " FROM entry" + IN_ROOM + " AND seq = ?";
    // The planner, left alone, would look through all that was ever said.
    private static final String CHANGES =
            " FROM entry INDEXED BY entry_change" + IN_ROOM + " AND change = 1 AND seq <= ? ORDER BY seq";
    private static final String ROOMS = """
            SELECT room.id AS id, entry.seq, other.user, coalesce(guest.handle, other.handle), entry.at AS at,
              member.written AS written
            FROM member
            JOIN room ON room.number = member.room
            JOIN entry ON entry.room = member.room
              AND entry.seq = (SELECT max(seq) FROM entry WHERE entry.room = member.room)
            LEFT JOIN member other ON other.room = member.room AND other.user <> member.user
            LEFT JOIN guest ON guest.user = other.user
            WHERE member.user = ?
            """;
    private static final String PAGE = """
            SELECT * FROM (%s)
            WHERE written < ?2 OR written = ?2 AND (at < ?3 OR at = ?3 AND id > ?4)
            ORDER BY written DESC, at DESC, id LIMIT ?5
            """.formatted(ROOMS);

    private final Connection connection;
    private PreparedStatement after;
    private PreparedStatement changes;
    private final PreparedStatement last;
    private final PreparedStatement members;
    private final PreparedStatement guest;
    private final PreparedStatement kept;
    private final PreparedStatement rooms;
    private final PreparedStatement room;

    ReadStatements(Connection connection) throws SQLException {
        this.connection = connection;
        after = prepare(AFTER);
        changes = prepare(CHANGES);
        last = connection.prepareStatement("SELECT max(seq) FROM entry" + IN_ROOM);
        members = connection.prepareStatement("SELECT user, handle FROM member" + IN_ROOM + " ORDER BY user");
        guest = connection.prepareStatement("SELECT user, handle, kept_until FROM guest WHERE user = ?");
        kept = connection.prepareStatement("SELECT user, handle, kept_until FROM guest WHERE kept_until > ?");
        rooms = connection.prepareStatement(PAGE);
        room = connection.prepareStatement(ROOMS + " AND room.id = ?");
    }

    /** The entries after {@code seq}; where a page of the file is damaged, those that can be read one by one. */
    List<Entry> read(RoomId room, long seq, int limit) throws SQLException {
        long from = Math.max(0, seq);
        int most = Math.max(0, limit); // A negative one would mean all.
        var page = page(room, from, most);
        if (page.isEmpty() || !Rows.isDamaged(page.getFirst())) return page;
        var before = only(room, from);
        return Rows.timed(
                page, before.isEmpty() ? Instant.EPOCH : before.getFirst().at());
    }

    private List<Entry> page(RoomId room, long from, int most) throws SQLException {
        after.setString(1, room.text());
        after.setLong(2, from);
        after.setInt(3, most);
        try {
            return Rows.page(room, from, most, after.executeQuery());
        } catch (SQLException e) {
            if (!StoreTrouble.isDamage(e)) throw e;
            after = prepare(AFTER); // A statement that met damage is of no more use.
        }
        var page = new ArrayList<Entry>();
        long characters = 0;
        for (long left = Math.min(most, last(room) - from); left > 0 && characters < Pages.CHARACTERS; left--) {
            var one = only(room, from + page.size() + 1);
            page.add(one.isEmpty() || Rows.isDamaged(one.getFirst()) ? Rows.missing(room, from, page) : one.getFirst());
            characters += Pages.characters(page.getLast().draft());
        }
        return page;
    }

    /** The entry with this seq; none if the page of the file on which it stands is damaged. */
    private List<Entry> only(RoomId room, long seq) throws SQLException {
        try (var only = prepare(ONLY)) {
            only.setString(1, room.text());
            only.setLong(2, seq);
            return Rows.entries(room, only.executeQuery());
        } catch (SQLException e) {
            if (!StoreTrouble.isDamage(e)) throw e;
            return List.of();
        }
    }

    /** Reads forwards, for that is what copes with damage, and lets go of what is too much for one page. */
    List<Entry> readBack(RoomId room, long before, int limit) throws SQLException {
        long end = Math.min(before - 1, last(room));
        long at = Math.max(0, end - Math.max(0, limit));
        var page = new ArrayList<Entry>();
        while (at < end) {
            var more = read(room, at, (int) (end - at));
            if (more.isEmpty()) break;
            page.addAll(more);
            at = page.getLast().seq();
            page = new ArrayList<>(Pages.last(page, Pages.CHARACTERS));
        }
        return page;
    }

    /** The changes are those up to the last seq that was seen first, whatever is committed meanwhile. */
    Origin open(RoomId room) throws SQLException {
        long seq = last(room);
        if (seq == 0) return new Origin(0, Instant.EPOCH, List.of());
        var at = read(room, seq - 1, 1).getLast().at();
        var all = changes(room, seq);
        if (room.kind() == RoomKind.DIRECT && all.isEmpty()) beginning(room).ifPresent(all::add);
        return new Origin(seq, at, all);
    }

    private long last(RoomId room) throws SQLException {
        last.setString(1, room.text());
        try (var row = last.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    /** The changes that can be read. */
    private List<Entry> changes(RoomId room, long last) throws SQLException {
        var all = new ArrayList<Entry>();
        changes.setString(1, room.text());
        changes.setLong(2, last);
        try {
            all.addAll(Rows.entries(room, changes.executeQuery()));
        } catch (SQLException e) {
            if (!StoreTrouble.isDamage(e)) throw e;
            changes = prepare(CHANGES);
        }
        all.removeIf(Rows::isDamaged);
        return all;
    }

    /** How a direct room began, if that entry is damaged: by the list of members, of which the room's id is the proof. */
    private Optional<Entry> beginning(RoomId room) throws SQLException {
        var people = new ArrayList<Author>();
        members.setString(1, room.text());
        try (var row = members.executeQuery()) {
            while (row.next()) people.add(new Author(Rows.user(row.getBytes(1)), new Handle(row.getString(2))));
        }
        boolean proven = people.size() == 2
                && RoomId.direct(people.get(0).id(), people.get(1).id()).equals(room);
        if (!proven) return Optional.empty();
        var created = new Draft(Author.SERVER, new MessageId(0, 1), new Change.Created(people));
        return Optional.of(new Entry(room, 1, Instant.EPOCH, created));
    }

    Optional<Guest> guest(UserId user) throws SQLException {
        guest.setBytes(1, Rows.bytes(user));
        return guests(guest.executeQuery()).stream().findFirst();
    }

    List<Guest> kept(Instant now) throws SQLException {
        kept.setLong(1, now.toEpochMilli());
        return guests(kept.executeQuery());
    }

    /** One row more than the page holds tells whether the list goes on. */
    Directory.Rooms rooms(UserId user, Optional<Place> after, int limit) throws SQLException {
        int most = Math.max(0, limit);
        rooms.setBytes(1, Rows.bytes(user));
        rooms.setInt(2, after.map(place -> place.written() ? 1 : 0).orElse(2)); // Before all.
        rooms.setLong(3, after.map(place -> place.at().toEpochMilli()).orElse(0L));
        rooms.setString(4, after.map(place -> place.room().text()).orElse(""));
        rooms.setLong(5, most + 1L);
        try (var rows = rooms.executeQuery()) {
            var infos = new ArrayList<RoomInfo>();
            Optional<Place> last = Optional.empty();
            while (rows.next()) {
                if (infos.size() == most) return new Directory.Rooms(infos, last);
                var info = info(rows);
                infos.add(info);
                last = Optional.of(new Place(rows.getBoolean(6), Instant.ofEpochMilli(rows.getLong(5)), info.room()));
            }
            return new Directory.Rooms(infos, Optional.empty());
        }
    }

    List<RoomInfo> rooms(UserId user, Set<RoomId> named) throws SQLException {
        var infos = new ArrayList<RoomInfo>();
        room.setBytes(1, Rows.bytes(user));
        for (var each : named) {
            room.setString(2, each.text());
            try (var rows = room.executeQuery()) {
                while (rows.next()) infos.add(info(rows));
            }
        }
        return infos;
    }

    private static RoomInfo info(ResultSet row) throws SQLException {
        var room = new RoomId(row.getString(1));
        return new RoomInfo(room, with(room, row), row.getLong(2));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private PreparedStatement prepare(String from) throws SQLException {
        return connection.prepareStatement("SELECT " + Rows.ENTRY + from);
    }

    private static List<Guest> guests(ResultSet rows) throws SQLException {
        try (rows) {
            var guests = new ArrayList<Guest>();
            while (rows.next()) {
                guests.add(new Guest(
                        Rows.user(rows.getBytes(1)),
                        new Handle(rows.getString(2)),
                        Instant.ofEpochMilli(rows.getLong(3))));
            }
            return guests;
        }
    }

    private static Optional<Author> with(RoomId room, ResultSet row) throws SQLException {
        return switch (room.kind()) {
            case LOBBY -> Optional.empty();
            case DIRECT -> {
                byte[] other = row.getBytes(3);
                // In a room with oneself there is nobody else.
                yield other == null
                        ? Optional.empty()
                        : Optional.of(new Author(Rows.user(other), new Handle(row.getString(4))));
            }
        };
    }
}
