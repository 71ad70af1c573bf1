package tertulia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code ./tertulia serve --restart}. */
final class LauncherRestartTest {
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

    @Test
    void aServerThatEndedBecauseOfAFailureIsStartedAgain() throws IOException {
        launcher.withJava("echo started >>starts; [ $(wc -l <starts) -eq 3 ] && exit 7; exit 3");
        var exit = launcher.run("serve", "--restart");
        assertThat(exit.code()).isEqualTo(7);
        assertThat(Files.readAllLines(launcher.folder().resolve("starts"))).hasSize(3);
        assertThat(exit.err())
                .containsExactly(
                        "tertulia: starting the server again in 1 s", "tertulia: starting the server again in 2 s");
    }

    @Test
    void unaskedNothingIsStartedAgainAndNoShellIsLeft() throws IOException {
        launcher.withJava("echo started >>starts; exit 3");
        var exit = launcher.run("serve");
        assertThat(exit.code()).isEqualTo(3);
        assertThat(Files.readAllLines(launcher.folder().resolve("starts"))).hasSize(1);
        try (var other = Launcher.copy();
                var server = other.server().start()) {
            assertThat(ProcessHandle.of(server.pid())
                            .orElseThrow()
                            .info()
                            .command()
                            .orElseThrow())
                    .endsWith("/bin/java");
        }
    }

    @Test
    void itsSignalEndsBoth() throws IOException, InterruptedException {
        try (var server = launcher.server().with("--restart", "--console").start();
                var ana = PlainClient.join("Ana", server)) {
            server.console("say hello from the console");
            ana.expect("SERVER: hello from the console");
        }
        launcher.with("TERTULIA_NO_CACHE", "1");
        var process = launcher.process(List.of(
                        launcher.file().toString(),
                        "serve",
                        "--restart",
                        "--bind",
                        "127.0.0.1",
                        "--port",
                        "0",
                        "--no-discovery"))
                .start();
        var out = Lines.of("stdout", process.getInputStream(), () -> "");
        out.await("the line beginning Ready on", line -> line.startsWith("Ready on "));
        var java = process.children().findFirst().orElseThrow();
        process.toHandle().destroy();
        assertThat(process.waitFor(Lines.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(out.rest()).endsWith("Stopped. Everything that was acknowledged is stored.");
        Awaitility.await().until(() -> !java.isAlive());
    }

    @Test
    void aSignalEndsThePauseToo() throws IOException, InterruptedException {
        launcher.withJava("exit 3");
        var process = launcher.process(List.of(launcher.file().toString(), "serve", "--restart"))
                .start();
        Lines.of("stderr", process.getErrorStream(), () -> "").await("a pause", line -> line.contains("again in 2 s"));
        process.toHandle().destroy();
        assertThat(process.waitFor(Lines.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        assertThat(process.exitValue()).isZero();
    }
}
