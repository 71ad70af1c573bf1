package tertulia.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The classroom ciphers: who has the key reads along, and neither the server's console nor its disk has the plain text. */
@WithServer
final class ClassroomCiphersTest {
    private final ServerProcess server;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    ClassroomCiphersTest(ServerProcess server) {
        this.server = server;
        server.console("watch on");
        server.shown("the text of messages is shown");
    }

    private Tmux chat(String name) {
        var state = Map.of("TERTULIA_STATE", folder.resolve("state-" + name).toString());
        var screen =
                new Tmux(newFolder(), state, Program.command("chat", "127.0.0.1:" + server.port(), "--name", name));
        screen.awaitText("connected");
        return screen;
    }

    private Path newFolder() {
        try {
            return Files.createTempDirectory(folder, "tmux");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void assertThatTheServerHasOnly(String enciphered, String plaintext) throws IOException {
        assertThat(server.out().all())
                .anyMatch(line -> line.contains("(enciphered: Caesar cipher)") && line.endsWith(": " + enciphered))
                .noneMatch(line -> line.contains(plaintext));
        assertThat(server.err().all()).noneMatch(line -> line.contains(plaintext));
        assertThat(holds(server.data().resolve("tertulia.db"), enciphered)
                        || holds(server.data().resolve("tertulia.db-wal"), enciphered))
                .as("the ciphertext is on the disk")
                .isTrue();
        try (var files = Files.walk(server.data())) {
            assertThat(files.filter(Files::isRegularFile)).noneMatch(file -> holds(file, plaintext));
        }
    }

    /** Whether the bytes of the text are in the file. */
    private static boolean holds(Path file, String text) {
        try {
            var bytes = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void twoAtTerminalsWithTheKeyReadAlongAndOneWithoutSeesTheCiphertext() throws IOException {
        String plaintext = "Takohemi te ura, XYZ";
        String enciphered = Caesar.shifted(plaintext, 7);
        try (var arta = chat("Arta");
                var besa = chat("Besa");
                var cen = chat("Cen")) {
            for (var screen : List.of(arta, besa)) {
                screen.enter("/cipher caesar 7");
                screen.awaitText("A lesson, not protection");
            }
            arta.enter(plaintext);
            arta.awaitText("Arta: [Caesar cipher] " + plaintext);
            besa.awaitText("Arta: [Caesar cipher] " + plaintext);
            cen.awaitText("Arta: [Caesar cipher, no key] " + enciphered);
            server.shown("Arta → everyone, 20 bytes (enciphered: Caesar cipher)");
            assertThatTheServerHasOnly(enciphered, plaintext);

            arta.enter("/cipher Besa next");
            arta.awaitText("between you and Besa: Caesar's cipher, key 1");
            besa.enter("/cipher Arta next");
            besa.awaitText("between you and Arta: Caesar's cipher, key 1");
            arta.enter("Besa*vetem ti, xyza");
            besa.awaitText("Arta (private): [Caesar cipher] vetem ti, xyza");
            server.shown("Arta → Besa, 14 bytes (enciphered: Caesar cipher)");
            assertThatTheServerHasOnly("wfufn uj, yzab", "vetem ti, xyza");

            besa.enter("/quit");
            besa.awaitText("exit 0");
            arta.enter("dhe tani");
            arta.awaitText("Arta: [Caesar cipher] dhe tani");
        }
        try (var besa = chat("Besa")) {
            besa.awaitText("between you and everyone: Caesar's cipher, key 7");
            besa.awaitText("Arta: [Caesar cipher] dhe tani");
            besa.enter("/cipher off");
            besa.awaitText("between you and everyone: no cipher");
            besa.enter("/history 3");
            besa.awaitText("[Caesar cipher, no key] " + Caesar.shifted("dhe tani", 7));
        }
    }

    @Test
    void browsersDoItToo() throws IOException {
        String plaintext = "Nos vemos na praça";
        String enciphered = Caesar.shifted(plaintext, 3);
        try (var ana = WebClient.join("Ana", server);
                var bia = WebClient.join("Bia", server);
                var caio = WebClient.join("Caio", server)) {
            ana.button("More").click();
            ana.page().getByText("Classroom cipher").click();
            var panel = ana.page().locator(".cipher-panel");
            assertThat(panel).containsText("A lesson, not protection");
            assertThat(panel).containsText("letters of other alphabets");
            assertThat(panel).containsText("Hello, xyz! → Olssv, efg!");
            panel.getByLabel("Key").fill("3");
            assertThat(panel).containsText("Hello, xyz! → Khoor, abc!");
            panel.getByLabel("Encipher what I write here").check();
            bia.say("/cipher caesar 3");
            assertThat(bia.page().locator(".cipher-panel").getByLabel("Key")).hasValue("3");
            ana.say(plaintext).expectStored(plaintext);
            bia.expect(plaintext);
            caio.expect(enciphered);
            assertThat(bia.page().getByText("Enciphered with Caesar cipher:").first())
                    .containsText(enciphered);
            assertThat(caio.page().getByText("the key is not set here").first()).isVisible();
            server.shown("Ana → everyone, 19 bytes (enciphered: Caesar cipher)");
            assertThatTheServerHasOnly(enciphered, plaintext);

            caio.say("/cipher caesar 3");
            caio.expect(plaintext);
            caio.page().keyboard().press("Escape");
            assertThat(caio.page().locator(".cipher-panel")).isHidden();
            bia.page().reload();
            bia.awaitIn();
            bia.expect(plaintext);
            assertThat(bia.button("Classroom cipher: key 3")).isVisible();
            bia.say("/cipher off");
            bia.expect(enciphered);
            var lesson = bia.page()
                    .waitForPopup(() -> bia.page()
                            .locator(".cipher-panel")
                            .getByText("A lesson for an hour")
                            .click());
            assertThat(lesson.locator("h1")).hasText("An hour of secrets");
            assertThat(lesson.getByText("watch on").first()).isVisible();
            for (var one : List.of(ana, bia, caio)) one.assertNoComplaints();
        }
    }

    @Test
    void whatTwoWithNcDoByHandGoesThroughAsItIs() {
        try (var rafid = PlainClient.join("Rafid", server);
                var zeneb = PlainClient.join("Zeneb", server)) {
            String enciphered = Caesar.shifted("Hello, How are you? ñ Привет", 1);
            rafid.say("Zeneb*" + enciphered);
            String heard = zeneb.expectBeginning("Rafid (private): ");
            assertThat(heard).isEqualTo("Rafid (private): " + enciphered);
            assertThat(Caesar.shifted(enciphered, -1)).isEqualTo("Hello, How are you? ñ Привет");
            zeneb.say("zpaz");
            rafid.expect("Zeneb: zpaz");
        }
    }

    @Test
    void whatWasOverheardIsCrackedByCountingLetters() {
        String enciphered = Caesar.shifted("Meet me at the bridge after school", 11);
        var cracked = Program.run(new ProcessBuilder(Program.command("crack", enciphered)));
        assertThat(cracked.code()).isZero();
        assertThat(cracked.out())
                .hasSize(25)
                .first()
                .asString()
                .matches("11 +\\d+\\.\\d%  Meet me at the bridge after school");
        assertThat(Program.run(new ProcessBuilder(Program.command("crack", "123")))
                        .code())
                .isEqualTo(1);
    }
}
