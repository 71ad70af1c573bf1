package tertulia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each command with each of the folders it uses read-only, full or missing: it does what can be done without it, or one sentence
 * in the reader's language, which is French here, names the folder and says what is wrong with it. Nobody is shown a trace.
 */
final class FoldersTest {
    @SuppressWarnings("NullAway.Init")
    private Launcher launcher;

    /** How a folder is. */
    enum How {
        READ_ONLY("lecture seule"),
        FULL("le disque est plein"),
        MISSING("lecture seule");

        private final String why;

        How(String why) {
            this.why = why;
        }

        /** The script that makes it so; what is missing cannot be made either. */
        String script(Path folder) {
            return switch (this) {
                case READ_ONLY -> Namespace.readOnly(folder);
                case FULL -> Namespace.full(folder) + "; chmod 700 '" + folder + "'";
                case MISSING -> "rmdir '" + folder + "' && " + Namespace.readOnly(folder.resolveSibling("."));
            };
        }
    }

    @BeforeEach
    void copy() throws IOException {
        launcher = Launcher.copy().with("LANG", "fr_FR.UTF-8");
        copyBuilt("bench/target/bench");
        copyBuilt("desktop/target/desktop");
    }

    private void copyBuilt(String what) throws IOException {
        Files.createDirectories(launcher.root().resolve(what).getParent());
        Files.createSymbolicLink(launcher.root().resolve(what), Program.ROOT.resolve(what));
    }

    @AfterEach
    void delete() throws IOException {
        launcher.close();
    }

    private Program.Exit run(String script, String... arguments) {
        var exit = launcher.runBy(Namespace.of(launcher, script + " && exec \"$@\""), arguments);
        assertThat(exit.err()).as(exit.toString()).noneMatch(FoldersTest::isTrace);
        assertThat(exit.out()).as(exit.toString()).noneMatch(FoldersTest::isTrace);
        return exit;
    }

    private static boolean isTrace(String line) {
        return line.startsWith("\tat ")
                || line.startsWith("    at ")
                || line.contains("Exception")
                || line.contains("OpenJDK");
    }

    private static void assertNames(Program.Exit exit, String... parts) {
        assertThat(exit.code()).as(exit.toString()).isEqualTo(1);
        assertThat(exit.err()).singleElement().asString().contains(parts);
    }

