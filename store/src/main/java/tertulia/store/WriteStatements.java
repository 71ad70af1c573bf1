package tertulia.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tertulia.core.port.Directory.Guest;
import tertulia.core.port.EventLog.Appended;
import tertulia.model.Author;
import tertulia.model.Change;
import tertulia.model.Damaged;
import tertulia.model.Draft;
import tertulia.model.Entry;
import tertulia.model.RoomId;
import tertulia.model.RoomKind;
import tertulia.model.Talk;
import tertulia.model.UserId;
import tertulia.model.json.EventJson;

/**
 * What the writer does within its transaction, on its one connection. Remembers where rooms end, so it is thrown away
 * with the connection whenever a transaction is. Belongs to the writer's thread.
 */
final class WriteStatements implements AutoCloseable {
    private static final int REMEMBERED_ROOMS = 20_000;

    private final Connection connection;
    private final PreparedStatement findRoom;
    private final PreparedStatement insertRoom;
    private final PreparedStatement insertEntry;
    private final PreparedStatement findDraft;
    private final PreparedStatement insertMember;
    private final PreparedStatement markWriter;
    private final PreparedStatement endClaim;
    private final PreparedStatement keepGuest;
    private final PreparedStatement savepoint;
    private final PreparedStatement release;
    private final PreparedStatement rollBack;

