package tertulia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who has no home, and is not known to the system, as a user in a container. */
final class LauncherHomeTest {
    private static final int SOMEBODY = 12_345;

    @SuppressWarnings("NullAway.Init")
    private Launcher launcher;

    @BeforeEach
    void copy() throws IOException {
        launcher = Launcher.copy(Path.of("/tmp"), "for everybody");
    }

    @AfterEach
    void delete() throws IOException {
        launcher.close();
    }

    private List<String> somebody() {
        Outside.require("setpriv");
        if (!"root".equals(System.getProperty("user.name"))) Outside.missing("only root may become somebody else");
        return List.of(
                "setpriv",
                "--reuid",
                String.valueOf(SOMEBODY),
                "--clear-groups",
                launcher.file().toString());
    }

    @Test
    void aServerAsksForAFolder() {
        for (var home : List.of("", "relative")) {
            launcher.with("HOME", home);
            var exit = launcher.runBy(somebody(), "serve", "--bind", "127.0.0.1", "--port", "0", "--no-discovery");
            assertThat(exit.code()).as(exit.toString()).isEqualTo(1);
            assertThat(exit.err())
                    .singleElement()
                    .asString()
                    .contains("no home")
                    .contains("--data");
            assertNothingWasMade();
        }
    }

    @Test
    void aClientAsksForAFolder() {
        launcher.with("HOME", null);
        for (var client : List.of(List.of("send", "--to", "ALL", "hello"), List.of("chat"))) {
            var exit = launcher.runBy(somebody(), client.toArray(String[]::new));
            assertThat(exit.code()).as(exit.toString()).isEqualTo(1);
            assertThat(exit.err())
                    .singleElement()
                    .asString()
                    .contains("no home")
                    .contains("TERTULIA_STATE");
            assertNothingWasMade();
        }
    }

    private void assertNothingWasMade() {
        assertThat(launcher.folder().resolve("?")).doesNotExist();
        assertThat(launcher.folder().resolve("relative")).doesNotExist();
    }

    @Test
    void withFoldersOfTheirOwnNoHomeIsNeeded() throws IOException {
        var ours = Files.createDirectory(launcher.folder().resolve("ours"));
        Files.setAttribute(ours, "unix:uid", SOMEBODY);
        launcher.with("HOME", null).with("TERTULIA_STATE", ours.resolve("state").toString());
        var setup = launcher.server(somebody());
        try (var server = new ServerProcess.Setup(
                                setup.command(), ours.resolve("data"), setup.options(), setup.environment())
                        .start();
                var ana = PlainClient.join("Ana", server)) {
            var sent = launcher.runBy(
                    somebody(),
                    "send",
                    "--host",
                    "localhost:" + server.port(),
                    "--name",
                    "Eva",
                    "--to",
                    "ALL",
                    "hello");
            assertThat(sent.code()).as(sent.toString()).isZero();
            ana.expect("Eva: hello");
        }
    }
}
