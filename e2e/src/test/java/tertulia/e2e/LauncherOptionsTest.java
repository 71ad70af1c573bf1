package tertulia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Options for Java that come from outside: ours give way to them, and a cache that they do not fit is left alone. */
final class LauncherOptionsTest {
    @SuppressWarnings("NullAway.Init")
    private static Launcher launcher;

    /** With a cache, which is what most options do not go together with. */
    @BeforeAll
    static void makeTheCache() throws IOException {
        launcher = Launcher.copy().with("TERTULIA_NO_CACHE", "");
        LauncherCacheTest.make(launcher);
    }

    @AfterAll
    static void delete() throws IOException {
        launcher.close();
    }

    @TestFactory
    List<DynamicTest> anOptionForJavaIsHeeded() {
        var options = List.of(
                "-Xmn100m",
                "-Xmn256m -Xmx1g",
                "-XX:NewSize=64m",
                "-XX:+UseZGC",
                "-XX:+UseG1GC",
                "-XX:+UseParallelGC",
                "-XX:+UseShenandoahGC",
                "-XX:-UseSerialGC -XX:+UseZGC",
                "-Xshare:off",
                "-Xms600m",
                "-XX:InitialHeapSize=8m",
                "-XX:MaxHeapFreeRatio=10",
                "-XX:MaxRAMPercentage=10",
                "-Xmx12m",
                "-Xmx40g",
                "-XX:-UseCompressedOops",
                "-XX:-UseCompactObjectHeaders",
                "--add-opens java.base/java.lang=ALL-UNNAMED",
                "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0,quiet=y",
                "-XX:AOTMode=off",
                "-XX:TieredStopAtLevel=1",
                "-Xmx16m",
                "-Xmx2g",
                "-Xss1m",
                "-Dx=*",
                "-ea");
        return options.stream()
                .map(option -> DynamicTest.dynamicTest(option, () -> starts("TERTULIA_JAVA_OPTS", option)))
                .toList();
    }

    @TestFactory
    List<DynamicTest> whatComesByJavasOwnVariablesIsHeededToo() {
        return List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS").stream()
                .flatMap(variable -> List.of("-XX:+UseZGC", "-Xms600m", "-Xshare:off", "\"-Xmn100m\"").stream()
                        .map(option ->
                                DynamicTest.dynamicTest(variable + "=" + option, () -> starts(variable, option))))
                .toList();
    }

    /** It is started with the flags of a server, and does no more than explain itself. */
    private static void starts(String variable, String option) {
        starts(variable, option, "serve");
    }

    @Test
    void aClientHeedsThemToo() {
        starts("TERTULIA_JAVA_OPTS", "-XX:+UseZGC -Xms600m", "chat");
        starts("JAVA_TOOL_OPTIONS", "-XX:+UseG1GC -Xmn100m", "send");
    }

    @Test
    void theWindowAndABenchmarkGiveWayToo() throws IOException {
        try (var other = Launcher.copy().withJava("printf '%s\\n' \"$@\"")) {
            for (var command : List.of("desktop", "bench")) {
                var built = Files.createDirectories(other.root().resolve(command + "/target/" + command));
                Files.createFile(built.resolve(command + ".jar"));
                assertThat(other.run(command).out()).contains("-XX:+UseSerialGC");
                other.with("JAVA_TOOL_OPTIONS", "-XX:+UseZGC -Xms2g");
                assertThat(other.run(command).out()).noneMatch(flag -> flag.matches("-XX:[+]Use.*GC|-Xm[sx].*"));
                other.with("JAVA_TOOL_OPTIONS", null);
            }
        }
    }

    private static void starts(String variable, String option, String command) {
        var exit = launcher.with(variable, option).run(command, "--help");
        launcher.with(variable, null);
        assertThat(exit.code()).as(exit.toString()).isZero();
        assertThat(exit.out().getFirst()).startsWith("Usage: tertulia " + command);
        assertThat(exit.err())
                .as("stderr")
                .allMatch(line -> line.startsWith("Picked up ") || line.startsWith("NOTE: Picked up "));
    }
}
