package tertulia.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tertulia.core.port.Directory.Guest;
import tertulia.core.port.EventLog.Origin;
import tertulia.model.Author;
import tertulia.model.Entry;
import tertulia.model.Handle;
import tertulia.model.Notice.RoomInfo;
import tertulia.model.RoomId;
import tertulia.model.UserId;

/** What is asked of the database, on a read-only connection that sees all that was committed before. For one thread. */
final class ReadStatements implements AutoCloseable {
    private static final String IN_ROOM = " WHERE room = (SELECT number FROM room WHERE id = ?)";
    private static final String ROOMS = """
            SELECT room.id, entry.seq, other.user, coalesce(guest.handle, other.handle)
            FROM member
            JOIN room ON room.number = member.room
            JOIN entry ON entry.room = member.room
              AND entry.seq = (SELECT max(seq) FROM entry WHERE entry.room = member.room)
            LEFT JOIN member other ON other.room = member.room AND other.user <> member.user
            LEFT JOIN guest ON guest.user = other.user
            WHERE member.user = ?
            ORDER BY entry.at DESC, room.id LIMIT ?
            """;

    private final Connection connection;
    private final PreparedStatement after;
    private final PreparedStatement before;
    private final PreparedStatement last;
    private final PreparedStatement changes;
    private final PreparedStatement guest;
    private final PreparedStatement kept;
    private final PreparedStatement rooms;

    ReadStatements(Connection connection) throws SQLException {
        this.connection = connection;
        after = prepare(" FROM entry" + IN_ROOM + " AND seq > ? ORDER BY seq LIMIT ?");
        before = prepare(" FROM entry" + IN_ROOM + " AND seq < ? ORDER BY seq DESC LIMIT ?");
        last = connection.prepareStatement("SELECT seq, at FROM entry" + IN_ROOM + " ORDER BY seq DESC LIMIT 1");
        // The planner, left alone, would look through all that was ever said.
        changes =
                prepare(" FROM entry INDEXED BY entry_change" + IN_ROOM + " AND change = 1 AND seq <= ? ORDER BY seq");
        guest = connection.prepareStatement("SELECT user, handle, kept_until FROM guest WHERE user = ?");
        kept = connection.prepareStatement("SELECT user, handle, kept_until FROM guest WHERE kept_until > ?");
        rooms = connection.prepareStatement(ROOMS);
    }

    List<Entry> read(RoomId room, long seq, int limit) throws SQLException {
        return entries(after, room, seq, limit);
    }

    List<Entry> readBack(RoomId room, long seq, int limit) throws SQLException {
        return entries(before, room, seq, limit).reversed();
    }

    /** The changes are those up to the last seq that was seen first, whatever is committed meanwhile. */
    Origin open(RoomId room) throws SQLException {
        long seq;
        Instant at;
        last.setString(1, room.text());
        try (var row = last.executeQuery()) {
            if (!row.next()) return new Origin(0, Instant.EPOCH, List.of());
            seq = row.getLong(1);
            at = Instant.ofEpochMilli(row.getLong(2));
        }
        changes.setString(1, room.text());
        changes.setLong(2, seq);
        return new Origin(seq, at, Rows.entries(room, changes.executeQuery()));
    }

    Optional<Guest> guest(UserId user) throws SQLException {
        guest.setBytes(1, Rows.bytes(user));
        return guests(guest.executeQuery()).stream().findFirst();
    }

    List<Guest> kept(Instant now) throws SQLException {
        kept.setLong(1, now.toEpochMilli());
        return guests(kept.executeQuery());
    }

    List<RoomInfo> rooms(UserId user, int limit) throws SQLException {
        rooms.setBytes(1, Rows.bytes(user));
        rooms.setInt(2, Math.max(0, limit));
        try (var rows = rooms.executeQuery()) {
            var infos = new ArrayList<RoomInfo>();
            while (rows.next()) {
                var room = new RoomId(rows.getString(1));
                infos.add(new RoomInfo(room, with(room, rows), rows.getLong(2)));
            }
            return infos;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private PreparedStatement prepare(String from) throws SQLException {
        return connection.prepareStatement("SELECT " + Rows.ENTRY + from);
    }

    private static List<Entry> entries(PreparedStatement select, RoomId room, long seq, int limit) throws SQLException {
        select.setString(1, room.text());
        select.setLong(2, seq);
        select.setInt(3, Math.max(0, limit)); // A negative one would mean all.
        return Rows.entries(room, select.executeQuery());
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