    // ---- commands that need no folder -----------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource(How.class)
    void whatKeepsNothingNeedsNoFolder(How how) throws IOException {
        var folder = Files.createDirectories(launcher.folder().resolve("only/this"));
        launcher.with("HOME", folder.toString())
                .with("TMPDIR", folder.toString())
                .with("XDG_CACHE_HOME", folder.toString())
                .with("XDG_STATE_HOME", folder.toString())
                .with("XDG_DATA_HOME", folder.toString());
        var script = how.script(folder) + (how == How.FULL ? " && " + Namespace.full(Path.of("/tmp")) : "");
        for (var command : List.of("crack dahe", "limits", "help serve", "version", "bench -h")) {
            var exit = run(script, command.split(" ", -1));
            assertThat(exit.code()).as(exit.toString()).isZero();
            assertThat(exit.err()).as(exit.toString()).isEmpty();
            assertThat(exit.out()).isNotEmpty();
            Files.createDirectories(folder);
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void theWindowWithoutAScreenSaysNoMoreThanThat() {
        for (var how : List.of(How.READ_ONLY, How.FULL)) {
            for (var folder : List.of(launcher.home(), Path.of("/tmp"))) {
                assertNames(run(how.script(folder), "desktop"), "écran");
            }
        }
    }

    @Test
    void measuringTheDiskSaysWhereThereIsNone() {
        for (var how : List.of(How.READ_ONLY, How.FULL)) {
            var exit = run(how.script(Path.of("/tmp")), "bench", "writer");
            assertThat(exit.code()).as(exit.toString()).isEqualTo(2);
            assertThat(exit.err()).singleElement().asString().startsWith("bench: /tmp/tertulia-bench");
        }
    }

    // ---- clients --------------------------------------------------------------------------------------------

    private static List<String[]> clients(String host) {
        return List.of(
                new String[] {"send", "--host", host, "--name", "Eva", "--to", "ALL", "hello"},
                new String[] {"chat", host, "--name", "Ida"});
    }

    /** Where the folder for what is one's own is given; {@code .} is that folder itself. */
    @ParameterizedTest
    @CsvSource({
        "HOME, .local/state/tertulia, FULL",
        "HOME, .local/state/tertulia, MISSING",
        "XDG_STATE_HOME, tertulia, READ_ONLY",
        "TERTULIA_STATE, ., READ_ONLY",
        "TERTULIA_STATE, ., FULL",
        "TERTULIA_STATE, ., MISSING"
    })
    void aClientThatCannotKeepWhoItIsSaysSoAndWorks(String variable, String below, How how) throws IOException {
        var folder = Files.createDirectories(launcher.folder().resolve("only/this"));
        var own = folder.resolve(below).normalize().toString();
        launcher.with(variable, folder.toString());
        try (var server = launcher.server().start();
                var ana = PlainClient.join("Ana", server)) {
            for (var command : clients("localhost:" + server.port())) {
                var exit = run(how.script(folder), command);
                Files.createDirectories(folder);
                assertThat(exit.code()).as(exit.toString()).isZero();
                assertThat(exit.err()).singleElement().asString().contains(own, how.why);
            }
            ana.expect("Eva: hello");
        }
    }

    @ParameterizedTest
    @EnumSource(How.class)
    void byTlsAServerThatCannotBeRememberedIsNotTrusted(How how) throws IOException {
        var folder = Files.createDirectories(launcher.folder().resolve("only/this"));
        launcher.with("TERTULIA_STATE", folder.toString());
        try (var server = launcher.server().start()) {
            for (var command : clients("tls://localhost:" + server.port())) {
                var exit = run(how.script(folder), command);
                assertNames(exit, folder.resolve("known-servers").toString(), how.why);
                Files.createDirectories(folder);
            }
        }
    }

    // ---- servers --------------------------------------------------------------------------------------------

    private Program.Exit serve(String script, String... more) {
        var words = new ArrayList<>(List.of("serve", "--bind", "127.0.0.1", "--port", "0", "--no-discovery"));
        words.addAll(List.of(more));
        return run(script, words.toArray(String[]::new));
    }

    @ParameterizedTest
    @EnumSource(How.class)
    void aServerNamesTheFolderThatItCannotKeepItsDataIn(How how) throws IOException {
        var folder = Files.createDirectories(launcher.folder().resolve("only/this"));
        assertNames(serve(how.script(folder), "--data", folder.toString()), folder.toString(), how.why);
        Files.createDirectories(folder);
        launcher.with("XDG_DATA_HOME", folder.toString());
        assertNames(serve(how.script(folder)), folder.resolve("tertulia").toString(), how.why);
        Files.createDirectories(folder);
        assertNames(
                serve("true", "--config", folder.resolve("none").toString()),
                folder.resolve("none").toString());
    }

    /** Room for a little less than a first start needs: from none at all to nearly enough, in blocks and in files. */
    @ParameterizedTest
    @ValueSource(strings = {"size=8k", "size=64k", "size=76k", "nr_inodes=2", "nr_inodes=3", "nr_inodes=7"})
    void aFirstStartOnAFullDiskLeavesNothingHalfMadeAndTheNextOneWorks(String room) throws IOException {
        var data = Files.createDirectory(launcher.folder().resolve("data"));
        var left = launcher.folder().resolve("left");
        var said = launcher.folder().resolve("said");
        var script = """
                mount -t tmpfs -o mode=0700,%s none '%s' && {
                    "$@"
                    code=$?
                    ls -A '%2$s' >'%s'
                    mount -o remount,size=9m,nr_inodes=99 '%2$s'
                    "$@" >'%s' 2>&1 &
                    looks=0
                    until grep -qs '^Ready' '%4$s' || [ $looks -eq 100 ]; do
                        sleep 0.2
                        looks=$((looks + 1))
                    done
                    kill $!
                    wait $!
                    exit $code
                }""".formatted(room, data, left, said);
        var exit = serve(launcher, script, data);
        assertNames(exit, data.toString(), "disque est plein");
        assertThat(Files.readAllLines(left)).as("what was left").noneMatch(name -> name.contains(".new"));
        assertThat(Files.readAllLines(said)).anyMatch(line -> line.startsWith("Ready on "));
    }

    /** Data of before, of which something cannot be written by whoever starts the server. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "500 .",
                "400 tertulia.db",
                "0 tertulia.db",
                "0 tertulia.lock",
                "0 .",
                "0 tls",
                "0 tls/server.key"
            })
    void aServerNamesWhatItMayNotUse(String what) throws IOException {
        Outside.require("setpriv");
        var words = what.split(" ", 2);
        try (var other = Launcher.copy(Path.of("/tmp"), "for everybody")) {
            var data = other.folder().resolve("data");
            try (var before = ServerProcess.Setup.in(data).start()) {
                before.terminate();
                before.exitCode();
            }
            other.with("LANG", "fr_FR.UTF-8");
            var script = "chown -R 65534 '" + data + "' && chmod " + words[0] + " '" + data.resolve(words[1])
                    + "' && exec setpriv --reuid 65534 --clear-groups \"$@\"";
            var exit = serve(other, script, data);
            var named =
                    words[1].endsWith("lock") ? data : data.resolve(words[1]).normalize();
            assertNames(exit, named.toString(), "accès refusé");
        }
    }

    /** Starts the server in the script's namespace, to its end. */
    private static Program.Exit serve(Launcher launcher, String script, Path data) {
        return launcher.runBy(
                Namespace.of(launcher, script),
                "serve",
                "--bind",
                "127.0.0.1",
                "--port",
                "0",
                "--no-discovery",
                "--data",
                data.toString());
    }
}
