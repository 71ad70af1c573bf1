package tertulia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server where memory is limited by a cgroup: it starts, with a heap that fits in. */
final class LauncherMemoryTest {
    private static final long MIB = 1 << 20;

    @SuppressWarnings("NullAway.Init")
    private static Launcher launcher;

    @BeforeAll
    static void copy() throws IOException {
        launcher = Launcher.copy().with("TERTULIA_NO_CACHE", "");
    }

    @AfterAll
    static void delete() throws IOException {
        launcher.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 96, 128, 256, 384})
    void aServerStartsInALittleMemory(int mib) throws IOException {
        var group = Group.limited(mib);
        try (var server = launcher.server(group.within(launcher)).start();
                var ana = PlainClient.join("Ana", server)) {
            ana.say("hello");
            ana.untilNow();
            assertThat(Files.readAllLines(group.folder.resolve("cgroup.procs")))
                    .as("what runs there: the server, and nothing beside it")
                    .containsExactly(String.valueOf(server.pid()));
            server.terminate();
            assertThat(server.exitCode()).isZero();
        } finally {
            group.delete();
        }
    }

    @Test
    void theHeapAndTheMemoryBesideItFitIn() throws IOException {
        try (var other = Launcher.copy().withJava("printf '%s\\n' \"$@\"\n")) {
            assertThat(heap(other, other.within("exec \"$@\""))).isEqualTo(384);
            for (int mib : List.of(64, 96, 128, 256, 384, 1024)) {
                var group = Group.limited(mib);
                long heap = heap(other, group.within(other));
                group.delete();
                assertThat(heap).as("MiB of heap in %s MiB", mib).isBetween(16L, Math.max(16L, (mib - 48) / 2L));
            }
        }
    }

    /** Cgroups of version 2, in a folder of our own in their place: the limit is the group's, one above it, or the top's. */
    @ParameterizedTest
    @CsvSource({
        "/a/b, a/b/memory.max",
        "/a/b, a/memory.max",
        "/a/b, memory.max",
        "/, memory.max",
        "/elsewhere/of/a/container, memory.max"
    })
    void aLimitOfVersion2CountsWhereverItIs(String group, String limit) throws IOException {
        try (var other = Launcher.copy().withJava("printf '%s\\n' \"$@\"\n")) {
            long usual = heap(other, other.within("exec \"$@\""));
            assertThat(heap(other, version2(other, group, limit, String.valueOf(256 * MIB))))
                    .isEqualTo((256 - 48) / 2)
                    .isLessThan(usual);
            for (var none : List.of("max", "9223372036854771712", "", "4611686018427387904")) {
                assertThat(heap(other, version2(other, group, limit, none)))
                        .as(none)
                        .isEqualTo(usual);
            }
        }
    }

    /** What starts the launcher in that group, where the file has this limit in it; a group between has a greater one. */
    private static List<String> version2(Launcher launcher, String group, String limit, String value)
            throws IOException {
        var own = Files.writeString(launcher.folder().resolve("cgroup"), "0::" + group + "\n");
        return Namespace.of(launcher, """
                mount -t tmpfs none /sys/fs/cgroup && mkdir -p /sys/fs/cgroup/a/b &&
                echo max >/sys/fs/cgroup/a/b/memory.max && echo %d >/sys/fs/cgroup/a/memory.max &&
                echo '%s' >/sys/fs/cgroup/%s && mount --bind '%s' /proc/$$/cgroup && exec "$@"\
                """.formatted(1L << 40, value, limit, own));
    }

    private static long heap(Launcher launcher, List<String> command) {
        var exit = launcher.runBy(command, "serve");
        return exit.out().stream()
                .filter(flag -> flag.startsWith("-Xmx"))
                .mapToLong(flag -> Long.parseLong(flag.substring("-Xmx".length(), flag.length() - 1)))
                .sum();
    }

    /** A cgroup, of version 1 or 2. */
    private record Group(Path folder) {
        private static final Path TOP = Path.of("/sys/fs/cgroup");

        static Group limited(int mib) throws IOException {
            boolean first = Files.isDirectory(TOP.resolve("memory"));
            var folder = (first ? TOP.resolve("memory") : TOP)
                    .resolve("tertulia-test-" + ProcessHandle.current().pid());
            try {
                Files.createDirectory(folder);
            } catch (IOException e) {
                Outside.missing("no cgroup can be made here: " + e);
            }
            var limit = folder.resolve(first ? "memory.limit_in_bytes" : "memory.max");
            if (!Files.exists(limit)) {
                Files.delete(folder);
                Outside.missing("memory is not limited by cgroups here");
            }
            Files.writeString(limit, String.valueOf(mib * MIB));
            return new Group(folder);
        }

        List<String> within(Launcher launcher) {
            return launcher.within("echo $$ >'" + folder.resolve("cgroup.procs") + "' && exec \"$@\"");
        }

        void delete() throws IOException {
            Files.delete(folder);
        }
    }
}
