package tertulia.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tertulia.core.port.EventLog.Appended.Stored;
import tertulia.model.Author;
import tertulia.model.Damaged;
import tertulia.model.Draft;
import tertulia.model.Entry;
import tertulia.model.Handle;
import tertulia.model.Limits;
import tertulia.model.MessageId;
import tertulia.model.Notice.RoomInfo;
import tertulia.model.RoomId;
import tertulia.model.Talk;
import tertulia.model.Text;
import tertulia.model.UserId;
import tertulia.testkit.Futures;

/** The files {@code version-N.db}, written by servers of older data versions, are opened and go on. */
final class UpgradeTest {
    private static final Author ANA = new Author(new UserId(1, 2), new Handle("Ana"));
    private static final Author BESA = new Author(new UserId(3, 4), new Handle("Besa"));
    private static final Instant AT = Instant.parse("2026-11-20T12:00:00.123Z");

    @TempDir
    Path folder;

    private byte[] old = new byte[0];

    @BeforeEach
    void take() throws IOException {
        take(1);
    }

    private void take(int version) throws IOException {
        try (var file =
                Objects.requireNonNull(UpgradeTest.class.getResourceAsStream("version-" + version + ".db.gz"))) {
            old = new GZIPInputStream(file).readAllBytes();
        }
        Files.write(folder.resolve("tertulia.db"), old);
    }

    @Test
    void allThatWasInItIsThereAndItGoesOn() {
        var direct = RoomId.direct(ANA.id(), BESA.id());
        for (int time = 0; time < 2; time++) {
            try (var store = open()) {
                var lobby = lobby(store);
                assertThat(lobby).hasSize(20 + time);
                for (int i = 0; i < 20; i++) {
                    var draft = new Draft(
                            i % 2 == 0 ? ANA : BESA, new MessageId(2, i), new Talk.Said(Text.of("message " + (i + 1))));
                    assertThat(lobby.get(i)).isEqualTo(new Entry(RoomId.LOBBY, i + 1, AT.plusSeconds(i), draft));
                }
                assertThat(Futures.await(store.log().open(direct)).changes()).hasSize(1);
                assertThat(Futures.await(store.log().read(direct, 0, 9))).hasSize(2);
                assertThat(Futures.await(store.directory().guest(ANA.id()))).isPresent();
                assertThat(HexFormat.of().formatHex(store.key()))
                        .isEqualTo("34c9660ab0ec68d4271a61147fd271098d8f63096d21c01f31bd36999c97a11c");
                var more = new Draft(ANA, new MessageId(3, time), new Talk.Said(Text.of("more")));
                assertThat(Futures.await(store.log().append(RoomId.LOBBY, 20 + time, List.of(more), AT)))
                        .isInstanceOf(Stored.class);
            }
        }
    }

    @Test
    void whoHasWrittenWhereIsKnownHoweverLateItWas() throws IOException {
        take(2);
        var answered = RoomId.direct(ANA.id(), BESA.id());
        var stranger = RoomId.direct(ANA.id(), new UserId(5, 6));
        try (var store = open()) {
            assertThat(lobby(store)).hasSize(20);
            assertThat(Futures.await(store.log().read(answered, 0, 100)))
                    .hasSize(81)
                    .extracting(Entry::draft)
                    .endsWith(new Draft(ANA, new MessageId(4, 0), new Talk.Said(Text.of("At last."))));
            assertThat(Futures.await(store.directory().rooms(ANA.id(), Optional.empty(), 10))
                            .rooms())
                    .extracting(RoomInfo::room)
                    .containsExactly(answered, stranger);
        }
    }

    @Test
    void aCopyOfTheOldFileIsKeptUntilTheFirstCleanStop() throws IOException {
        var copy = folder.resolve("tertulia.db.version-1");
        try (var store = open()) {
            assertThat(lobby(store)).hasSize(20);
            assertThat(copy).hasBinaryContent(old);
        }
        assertThat(copy).doesNotExist();
    }

    @Test
    void whatIsChangedAfterwardsIsDamaged() {
        open().close();
        Doctored.row(
                folder, RoomId.LOBBY, 3, "event = CAST(replace(CAST(event AS TEXT), 'message', 'massage') AS BLOB)");
        try (var store = open()) {
            assertThat(lobby(store))
                    .filteredOn(entry -> entry.draft().event() instanceof Damaged)
                    .extracting(Entry::seq)
                    .containsExactly(3L);
        }
    }

    @Test
    void anUpgradeThatFailsLeavesTheOldVersion() throws SQLException {
        var faults = new Faults();
        faults.plan(Faults.Commit.FAILS_BEFORE);
        assertThatThrownBy(() -> SqliteStore.open(folder, Limits.usual(), Shares.ample(), faults))
                .isInstanceOf(StoreTrouble.class);
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("tertulia.db"));
                var version = connection.createStatement().executeQuery("PRAGMA user_version")) {
            assertThat(version.getInt(1)).isEqualTo(1);
        }
        try (var store = open()) {
            assertThat(lobby(store)).hasSize(20);
        }
    }

    private SqliteStore open() {
        return SqliteStore.open(folder, Limits.usual(), Shares.ample());
    }

    private static List<Entry> lobby(SqliteStore store) {
        return Futures.await(store.log().read(RoomId.LOBBY, 0, 1000));
    }
}
