package tertulia.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PinsTest {
    private static final Address SERVER = new Address("Chat.example", 5555, true);
    private static final String ONE = "SHA256:" + "1".repeat(43);
    private static final String OTHER = "SHA256:" + "+/".repeat(21) + "A";

    @TempDir
    Path folder;

    private Pins pins() {
        return new Pins(new Folder(folder), () -> Instant.parse("2026-11-20T10:00:00Z"));
    }

    private Path file() {
        return folder.resolve("known-servers");
    }

    private static Pins.Key key(String text) {
        return new Pins.Key(text, false);
    }

    private Gone.Distrusted doubt(Address server, Pins.Key key) {
        return catchThrowableOfType(Distrust.class, () -> pins().meet(server, key))
                .why();
    }

    @Test
    void theFirstKeyIsKeptInALineForPeople() throws Exception {
        assertThat(pins().meet(SERVER, key(ONE))).contains(new Happening.Met(SERVER, ONE, true));
        assertThat(pins().meet(new Address("::1", 7, true), key(OTHER))).isPresent();
        assertThat(Files.readAllLines(file()))
                .contains("chat.example:5555 " + ONE + " 2026-11-20", "[::1]:7 " + OTHER + " 2026-11-20");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(pins().meet(Address.of("tls://CHAT.example"), key(ONE))).isEmpty();
        assertThat(pins().meet(new Address("chat.example", 5556, true), key(OTHER)))
                .isPresent();
    }

    @Test
    void anotherKeyIsRefusedUntilItsLineIsRemoved() throws Exception {
        pins().meet(SERVER, key(ONE));
        var before = Files.readAllLines(file());
        var doubt = doubt(SERVER, key(OTHER));
        int number = before.size();
        assertThat(doubt.doubt()).isEqualTo(Gone.Doubt.KEY_CHANGED);
        assertThat(doubt.details())
                .containsExactly(
                        SERVER.toString(), OTHER, ONE, "2026-11-20", String.valueOf(number), file().toString());
        assertThat(Files.readAllLines(file())).isEqualTo(before);
        Files.write(file(), before.subList(0, number - 1));
        assertThat(pins().meet(SERVER, key(OTHER))).isPresent();
    }

    @Test
    void aPublicAuthorityMayVouchForAnotherKeyOnlyWhereItDidFromTheBeginning() throws Exception {
        var vouched = new Pins.Key(OTHER, true);
        pins().meet(SERVER, key(ONE));
        assertThat(doubt(SERVER, vouched).doubt()).isEqualTo(Gone.Doubt.KEY_CHANGED);

        var open = new Address("open.example", 443, true);
        assertThat(pins().meet(open, vouched)).contains(new Happening.Met(open, OTHER, true));
        assertThat(doubt(open, key(ONE)).doubt()).isEqualTo(Gone.Doubt.KEY_CHANGED);
        assertThat(pins().meet(open, new Pins.Key(ONE, true))).contains(new Happening.Met(open, ONE, false));
        assertThat(Files.readAllLines(file()))
                .contains("open.example:443 " + ONE + " 2026-11-20 public")
                .noneMatch(line -> line.contains(OTHER));
        assertThat(pins().meet(SERVER, key(ONE))).isEmpty();
    }

    @Test
    void whatPeopleWroteStays() throws Exception {
        String written = "# mine\n\n  chat.example:5555\t" + ONE + " 2020-01-01\nchat.example " + OTHER + " 2020-01-01";
        Files.writeString(file(), written);
        assertThat(pins().meet(SERVER, key(ONE))).isEmpty();
        assertThat(pins().meet(SERVER, key(OTHER))).isEmpty();
        pins().meet(new Address("else", 1, true), key(ONE));
        assertThat(Files.readString(file())).isEqualTo(written + "\nelse:1 " + ONE + " 2026-11-20\n");
    }

    @Test
    void aDamagedFileIsRefusedAndLeftAsItIs() throws Exception {
        for (String line : new String[] {
            "chat.example:5555 " + ONE,
            "chat.example:5555 " + ONE.substring(1) + " 2026-11-20",
            "chat.example:5555 " + ONE + "= 2026-11-20",
            "chat.example:x " + ONE + " 2026-11-20",
            "chat.example:5555 " + ONE + " 2026-13-20",
            "chat.example:5555 " + ONE + " 2026-11-20 privat",
            "\u0000",
            "# \u00ff"
        }) {
            byte[] bytes = ("# a comment\n" + line + "\n").getBytes(StandardCharsets.ISO_8859_1);
            Files.write(file(), bytes);
            var doubt = doubt(SERVER, key(ONE));
            assertThat(doubt).as(line).isEqualTo(new Gone.Distrusted(Gone.Doubt.KEYS_DAMAGED, doubt.details()));
            assertThat(doubt.details()).containsExactly(file().toString(), "2");
            assertThat(Files.readAllBytes(file())).isEqualTo(bytes);
        }
    }

    @Test
    void aFileThatCannotBeReadIsRefused() throws Exception {
        Files.createDirectory(file());
        assertThat(doubt(SERVER, key(ONE)).doubt()).isEqualTo(Gone.Doubt.KEYS_OUT_OF_REACH);
    }

    @Test
    void programsThatMeetServersAtOnceLoseNoLine() throws Exception {
        var running = new ArrayList<Process>();
        for (int i = 0; i < 2; i++) {
            running.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Meeting.class.getName(),
                            folder.toString(),
                            "host" + i)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("told" + i).toFile())
                    .start());
        }
        for (var one : running) assertThat(one.waitFor()).isZero();
        assertThat(Files.readString(folder.resolve("told0")) + Files.readString(folder.resolve("told1")))
                .isIn("FIRST\nREFUSED\n", "REFUSED\nFIRST\n");
        assertThat(Files.readAllLines(file()).stream().filter(line -> line.startsWith("host")))
                .hasSize(2 * Meeting.TIMES)
                .doesNotHaveDuplicates();
        // Both met this one, with another key each: one was first, and the other was told.
        assertThat(Files.readAllLines(file()).stream().filter(line -> line.startsWith("both")))
                .hasSize(1);
    }

    /** A program that meets many servers. */
    static final class Meeting {
        static final int TIMES = 50;

        private Meeting() {}

        public static void main(String[] args) throws Exception {
            var pins = new Pins(new Folder(Path.of(args[0])), Instant::now);
            for (int port = 1; port <= TIMES; port++) pins.meet(new Address(args[1], port, true), key(ONE));
            String mine = args[1].equals("host0") ? ONE : OTHER;
            try {
                pins.meet(new Address("both", 1, true), key(mine));
                System.out.println("FIRST");
            } catch (Distrust e) {
                System.out.println("REFUSED");
            }
        }
    }
}
