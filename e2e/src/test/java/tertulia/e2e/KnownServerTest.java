package tertulia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The native clients over TLS: a server is known again by its key, and one with another key is refused in words. */
final class KnownServerTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Program.Exit send(String address, String text) {
        var process =
                new ProcessBuilder(Program.command("send", "--host", address, "--to", "ALL", "--name", "Zoe", text));
        process.environment().put("TERTULIA_STATE", folder.resolve("state").toString());
        return Program.run(process);
    }

    private static String fingerprint(ServerProcess server) {
        var line = server.out().all().stream()
                .filter(said -> said.contains("SHA256:"))
                .findFirst()
                .orElseThrow();
        return line.substring(line.indexOf("SHA256:")).strip();
    }

    @Test
    void theKeyIsShownOnceKnownAgainAndAnotherIsRefused() throws IOException {
        var setup = ServerProcess.Setup.in(folder.resolve("data"));
        int port;
        String first;
        try (var server = setup.start();
                var nc = PlainClient.join("Nora", server)) {
            port = server.port();
            first = fingerprint(server);
            var met = send("tls://127.0.0.1:" + port, "by TLS");
            assertThat(met.code()).as(met.toString()).isZero();
            assertThat(String.join(" ", met.err())).contains("first time at", first);
            nc.expect("Zoe: by TLS");
            var again = send("tls://127.0.0.1:" + port, "and again");
            assertThat(again.code()).as(again.toString()).isZero();
            assertThat(String.join(" ", again.err())).doesNotContain("SHA256:");
            nc.expect("Zoe: and again");
        }
        delete(folder.resolve("data/tls"));
        try (var other = setup.with("--port", String.valueOf(port)).start();
                var nc = PlainClient.join("Nils", other)) {
            assertThat(fingerprint(other)).isNotEqualTo(first);
            var refused = send("tls://127.0.0.1:" + port, "not to a stranger");
            assertThat(refused.code()).isEqualTo(1);
            assertThat(String.join(" ", refused.err()))
                    .contains("the key of", "has changed", first, fingerprint(other), "known-servers");
            assertThat(nc.untilNow()).noneMatch(line -> line.contains("not to a stranger") || line.contains("Zoe"));
        }
    }

    private static void delete(Path path) throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