    private final Map<RoomId, Head> heads = new LinkedHashMap<>(1024, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<RoomId, Head> eldest) {
            return size() > REMEMBERED_ROOMS;
        }
    };

    WriteStatements(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
        findRoom = connection.prepareStatement(
                "SELECT number, coalesce((SELECT max(seq) FROM entry WHERE room = number), 0) FROM room WHERE id = ?");
        insertRoom = connection.prepareStatement("INSERT INTO room (id) VALUES (?) RETURNING number");
        insertEntry = connection.prepareStatement(
                "INSERT INTO entry (room, seq, at, author, handle, message, event, change, sum) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
        findDraft = connection.prepareStatement(
                "SELECT " + Rows.ENTRY + " FROM entry WHERE message = ? AND room = ? AND author = ?");
        insertMember =
                connection.prepareStatement("INSERT OR REPLACE INTO member (user, room, handle) VALUES (?, ?, ?)");
        markWriter = connection.prepareStatement("UPDATE member SET written = 1 WHERE user = ? AND room = ?");
        endClaim = connection.prepareStatement(
                "UPDATE guest SET kept_until = 0 WHERE skeleton = ? AND kept_until > 0 AND user <> ?");
        keepGuest = connection.prepareStatement(
                "INSERT OR REPLACE INTO guest (user, handle, skeleton, kept_until) VALUES (?, ?, ?, ?)");
        savepoint = connection.prepareStatement("SAVEPOINT append");
        release = connection.prepareStatement("RELEASE append");
        rollBack = connection.prepareStatement("ROLLBACK TO append");
    }

    /** Adds the rows to the room, or says why not; then the transaction is as if this had not been called. */
    Appended append(RoomId room, long after, List<Row> rows, Instant at) throws SQLException {
        var head = head(room);
        if (head.last != after) return new Appended.Moved();
        // A single row is all or nothing by itself.
        boolean guarded =
                rows.size() != 1 || head.number == 0 || rows.getFirst().isChange();
        if (guarded) savepoint.executeUpdate();
        try {
            var stored = insert(room, head, rows, at);
            if (guarded) release.executeUpdate();
            return stored;
        } catch (SQLException e) {
            if (!StoreTrouble.isTaken(e)) throw e;
            if (guarded) {
                rollBack.executeUpdate();
                release.executeUpdate();
            }
            return new Appended.Known(known(room, head, rows));
        }
    }

    /** What comes of an append when nothing may be added: what is there already is still known. */
    Appended refuse(RoomId room, long after, List<Row> rows) throws SQLException {
        var head = head(room);
        if (head.last != after) return new Appended.Moved();
        var known = find(room, head, rows);
        return known.isEmpty() ? new Appended.Full() : new Appended.Known(known);
    }

    /** Remembers the guest and ends all other claims to what looks like its handle. */
    void keep(Guest guest) throws SQLException {
        endClaim.setString(1, guest.handle().skeleton());
        endClaim.setBytes(2, Rows.bytes(guest.user()));
        endClaim.executeUpdate();
        keepGuest.setBytes(1, Rows.bytes(guest.user()));
        keepGuest.setString(2, guest.handle().text());
        keepGuest.setString(3, guest.handle().skeleton());
        keepGuest.setLong(4, guest.keptUntil().toEpochMilli());
        keepGuest.executeUpdate();
    }

    /** Returns once all since the last commit is on disk. When it throws, nobody knows whether it is. */
    void commit() throws SQLException {
        connection.commit();
    }

    /** Gives back the memory of pages that SQLite keeps at hand, between two transactions. */
    void shrink() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("PRAGMA shrink_memory");
        } finally {
            connection.rollback();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private Appended insert(RoomId room, Head head, List<Row> rows, Instant at) throws SQLException {
        long number = head.number == 0 && !rows.isEmpty() ? insertRoom(room) : head.number;
        long seq = head.last;
        var writers = head.writers;
        insertEntry.setLong(1, number);
        insertEntry.setLong(3, at.toEpochMilli());
        var entries = new ArrayList<Entry>(rows.size());
        for (var row : rows) {
            insertEntry.setLong(2, ++seq);
            insertEntry.setBytes(4, row.author);
            insertEntry.setString(5, row.draft.author().handle().text());
            insertEntry.setBytes(6, row.message);
            insertEntry.setBytes(7, row.event);
            insertEntry.setInt(8, row.isChange() ? 1 : 0);
            insertEntry.setInt(9, RowSum.placed(row.sum, seq, at.toEpochMilli()));
            insertEntry.executeUpdate();
            if (row.draft.event() instanceof Change change) follow(change, number);
            writers = marked(writers, room, number, row);
            entries.add(new Entry(room, seq, at, row.draft));
        }
        if (number != 0) heads.put(room, new Head(number, seq, writers));
        return new Appended.Stored(entries);
    }

    /** Marks the row's author as a writer of the room, unless that is known to be done; returns those for whom it is. */
    private List<UserId> marked(List<UserId> writers, RoomId room, long number, Row row) throws SQLException {
        var author = row.draft.author().id();
        // Everybody is in the lobby, and nobody is its member.
        if (room.kind() == RoomKind.LOBBY || writers.contains(author)) return writers;
        markWriter.setBytes(1, row.author);
        markWriter.setLong(2, number);
        // Whoever is no member now may be later.
        if (markWriter.executeUpdate() == 0) return writers;
        var more = new ArrayList<>(writers);
        more.add(author);
        return List.copyOf(more);
    }

    /** Keeps the tables that follow from changes. */
    private void follow(Change change, long number) throws SQLException {
        switch (change) {
            case Change.Created created -> {
                for (Author member : created.members()) {
                    insertMember.setBytes(1, Rows.bytes(member.id()));
                    insertMember.setLong(2, number);
                    insertMember.setString(3, member.handle().text());
                    insertMember.executeUpdate();
                }
            }
        }
    }

    private List<Entry> known(RoomId room, Head head, List<Row> rows) throws SQLException {
        var known = find(room, head, rows);
        if (known.isEmpty()) throw new IllegalArgumentException("two drafts of one append are the same");
        return known;
    }

    private List<Entry> find(RoomId room, Head head, List<Row> rows) throws SQLException {
        var known = new ArrayList<Entry>();
        for (var row : rows) {
            findDraft.setBytes(1, row.message);
            findDraft.setLong(2, head.number);
            findDraft.setBytes(3, row.author);
            for (var entry : Rows.entries(room, findDraft.executeQuery())) known.add(as(row.draft, entry));
        }
        return known;
    }

    /** The index that found the row knows whose it is, even if the row itself cannot be read. */
    private static Entry as(Draft draft, Entry entry) {
        if (!(entry.draft().event() instanceof Damaged damaged)) return entry;
        return new Entry(entry.room(), entry.seq(), entry.at(), new Draft(draft.author(), draft.id(), damaged));
    }

    private Head head(RoomId room) throws SQLException {
        var known = heads.get(room);
        if (known != null) return known;
        findRoom.setString(1, room.text());
        try (var found = findRoom.executeQuery()) {
            if (!found.next()) return Head.NONE;
            var head = new Head(found.getLong(1), found.getLong(2), List.of());
            heads.put(room, head);
            return head;
        }
    }

    private long insertRoom(RoomId room) throws SQLException {
        insertRoom.setString(1, room.text());
        try (var made = insertRoom.executeQuery()) {
            made.next();
            return made.getLong(1);
        }
    }

    /** A draft and its event in the form that is kept, made by whoever appends: the writer has enough to do. */
    static final class Row {
        private static final long OVERHEAD_BYTES = 128;

        private final Draft draft;
        private final byte[] author;
        private final byte[] message;
        private final byte[] event;
        private final int sum;

        Row(RoomId room, Draft draft) {
            this.draft = draft;
            author = Rows.bytes(draft.author().id());
            message = Rows.bytes(draft.id());
            event = EventJson.write(draft.event());
            sum = RowSum.content(room.text(), author, draft.author().handle().text(), message, event);
        }

        /** What it costs in the heap beside its draft. */
        long bytes() {
            return OVERHEAD_BYTES + event.length;
        }

        boolean isChange() {
            return switch (draft.event()) {
                case Talk _, Damaged _ -> false;
                case Change _ -> true;
            };
        }
    }

    /** A room's number in the database, 0 if it has none yet, its last seq, and those who are marked as its writers. */
    private record Head(long number, long last, List<UserId> writers) {
        static final Head NONE = new Head(0, 0, List.of());
    }
}
