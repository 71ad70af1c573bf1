package tertulia.store;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tertulia.core.port.Pages;
import tertulia.model.Author;
import tertulia.model.Damaged;
import tertulia.model.Draft;
import tertulia.model.Entry;
import tertulia.model.Handle;
import tertulia.model.MessageId;
import tertulia.model.RoomId;
import tertulia.model.UserId;
import tertulia.model.json.EventJson;

/** Values of the model as columns. */
final class Rows {
    /** The columns of {@link #entry}, in its order. */
    static final String ENTRY = "seq, at, author, handle, message, event, sum";

    private Rows() {}

    static byte[] bytes(UserId user) {
        return bytes(user.high(), user.low());
    }

    static byte[] bytes(MessageId id) {
        return bytes(id.high(), id.low());
    }

    static UserId user(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        return new UserId(buffer.getLong(), buffer.getLong());
    }

    /** All entries of a result with the columns {@link #ENTRY}; closes it. A row that is not as it was written is damaged. */
    static List<Entry> entries(RoomId room, ResultSet rows) throws SQLException {
        try (rows) {
            var entries = new ArrayList<Entry>();
            while (rows.next()) entries.add(entry(room, rows, Instant.EPOCH));
            return entries;
        }
    }

    /**
     * The entries after {@code after}, without a hole, of a result in the order of seq, until they are {@link Pages#CHARACTERS};
     * closes it. What is missing or cannot be read is a damaged entry, with the time of the one before it.
     */
    static List<Entry> page(RoomId room, long after, int limit, ResultSet rows) throws SQLException {
        try (rows) {
            var page = new ArrayList<Entry>();
            long characters = 0;
            while (characters < Pages.CHARACTERS && page.size() < limit && rows.next()) {
                var entry = entry(room, rows, at(page));
                // A row out of its place has a seq that is damaged, too.
                long seq = isDamaged(entry) ? after + page.size() + 1 : entry.seq();
                while (after + page.size() + 1 < seq && page.size() < limit) page.add(missing(room, after, page));
                if (page.size() < limit && after + page.size() + 1 == seq) {
                    page.add(entry.seq() == seq ? entry : missing(room, after, page));
                    characters += Pages.characters(entry.draft());
                }
            }
            return page;
        }
    }

    /** The page with a time for the damaged entries it begins with: that one or, if that is unknown, the first one known. */
    static List<Entry> timed(List<Entry> page, Instant before) {
        var known =
                page.stream().map(Entry::at).filter(Rows::isKnown).findFirst().orElse(Instant.EPOCH);
        var at = isKnown(before) ? before : known;
        return page.stream()
                .map(entry -> isKnown(entry.at()) ? entry : Entry.damaged(entry.room(), entry.seq(), at))
                .toList();
    }

    private static boolean isKnown(Instant at) {
        return !at.equals(Instant.EPOCH);
    }

    /** The damaged entry that continues the page. */
    static Entry missing(RoomId room, long after, List<Entry> page) {
        long seq = after + page.size() + 1;
        Damage.found(room, seq);
        return Entry.damaged(room, seq, at(page));
    }

    private static Instant at(List<Entry> page) {
        return page.isEmpty() ? Instant.EPOCH : page.getLast().at();
    }

    static boolean isDamaged(Entry entry) {
        return entry.draft().event() instanceof Damaged;
    }

    private static Entry entry(RoomId room, ResultSet row, Instant before) throws SQLException {
        long seq = row.getLong(1);
        long at = row.getLong(2);
        byte[] author = row.getBytes(3);
        String handle = row.getString(4);
        byte[] id = row.getBytes(5);
        byte[] event = row.getBytes(6);
        try {
            if (RowSum.of(room, seq, at, author, handle, id, event) == row.getInt(7)) {
                var message = ByteBuffer.wrap(id);
                var draft = new Draft(
                        new Author(user(author), new Handle(handle)),
                        new MessageId(message.getLong(), message.getLong()),
                        EventJson.read(event));
                return new Entry(room, seq, Instant.ofEpochMilli(at), draft);
            }
        } catch (RuntimeException e) {
            // A row of an older version that was damaged before it had a checksum: told below.
        }
        Damage.found(room, seq);
        return Entry.damaged(room, seq, before);
    }

    private static byte[] bytes(long high, long low) {
        return ByteBuffer.allocate(16).putLong(high).putLong(low).array();
    }
}
