package tertulia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The AOT cache, which halves the time to start: made once, used while it fits, made again when it does not. */
final class LauncherCacheTest {
    @SuppressWarnings("NullAway.Init")
    private Launcher launcher;

    @BeforeEach
    void copy() throws IOException {
        launcher = Launcher.copy().with("TERTULIA_NO_CACHE", "").with("TERTULIA_JAVA_OPTS", "-Xlog:aot=info");
    }

    @AfterEach
    void delete() throws IOException {
        launcher.close();
    }

    /** Starts servers until one has made a cache. */
    static void make(Launcher launcher) {
        try (var server = launcher.server().start()) {
            Awaitility.await().atMost(Lines.PATIENCE.multipliedBy(4)).until(() -> Files.exists(launcher.cache()));
            assertThat(server.isAlive()).isTrue();
        }
    }

    private boolean used() {
        return used(launcher.server());
    }

    private static boolean used(ServerProcess.Setup setup) {
        try (var server = setup.start()) {
            return server.out().all().stream().anyMatch(line -> line.contains("Opened AOT cache"));
        }
    }

    @Test
    void theFirstServerMakesACacheThatTheNextOneStartsFrom() throws IOException {
        make(launcher);
        assertThat(used()).isTrue();
        assertThat(launcher.home()).isEmptyDirectory();
    }

    @Test
    void aDamagedCacheIsMadeAgain() throws IOException {
        make(launcher);
        var before = Files.getLastModifiedTime(launcher.cache());
        try (var file = FileChannel.open(launcher.cache(), StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(new byte[100_000]), file.size() / 2);
        }
        againAfter(before);
        before = Files.getLastModifiedTime(launcher.cache());
        try (var file = FileChannel.open(launcher.cache(), StandardOpenOption.WRITE)) {
            file.truncate(file.size() / 2);
        }
        againAfter(before);
    }

    /** It starts without the cache, in silence, and makes another one. */
    private void againAfter(FileTime before) {
        try (var server = launcher.server().start()) {
            assertThat(server.out().all())
                    .noneMatch(line -> line.contains("Opened AOT cache") || line.contains("[warning]"))
                    .noneMatch(line -> line.contains("[error"));
            Awaitility.await()
                    .atMost(Lines.PATIENCE.multipliedBy(4))
                    .ignoreExceptions() // While the old one is gone and the new one not yet there.
                    .until(() -> {
                        var now = Files.getLastModifiedTime(launcher.cache());
                        return now.compareTo(before) > 0
                                && Files.exists(launcher.cache().resolveSibling("done"));
                    });
        }
    }

    @Test
    void aCacheForOtherJarsIsLeftAlone() throws IOException {
        make(launcher);
        Files.setLastModifiedTime(
                launcher.root().resolve("app/target/tertulia/tertulia.jar"), FileTime.from(Instant.now()));
        assertThat(used()).isFalse();
    }

    @Test
    void aCacheThatOthersMayWriteToIsLeftAlone() throws IOException {
        make(launcher);
        for (var file : List.of(launcher.cache(), launcher.cache().resolveSibling("."))) {
            var usual = Files.getPosixFilePermissions(file);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxrwxrwx"));
            assertThat(used()).as(file + " is anybody's").isFalse();
            Files.setPosixFilePermissions(file, usual);
        }
        assertThat(used()).isTrue();
    }

    @Test
    void withoutAHomeThereIsNoneRatherThanOneThatAnybodyCouldHaveMade() throws IOException {
        launcher.with("HOME", null).withJava("printf '%s\\n' \"$@\"\n");
        var nowhere = Namespace.readOnly(launcher.root().resolve("app")) + " && mount -t tmpfs none /tmp";
        var exit = launcher.runBy(Namespace.of(launcher, nowhere + " && \"$@\" && ls -A /tmp"), "serve");
        assertThat(exit.code()).as(exit.toString()).isZero();
        assertThat(exit.out()).endsWith("serve").noneMatch(word -> word.startsWith("-XX:AOTCache"));
    }

    @Test
    void ofAProgramThatMayNotBeWrittenToTheCacheIsInTheHome() throws IOException {
        var there = launcher.server(
                Namespace.of(launcher, Namespace.readOnly(launcher.root().resolve("app")) + " && exec \"$@\""));
        var caches = launcher.home().resolve(".cache/tertulia");
        try (var server = there.start()) {
            Awaitility.await().atMost(Lines.PATIENCE.multipliedBy(4)).until(() -> hasCache(caches));
            assertThat(server.isAlive()).isTrue();
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(caches)))
                .isEqualTo("rwx------");
        assertThat(used(there)).isTrue();
        Files.setPosixFilePermissions(caches, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThat(used(there)).isFalse();
    }

    private static boolean hasCache(Path caches) throws IOException {
        if (!Files.isDirectory(caches)) return false;
        try (var files = Files.walk(caches)) {
            return files.anyMatch(
                    file -> file.endsWith("done") && !file.toString().contains(".making"));
        }
    }
}
