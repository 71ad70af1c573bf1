package tertulia.store;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import tertulia.model.RoomId;

/** Changes behind the store's back, while it is closed. */
final class Doctored {
    private Doctored() {}

    /** Sets something in the row of an entry, as {@code column = value}. */
    static void row(Path folder, RoomId room, long seq, String change) {
        sql(
                folder,
                "UPDATE entry SET " + change + " WHERE room = (SELECT number FROM room WHERE id = '" + room
                        + "') AND seq = " + seq);
    }

    static void sql(Path folder, String... statements) {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("tertulia.db"));
                var statement = connection.createStatement()) {
            for (var each : statements) statement.execute(each);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
