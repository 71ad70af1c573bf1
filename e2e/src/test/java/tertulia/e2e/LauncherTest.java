package tertulia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./tertulia}, in a folder with blanks in its name, on a machine whose default Java is 17. */
final class LauncherTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path launcher;

    @SuppressWarnings("NullAway.Init")
    private Path home;

    @BeforeEach
    void copyTheProgram() throws IOException {
        var root = Files.createDirectories(folder.resolve("a folder/with (blanks) & $signs"));
        launcher = Files.copy(Program.ROOT.resolve("tertulia"), root.resolve("tertulia"));
        launcher.toFile().setExecutable(true);
        Files.createDirectory(root.resolve("bin"));
        try (var parts = Files.list(Program.ROOT.resolve("bin"))) {
            for (var part : parts.toList()) Files.copy(part, root.resolve("bin").resolve(part.getFileName()));
        }
        Files.createDirectory(root.resolve("app"));
        Files.createSymbolicLink(root.resolve("app/target"), Program.ROOT.resolve("app/target"));
        home = Files.createDirectory(folder.resolve("home of somebody"));
    }

    /** What is linked is not to be deleted with the folder. */
    @AfterEach
    void unlink() throws IOException {
        Files.delete(launcher.resolveSibling("app/target"));
        Files.deleteIfExists(home.resolve(".jdks/jdk"));
    }

    /** The launcher where java on the PATH is 17, and the right one is where people have theirs. */
    private ProcessBuilder launch(String... arguments) throws IOException {
        var old = oldJava();
        var jdks = Files.createDirectories(home.resolve(".jdks"));
        if (Files.notExists(jdks.resolve("jdk"))) {
            Files.createSymbolicLink(jdks.resolve("jdk"), Path.of(System.getProperty("java.home")));
        }
        var command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "PATH",
                        old.resolve("bin") + ":/usr/bin:/bin",
                        "HOME",
                        home.toString(),
                        "TERTULIA_NO_CACHE",
                        "1"));
        return builder;
    }

    private Path oldJava() throws IOException {
        var old = folder.resolve("jdk 17");
        if (Files.exists(old)) return old;
        Files.createDirectories(old.resolve("bin"));
        Files.writeString(old.resolve("release"), "JAVA_VERSION=\"17.0.15\"\n");
        for (var program : List.of("java", "javac")) {
            var file = Files.writeString(
                    old.resolve("bin").resolve(program), "#!/bin/sh\necho 'this is Java 17' >&2\nexit 1\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return old;
    }

    @Test
    void helpSaysWhatThereIs() throws IOException {
        var exit = Program.run(launch("--help"));
        assertThat(exit.code()).as(exit.toString()).isZero();
        assertThat(exit.out()).anyMatch(line -> line.startsWith("Usage: tertulia"));
        assertThat(exit.out()).anyMatch(line -> line.strip().startsWith("serve"));
        assertThat(exit.err()).isEmpty();
    }

    @Test
    void withoutALocaleItSpeaksAndUnderstandsEveryScript() throws IOException {
        for (var locale : List.of("", "C", "POSIX")) {
            var launched = launch("--lang", "ru", "танец");
            launched.environment().put("LC_ALL", locale);
            var exit = Program.run(launched);
            assertThat(exit.err().getFirst()).isEqualTo("tertulia: нет команды танец");
        }
    }

    @Test
    void versionSaysWhichOneItIs() throws IOException {
        var exit = Program.run(launch("--version"));
        assertThat(exit.code()).as(exit.toString()).isZero();
        assertThat(exit.out()).singleElement().asString().matches("tertulia \\d+\\.\\d+\\.\\d+");
        assertThat(exit.err()).isEmpty();
    }

    @Test
    void aWindowWithoutAScreenIsASentence() {
        var builder = new ProcessBuilder(Program.ROOT.resolve("tertulia").toString(), "desktop");
        builder.environment().keySet().removeAll(List.of("DISPLAY", "WAYLAND_DISPLAY"));
        var exit = Program.run(builder);
        assertThat(exit.code()).as(exit.toString()).isEqualTo(1);
        assertThat(exit.err()).singleElement().asString().contains("no screen");
    }

    @Test
    void whatIsNotUnderstoodIsExplained() throws IOException {
        for (var arguments :
                List.of(List.of("sevre"), List.of("serve", "--prot", "1"), List.of("serve", "--port", "x"))) {
            var exit = Program.run(launch(arguments.toArray(String[]::new)));
            assertThat(exit.code()).isEqualTo(2);
            assertThat(exit.err()).isNotEmpty();
            assertThat(exit.err()).noneMatch(line -> line.contains("Exception"));
            assertThat(exit.out()).isEmpty();
        }
    }

    @Test
    void aServerStartedByItIsEndedByItsOwnSignal() throws IOException {
        var launched = launch();
        var setup = ServerProcess.Setup.in(folder.resolve("data of a server"))
                .by(launched.command())
                .withEnvironment(launched.environment());
        try (var server = setup.start();
                var ana = PlainClient.join("Ana", server)) {
            ana.say("hello");
            ana.untilNow();
            server.terminate();
            assertThat(ana.rest()).endsWith("* the server is stopping");
            assertThat(server.exitCode()).isZero();
        }
    }
}
