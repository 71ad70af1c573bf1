package tertulia.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tertulia.testkit.Sample.NOON;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tertulia.core.port.EventLog.Appended.Stored;
import tertulia.model.Author;
import tertulia.model.Draft;
import tertulia.model.Entry;
import tertulia.model.Limits;
import tertulia.model.RoomId;
import tertulia.testkit.Futures;
import tertulia.testkit.Sample;

/** The files: what is made, what is refused untouched, what is found again after the worst end. */
final class FolderTest {
    @TempDir
    Path folder;

    private final Sample sample = new Sample(4);
    private final Author ana = sample.author("Ana");

    @Test
    void theKeyIsMadeOnceAndStays() {
        byte[] key = keyOf(folder);
        assertThat(key).hasSize(32);
        assertThat(keyOf(folder)).isEqualTo(key);
        assertThat(keyOf(folder.resolve("other"))).isNotEqualTo(key);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theFilesAreTheOwnersAlone() throws IOException {
        var made = folder.resolve("deep/data");
        try (var store = SqliteStore.open(made, Limits.usual(), Shares.ample())) {
            say(store, 5);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                    .isEqualTo("rwx------");
            try (var files = Files.list(made)) {
                var found = files.toList();
                assertThat(found)
                        .extracting(file -> file.getFileName().toString())
                        .contains("tertulia.db", "tertulia.db-wal", "tertulia.lock")
                        .doesNotContain("tertulia.db.new");
                for (var file : found) {
                    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .as(file.toString())
                            .isEqualTo("rw-------");
                }
            }
        }
    }

    @Test
    void anyFolderNameWillDo() {
        var odd = folder.resolve("a b%20?#&;=ü");
        try (var store = SqliteStore.open(odd, Limits.usual(), Shares.ample())) {
            say(store, 3);
        }
        assertThat(odd.resolve("tertulia.db")).exists();
        assertThat(lobby(odd)).hasSize(3);
    }

    @Test
    void afterACleanEndTheDatabaseIsOneFile() {
        try (var store = SqliteStore.open(folder, Limits.usual(), Shares.ample())) {
            say(store, 3);
        }
        assertThat(folder.resolve("tertulia.db-wal")).doesNotExist();
        assertThat(lobby(folder)).hasSize(3);
    }

    @Test
    void onlyAnAbsentFileIsNew() throws IOException {
        Files.createFile(folder.resolve("tertulia.db"));
        refused("it is empty");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFolderOrDatabaseThatOthersMayWriteToIsRefused() throws IOException {
        keyOf(folder);
        var database = folder.resolve("tertulia.db");
        for (var open : List.of("rwxrwx---", "rwx----w-", "rwxrwxrwx")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(open));
            assertThatThrownBy(() -> SqliteStore.open(folder, Limits.usual(), Shares.ample()))
                    .isInstanceOf(StoreTrouble.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("chmod go-w");
        }
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(database, PosixFilePermissions.fromString("rw-rw-r--"));
        refused("chmod go-w");
        Files.setPosixFilePermissions(database, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(keyOf(folder)).hasSize(32);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aLinkInPlaceOfTheLockMakesNoFileElsewhere() throws IOException {
        var elsewhere = folder.resolve("elsewhere");
        var data = Files.createDirectory(folder.resolve("data"));
        Files.createSymbolicLink(data.resolve("tertulia.lock"), elsewhere);
        assertThatThrownBy(() -> SqliteStore.open(data, Limits.usual(), Shares.ample()))
                .isInstanceOf(StoreTrouble.class)
                .hasMessageContaining("tertulia.lock is a link");
        assertThat(elsewhere).doesNotExist();
    }

    @Test
    void whatAnInterruptedFirstStartLeftIsNoObstacle() throws IOException {
        Files.writeString(folder.resolve("tertulia.db.new"), "half a database");
        Files.writeString(folder.resolve("tertulia.db.new-journal"), "half a journal");
        assertThat(keyOf(folder)).hasSize(32);
    }

    @Test
    void anEmptyFileWithALogIsDamagedAndLeftAsItIs() throws IOException {
        Files.createFile(folder.resolve("tertulia.db"));
        Files.writeString(folder.resolve("tertulia.db-wal"), "perhaps all there is");
        refused("is damaged");
    }

    @Test
    void aLogWithoutItsDatabaseIsDamagedAndLeftAsItIs() throws IOException {
        Files.writeString(folder.resolve("tertulia.db-wal"), "perhaps all there is");
        refused("is damaged");
    }

    @Test
    void aFileThatIsNoDatabaseIsLeftAsItIs() throws IOException {
        for (var text : List.of("x", "my diary ".repeat(100), "SQLite format 3")) {
            Files.writeString(folder.resolve("tertulia.db"), text);
            refused("is not a database");
        }
    }

    @Test
    void anotherProgramsDatabaseIsLeftAsItIs() throws IOException, SQLException {
        sql("CREATE TABLE recipe (text)", "INSERT INTO recipe VALUES ('soup')");
        refused("another program");
        sql("PRAGMA application_id = 7");
        refused("another program");
    }

    @Test
    void aNewerTertuliasDatabaseIsLeftAsItIs() throws IOException, SQLException {
        keyOf(folder);
        sql("PRAGMA user_version = " + (Schema.VERSION + 1));
        refused("newer Tertulia");
    }

    @Test
    void aVersionThatStandsInTheLogOnlyCountsToo() throws IOException, SQLException {
        keyOf(folder);
        var copy = folder.resolve("copy");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("tertulia.db"));
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = " + (Schema.VERSION + 1));
            copyTo(copy);
        }
        assertThatThrownBy(() -> SqliteStore.open(copy, Limits.usual(), Shares.ample()))
                .hasMessageContaining("newer Tertulia");
    }

    @Test
    void aTruncatedDatabaseIsDamagedAndLeftAsItIs() throws IOException {
        fill();
        try (var file = FileChannel.open(folder.resolve("tertulia.db"), StandardOpenOption.WRITE)) {
            file.truncate(file.size() / 2);
        }
        refused("is damaged");
    }

    @Test
    void aDatabaseWithGarbageInsideIsDamagedAndLeftAsItIs() throws IOException {
        fill();
        byte[] garbage = new byte[3 * 4096];
        new Random(1).nextBytes(garbage);
        try (var file = FileChannel.open(folder.resolve("tertulia.db"), StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(garbage), file.size() / 4096 / 2 * 4096);
        }
        refused("is damaged");
    }

    @Test
    void whatIsNoFolderIsToldSo() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "x");
        for (var path : List.of(file, file.resolve("below"))) {
            assertThatThrownBy(() -> SqliteStore.open(path, Limits.usual(), Shares.ample()))
                    .isInstanceOf(StoreTrouble.class)
                    .hasMessageContaining(path.toString());
        }
        assertThat(file).hasContent("x");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFolderThatNobodyCanWriteToIsToldSo() {
        var folder = Path.of("/proc/self/fdinfo"); // Not even root can.
        assertThatThrownBy(() -> SqliteStore.open(folder, Limits.usual(), Shares.ample()))
                .isInstanceOf(StoreTrouble.class)
                .hasMessageContaining("cannot be written to");
        assertThatThrownBy(() -> SqliteStore.open(folder.resolve("new"), Limits.usual(), Shares.ample()))
                .isInstanceOf(StoreTrouble.class)
                .hasMessageContaining("cannot be written to");
    }

    @Test
    void aSecondServerIsRefusedUntilTheFirstHasEnded() {
        try (var store = SqliteStore.open(folder, Limits.usual(), Shares.ample())) {
            say(store, 1);
            assertThatThrownBy(() -> SqliteStore.open(folder, Limits.usual(), Shares.ample()))
                    .isInstanceOf(StoreTrouble.class)
                    .hasMessageContaining("another Tertulia server")
                    .hasMessageContaining(folder.toString());
            assertThat(say(store, 1)).hasSize(1);
        }
        assertThat(lobby(folder)).hasSize(2);
    }

    @Test
    void aLiveDatabaseCopiedWithItsLogIsWhole() throws IOException {
        var copy = folder.resolve("copy");
        List<Entry> acknowledged;
        try (var store = SqliteStore.open(folder, Limits.usual(), Shares.ample())) {
            acknowledged = say(store, 500);
            copyTo(copy);
        }
        assertThat(copy.resolve("tertulia.db-wal")).isNotEmptyFile();
        assertThat(lobby(copy)).isEqualTo(acknowledged);
    }

    @Test
    void aKilledServerLosesNothingAcknowledgedAndItsLock() throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var server = new ProcessBuilder(
                        java,
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Doomed.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var acknowledged = new ArrayList<String>();
        try (var lines = new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
            while (acknowledged.size() < 200) acknowledged.add(lines.readLine());
            assertThatThrownBy(() -> SqliteStore.open(folder, Limits.usual(), Shares.ample()))
                    .hasMessageContaining("another Tertulia server");
            server.toHandle().destroyForcibly();
            // What it said until the very end was said after it was done; its last word may be cut off.
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.length() - line.indexOf(' ') == 37) acknowledged.add(line);
            }
        } finally {
            server.destroyForcibly();
            assertThat(server.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
        var found = lobby(folder).stream()
                .map(entry -> entry.seq() + " " + entry.draft().id())
                .toList();
        assertThat(found.subList(0, acknowledged.size())).isEqualTo(acknowledged);
    }

    /** A server that writes, and says what it wrote, until it is killed. */
    static final class Doomed {
        public static void main(String[] args) {
            var sample = new Sample(5);
            var author = sample.author();
            var store = SqliteStore.open(Path.of(args[0]), Limits.usual(), Shares.ample());
            for (long last = 0; last < 1_000_000; last++) {
                var draft = sample.said(author);
                Futures.await(store.log().append(RoomId.LOBBY, last, List.of(draft), NOON));
                System.out.println(last + 1 + " " + draft.id());
            }
        }
    }

    private void refused(String words) throws IOException {
        var before = contents();
        assertThatThrownBy(() -> SqliteStore.open(folder, Limits.usual(), Shares.ample()))
                .isInstanceOf(StoreTrouble.class)
                .hasMessageContaining(folder.resolve("tertulia.db").toString())
                .hasMessageContaining(words);
        var after = contents();
        assertThat(after).containsAllEntriesOf(before);
        after.keySet().removeAll(before.keySet());
        // The lock, and what SQLite needs to read; nothing with anything in it but the index of an empty log.
        after.remove("tertulia.db-shm");
        assertThat(after.values()).allMatch(String::isEmpty);
    }

    private Map<String, String> contents() throws IOException {
        var contents = new TreeMap<String, String>();
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                contents.put(file.getFileName().toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
            }
        }
        return contents;
    }

