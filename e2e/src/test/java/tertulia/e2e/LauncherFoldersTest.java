package tertulia.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders that a program takes for granted: missing, read-only, full, not for programs. It works, or one line names the folder. */
final class LauncherFoldersTest {
    private static final Path TMP = Path.of("/tmp");

    @SuppressWarnings("NullAway.Init")
    private Launcher launcher;

    @BeforeEach
    void copy() throws IOException {
        launcher = Launcher.copy();
    }

    @AfterEach
    void delete() throws IOException {
        launcher.close();
    }

    private List<String> where(String script) {
        return Namespace.of(launcher, script + " && exec \"$@\"");
    }

    // ---- the folder for temporary files ---------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {"noexec", "read-only", "full"})
    void theFolderForTemporaryFilesIsNotNeeded(String how) {
        var script = switch (how) {
            case "noexec" -> Namespace.noPrograms(TMP);
            case "read-only" -> Namespace.readOnly(TMP);
            default -> Namespace.full(TMP);
        };
        try (var server = launcher.server(where(script)).start();
                var ana = PlainClient.join("Ana", server)) {
            var sender = sayByTls(where(script), server);
            ana.expect(sender + ": hello");
            server.terminate();
            assertThat(server.exitCode()).isZero();
            assertThat(server.err().all()).noneMatch(LauncherFoldersTest::isTrace);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT", "KILL"})
    void nothingIsLeftInTheFolderForTemporaryFiles(String signal) throws IOException, InterruptedException {
        var kept = Files.createDirectory(launcher.folder().resolve("tmp"));
        var script = "mount --bind '" + kept + "' /tmp && exec \"$@\"";
        try (var server = launcher.server(Namespace.of(launcher, script)).start()) {
            sayByTls(Namespace.of(launcher, script), server);
            var kill = new ProcessBuilder("kill", "-" + signal, String.valueOf(server.pid()))
                    .inheritIO()
                    .start();
            assertThat(kill.waitFor(Lines.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            server.exitCode();
        }
        assertThat(kept).isEmptyDirectory();
    }

    /** In a terminal that nobody knows, of which no more is said than in one that is known. */
    @Test
    void aPersonAtATerminalLeavesNothingThereEither() throws IOException {
        var kept = Files.createDirectory(launcher.folder().resolve("tmp"));
        var chat = new ArrayList<>(Namespace.of(launcher, "mount --bind '" + kept + "' /tmp && exec \"$@\""));
        try (var server = launcher.server().start()) {
            chat.addAll(List.of("chat", "localhost:" + server.port(), "--name", "Eva"));
            launcher.with("TERM", "no-such-terminal");
            try (var tmux = new Tmux(launcher.folder(), launcher.environment(), chat)) {
                var screen = tmux.await("that Eva is connected", shown -> shown.contains("connected to"));
                assertThat(screen).doesNotContain("WARNING", "Exception", "infocmp");
                assertThat(kept).isEmptyDirectory();
            }
        }
        assertThat(kept).isEmptyDirectory();
    }

    /** Without what lies unpacked beside the program, as where it was built for another system. */
    @Test
    void whatMustBeUnpackedIsUnpackedInTheDataFolderAndGoneAtOnce() throws IOException {
        Files.move(
                launcher.root().resolve("app/target/tertulia/native"),
                launcher.folder().resolve("elsewhere"));
        var kept = Files.createDirectory(launcher.folder().resolve("tmp"));
        var script = "mount --bind '" + kept + "' /tmp && exec \"$@\"";
        try (var server = launcher.server(Namespace.of(launcher, script)).start()) {
            assertThat(kept).isEmptyDirectory();
            assertThat(server.data().resolve("native")).doesNotExist();
        }
        var data = Files.createDirectory(launcher.folder().resolve("data for no program"));
        var setup = launcher.server(where(Namespace.noPrograms(data)));
        var refused = new ServerProcess.Setup(setup.command(), data, setup.options(), setup.environment()).refused();
        assertThat(refused.err().getFirst())
                .contains(data.toString())
                .contains("noexec")
                .contains("--data");
    }

    /** Who was heard. It tries again, for loading TLS for the first time may take longer than a client is patient. */
    private String sayByTls(List<String> command, ServerProcess server) {
        var exits = new ArrayList<Program.Exit>();
        for (int n = 0; n < 5; n++) {
            String name = "Eva" + n;
            exits.add(launcher.runBy(
                    command,
                    "send",
                    "--host",
                    "tls://localhost:" + server.port(),
                    "--name",
                    name,
                    "--to",
                    "ALL",
                    "hello"));
            if (exits.getLast().code() == 0) return name;
        }
        return fail("%s; %s", exits, server.lastWords());
    }

    // ---- home -----------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {"read-only", "full"})
    void aClientWorksWhereNothingCanBeKeptAndSaysSoInALine(String how) {
        var home = launcher.home();
        var script = how.equals("full") ? Namespace.full(home) : Namespace.readOnly(home);
        try (var server = launcher.server().start();
                var ana = PlainClient.join("Ana", server)) {
            var sent = launcher.runBy(
                    where(script),
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
            assertThat(sent.err()).singleElement().asString().contains(home.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"read-only", "full"})
    void aServerSaysWhichFolderItCannotUse(String how) {
        var home = launcher.home();
        var script = how.equals("full") ? Namespace.full(home) : Namespace.readOnly(home);
        var exit = launcher.runBy(where(script), "serve", "--bind", "127.0.0.1", "--port", "0", "--no-discovery");
        assertThat(exit.code()).as(exit.toString()).isEqualTo(1);
        assertThat(exit.err())
                .singleElement()
                .asString()
                .contains(home.resolve(".local/share/tertulia").toString());
    }

    // ---- the rest -------------------------------------------------------------------------------------------

    @Test
    void noCommandShowsATrace() throws IOException {
        var nowhere = launcher.folder().resolve("missing").toString();
        var commands = new ArrayList<List<String>>();
        commands.add(List.of("serve", "--config", nowhere));
        commands.add(
                List.of("serve", "--tls-cert", nowhere, "--tls-key", nowhere, "--port", "0", "--bind", "127.0.0.1"));
        commands.add(List.of("send", "--host", "localhost:1", "--to", "ALL", "hello"));
        commands.add(List.of("chat", "localhost:1", "--name", "Ana"));
        commands.add(List.of("desktop"));
        for (var command : commands) {
            for (var terminal : List.of("dumb", "no-such-terminal")) {
                var exit = launcher.with("TERM", terminal).run(command.toArray(String[]::new));
                assertThat(exit.code()).as(exit.toString()).isNotZero();
                assertThat(exit.err()).isNotEmpty().noneMatch(LauncherFoldersTest::isTrace);
            }
        }
    }

    private static boolean isTrace(String line) {
        return line.stripLeading().startsWith("at ") || line.contains("Exception") || line.contains("Error:");
    }
}
