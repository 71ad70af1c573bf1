package tertulia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code ./tertulia} beside its sources: it builds what is not there or older than they are. Maven is a stand-in here. */
final class LauncherBuildTest {
    @SuppressWarnings("NullAway.Init")
    private Launcher launcher;

    @SuppressWarnings("NullAway.Init")
    private Path source;

    @SuppressWarnings("NullAway.Init")
    private Path built;

    @BeforeEach
    void putSourcesBeside() throws IOException {
        launcher = Launcher.copy();
        var root = launcher.root();
        Files.writeString(root.resolve("pom.xml"), "");
        source = Files.createDirectories(root.resolve("core/src/main/java")).resolve("Room.java");
        Files.writeString(source, "");
        Files.createDirectories(root.resolve("core/src/test/java"));
        Files.copy(Program.ROOT.resolve("build"), root.resolve("build"));
        root.resolve("build").toFile().setExecutable(true);
        built = root.resolve("app/target/tertulia/built");
        touch(built);
        maven("");
    }

    @AfterEach
    void delete() throws IOException {
        launcher.close();
    }

    /** Newer than all that was made before. */
    private static void touch(Path file) throws IOException {
        if (!Files.exists(file)) Files.createFile(file);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(1)));
    }

    /** Says what Maven says, unfinished last line included, and does this. */
    private void maven(String outcome) throws IOException {
        Launcher.program(launcher.folder().resolve("maven/mvn"), """
                echo "$@" >"$PWD/asked"
                echo '[INFO] Building tertulia-model 0.1.0   [1/2]'
                echo '[INFO] Building tertulia-app 0.1.0     [2/2]'
                %s
                printf '\\033[0m\\033[0m'
                """.formatted(outcome));
        launcher.with("PATH", launcher.folder().resolve("maven") + ":/usr/bin:/bin");
    }

    private void forgetTheProgram() throws IOException {
        Files.move(built.getParent(), launcher.folder().resolve("made"));
    }

    @Test
    void onFirstUseItBuildsTheProgramAloneAndSaysSoWithProgress() throws IOException {
        forgetTheProgram();
        maven("mv '" + launcher.folder().resolve("made") + "' app/target/tertulia");
        var exit = launcher.run("--version");
        assertThat(exit.code()).as(exit.toString()).isZero();
        assertThat(exit.err().getFirst()).startsWith("Tertulia is not built yet.");
        assertThat(exit.err()).contains("  [1/2] model", "  [2/2] app");
        assertThat(exit.out()).singleElement().asString().startsWith("tertulia ");
        assertThat(launcher.root().resolve("asked"))
                .content()
                .contains("-Dprogram")
                .doesNotContain("testkit", "e2e", "bench", "-am");
    }

    @Test
    void whatWasPulledIsBuiltBeforeItRuns() throws IOException {
        isQuiet(launcher.run("--version"));
        touch(source);
        var exit = launcher.run("--version");
        assertThat(exit.err().getFirst())
                .isEqualTo("Tertulia's sources are newer than the program. Building it again.");
        assertThat(exit.out()).singleElement().asString().startsWith("tertulia ");
        touch(built);
        isQuiet(launcher.run("--version"));
    }

    @Test
    void howTheWindowIsUsedIsSaidWithoutBuildingIt() {
        var exit = launcher.run("desktop", "--help", "--lang", "en");
        isQuiet(exit);
        assertThat(String.join("\n", exit.out())).contains("tertulia desktop", "--lang");
        assertThat(launcher.root().resolve("asked")).doesNotExist();
    }

    @Test
    void testsAndWhatAnEditorLeavesAreNoReason() throws IOException {
        touch(launcher.root().resolve("core/src/test/java/RoomTest.java"));
        touch(source.resolveSibling(".Room.java.swp"));
        touch(source.resolveSibling("Room.java~"));
        isQuiet(launcher.run("--version"));
    }

    private static void isQuiet(Program.Exit exit) {
        assertThat(exit.code()).as(exit.toString()).isZero();
        assertThat(exit.err()).isEmpty();
    }

    @Test
    void aBuildThatFailsIsSaidWithItsReason() throws IOException {
        forgetTheProgram();
        maven("echo '[ERROR] there is no room left'; exit 1");
        var exit = launcher.run("serve");
        assertThat(exit.code()).isEqualTo(1);
        assertThat(exit.err()).contains("[ERROR] there is no room left");
        assertThat(exit.err().getLast()).startsWith("tertulia: the build failed; all it said is in ");
    }

    @Test
    void whatIsMissingForABuildIsSaidFirstAndAlone() throws IOException {
        forgetTheProgram();
        Files.delete(launcher.folder().resolve("maven/mvn"));
        var tools = Files.createDirectory(launcher.folder().resolve("tools"));
        for (var tool : List.of("sh", "sed", "head", "locale", "cat", "find", "dirname", "readlink", "id")) {
            var there = Path.of("/usr/bin", tool);
            Files.createSymbolicLink(tools.resolve(tool), Files.exists(there) ? there : Path.of("/bin", tool));
        }
        launcher.with("PATH", tools.toString());
        var exit = launcher.run("serve");
        assertThat(exit.code()).isEqualTo(1);
        assertThat(exit.err()).singleElement().asString().contains("Maven").contains("install maven");
        launcher.withJava("");
        exit = launcher.run("serve");
        assertThat(exit.code()).isEqualTo(1);
        // Where another JDK is installed that one does, and then it is Maven again.
        assertThat(exit.err()).singleElement().asString().containsPattern("A JDK|Maven");
    }

    @Test
    void inAFolderThatMayNotBeWrittenToItSaysSoOnceOrRunsWhatThereIs() throws IOException {
        touch(source);
        var fixed = Namespace.of(launcher, Namespace.readOnly(launcher.root()) + " && exec \"$@\"");
        var exit = launcher.runBy(fixed, "--version");
        assertThat(exit.code()).as(exit.toString()).isZero();
        assertThat(exit.err())
                .singleElement()
                .asString()
                .contains("runs as it was built")
                .contains(launcher.root().toString());
        forgetTheProgram();
        exit = launcher.runBy(fixed, "serve");
        assertThat(exit.code()).isEqualTo(1);
        assertThat(exit.err())
                .singleElement()
                .asString()
                .contains("not built")
                .contains(launcher.root().toString());
    }
}