    private void fill() {
        try (var store = SqliteStore.open(folder, Limits.usual(), Shares.ample())) {
            say(store, 2000);
        }
    }

    private void sql(String... statements) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("tertulia.db"));
                var statement = connection.createStatement()) {
            for (var each : statements) statement.execute(each);
        }
    }

    private void copyTo(Path copy) throws IOException {
        Files.createDirectory(copy);
        for (var name : List.of("tertulia.db", "tertulia.db-wal")) Files.copy(folder.resolve(name), copy.resolve(name));
    }

    private List<Entry> say(SqliteStore store, int count) {
        var drafts = new ArrayList<Draft>();
        for (int i = 0; i < count; i++) drafts.add(sample.said(ana));
        long last = Futures.await(store.log().open(RoomId.LOBBY)).last();
        var appended = Futures.await(store.log().append(RoomId.LOBBY, last, drafts, NOON));
        assertThat(appended).isInstanceOf(Stored.class);
        return ((Stored) appended).entries();
    }

    private static List<Entry> lobby(Path folder) {
        try (var store = SqliteStore.open(folder, Limits.usual(), Shares.ample())) {
            return Futures.await(store.log().read(RoomId.LOBBY, 0, 1_000_000));
        }
    }

    private static byte[] keyOf(Path folder) {
        try (var store = SqliteStore.open(folder, Limits.usual(), Shares.ample())) {
            return store.key();
        }
    }
}
