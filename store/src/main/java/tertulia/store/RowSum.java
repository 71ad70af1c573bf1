package tertulia.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.zip.CRC32C;
import org.sqlite.Function;
import org.sqlite.SQLiteConnection;
import tertulia.model.RoomId;

/**
 * The checksum of a row of the log: CRC32C (RFC 3720 §12.1) over its room's id, author, handle, message id and event, and
 * over that, the seq and the time. The first part is known before the row has its place, and is made by whoever appends.
 */
final class RowSum {
    private RowSum() {}

    /** The part of the checksum that does not depend on the row's place. */
    static int content(String room, byte[] author, String handle, byte[] message, byte[] event) {
        var sum = new CRC32C();
        add(sum, room.getBytes(StandardCharsets.UTF_8));
        add(sum, author);
        add(sum, handle.getBytes(StandardCharsets.UTF_8));
        add(sum, message);
        add(sum, event);
        return (int) sum.getValue();
    }

    /** The checksum of a row of this content. */
    static int placed(int content, long seq, long at) {
        var sum = new CRC32C();
        var place = ByteBuffer.allocate(20).putInt(content).putLong(seq).putLong(at);
        sum.update(place.flip());
        return (int) sum.getValue();
    }

    static int of(RoomId room, long seq, long at, byte[] author, String handle, byte[] message, byte[] event) {
        return placed(content(room.text(), author, handle, message, event), seq, at);
    }

    /** Gives scripts the function {@code checksum(room, seq, at, author, handle, message, event)} on this connection. */
    static void teach(Connection connection) throws SQLException {
        Function.create(connection.unwrap(SQLiteConnection.class), "checksum", new Function() {
            @Override
            protected void xFunc() throws SQLException {
                int content = content(value_text(0), value_blob(3), value_text(4), value_blob(5), value_blob(6));
                result(placed(content, value_long(1), value_long(2)));
            }
        });
    }

    /** With its length, so that nothing can pass from one part to the next. */
    private static void add(CRC32C sum, byte[] part) {
        sum.update(ByteBuffer.allocate(4).putInt(part.length).flip());
        sum.update(part);
    }
}
