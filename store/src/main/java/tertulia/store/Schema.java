package tertulia.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;

/** The tables, made by the scripts {@code schema-1.sql}, {@code schema-2.sql} …, one for each version. */
final class Schema {
    /** Marks a database file as ours: "Tert". */
    static final int APPLICATION_ID = 0x54657274;

    /** The version this program reads and writes. */
    static final int VERSION = 3;

    private static final int KEY_BYTES = 32;

    private Schema() {}

    /** Makes everything in one transaction in a database that is empty. */
    static void make(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        steps(connection, 0);
        try (var statement = connection.createStatement()) {
            statement.executeUpdate("PRAGMA application_id = " + APPLICATION_ID);
        }
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        try (var insert = connection.prepareStatement("INSERT INTO server (key) VALUES (?)")) {
            insert.setBytes(1, key);
            insert.executeUpdate();
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    /** Brings a database of that version to this one, in one transaction: all of it or, after whatever trouble, nothing. */
    static void migrate(Connection connection, int from) throws SQLException {
        connection.setAutoCommit(false);
        steps(connection, from);
        connection.commit();
        connection.setAutoCommit(true);
    }

    private static void steps(Connection connection, int from) throws SQLException {
        RowSum.teach(connection);
        try (var statement = connection.createStatement()) {
            for (int version = from + 1; version <= VERSION; version++) statement.executeUpdate(script(version));
            statement.executeUpdate("PRAGMA user_version = " + VERSION);
        }
    }

    private static String script(int version) {
        try (var script = Schema.class.getResourceAsStream("schema-" + version + ".sql")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
