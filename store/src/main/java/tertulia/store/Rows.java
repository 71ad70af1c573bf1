package tertulia.store;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tertulia.model.Author;
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
    static final String ENTRY = "seq, at, author, handle, message, event";

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

    /** All entries of a result with the columns {@link #ENTRY}; closes it. */
    static List<Entry> entries(RoomId room, ResultSet rows) throws SQLException {
        try (rows) {
            var entries = new ArrayList<Entry>();
            while (rows.next()) entries.add(entry(room, rows));
            return entries;
        }
    }

    private static Entry entry(RoomId room, ResultSet row) throws SQLException {
        var author = new Author(user(row.getBytes(3)), new Handle(row.getString(4)));
        var id = ByteBuffer.wrap(row.getBytes(5));
        var draft = new Draft(author, new MessageId(id.getLong(), id.getLong()), EventJson.read(row.getBytes(6)));
        return new Entry(room, row.getLong(1), Instant.ofEpochMilli(row.getLong(2)), draft);
    }

    private static byte[] bytes(long high, long low) {
        return ByteBuffer.allocate(16).putLong(high).putLong(low).array();
    }
}
