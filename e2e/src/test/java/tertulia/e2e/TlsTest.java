package tertulia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JsonToken;
import tools.jackson.core.json.JsonFactory;

/** TLS on the one port, as other programs see it. */
final class TlsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeEach
    void require() {
        Outside.require("openssl");
    }

    private ServerProcess.Setup setup() {
        return ServerProcess.Setup.in(folder.resolve("data"));
    }

    private Path tls(String file) {
        return folder.resolve("data").resolve("tls").resolve(file);
    }

    // ---- who gets in ----------------------------------------------------------------------------------------

    /** {@code openssl s_client}, which checks the certificate by the server's authority. */
    private final class Client implements AutoCloseable {
        private final Process process;
        private final Lines lines;

        Client(ServerProcess server, String... more) {
            var command = new ArrayList<>(List.of("openssl", "s_client", "-quiet", "-verify_return_error"));
            command.addAll(List.of(
                    "-verify_hostname", "localhost", "-CAfile", tls("ca.pem").toString()));
            command.addAll(List.of("-connect", "127.0.0.1:" + server.port()));
            command.addAll(List.of(more));
            try {
                process = new ProcessBuilder(command)
                        .redirectError(folder.resolve("openssl.txt").toFile())
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            lines = Lines.of("openssl", process.getInputStream(), server::lastWords);
        }

        void say(String text) {
            try {
                process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
                process.getOutputStream().flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    @Test
    void plainAndJsonAreSpokenThroughTlsAndBesideIt() {
        try (var server = setup().start();
                var ana = PlainClient.join("Ana", server);
                var rafid = new Client(server, "-tls1_3");
                var robot = new Client(server, "-tls1_2")) {
            rafid.say("Rafid\nHello\n");
            ana.expect("* Rafid just joined the server");
            ana.expect("Rafid: Hello");
            robot.say("{\"type\":\"hello\",\"name\":\"Robot\",\"keep\":false}");
            robot.lines.await("welcome", line -> line.contains("\"type\":\"welcome\""));
            robot.say("{\"type\":\"say\",\"to\":\"ALL\",\"text\":\"The build is green\"}");
            robot.lines.await("ack", line -> line.contains("\"type\":\"ack\""));
            ana.expect("Robot: The build is green");
            ana.say("Fine");
            rafid.lines.await("Ana", "Ana: Fine"::equals);
        }
    }

    @Test
    void whereOnlyTlsIsSpokenPlainIsToldHow() {
        try (var server = setup().with("--tls-only").start();
                var plain = PlainClient.connect("somebody", server);
                var json = JsonClient.connect("a script", server);
                var inside = new Client(server)) {
            plain.say("Ana");
            assertThat(plain.rest()).hasSize(1).first().asString().contains("TLS only", "tertulia chat tls://");
            json.send("type", "hello", "name", "Ana");
            assertThat(json.await("bye").text("reason")).isEqualTo("tls-only");
            inside.say("Ana\n");
            inside.lines.await("in", "* You are connected to the server as Ana"::equals);
            assertThat(server.out().all()).anyMatch(line -> line.contains("https://127.0.0.1:" + server.port()));
        }
    }

    // ---- what is trusted ------------------------------------------------------------------------------------

    @Test
    void theCertificateIsVerifiedAndTheAuthorityCanCertifyNothingElse() throws IOException {
        setup().start().close();
        var verify = List.of(
                "openssl",
                "verify",
                "-purpose",
                "sslserver",
                "-CAfile",
                tls("ca.pem").toString());
        var good = new ArrayList<>(verify);
        good.addAll(List.of("-verify_ip", "127.0.0.1", tls("server.pem").toString()));
        assertThat(run(good).code()).isZero();

        var names = Files.writeString(folder.resolve("names"), "subjectAltName=DNS:example.com\n");
        var request = folder.resolve("request").toString();
        run(List.of("openssl", "req", "-new", "-key", tls("server.key").toString(), "-subj", "/CN=x", "-out", request));
        var forged = folder.resolve("forged").toString();
        run(List.of(
                "openssl",
                "x509",
                "-req",
                "-in",
                request,
                "-CA",
                tls("ca.pem").toString(),
                "-CAkey",
                tls("ca.key").toString(),
                "-CAcreateserial",
                "-CAserial",
                folder.resolve("serial").toString(),
                "-extfile",
                names.toString(),
                "-out",
                forged));
        var bad = new ArrayList<>(verify);
        bad.add(forged);
        assertThat(run(bad).code()).isNotZero();
        assertThat(String.join("\n", run(bad).err())).contains("permitted subtree violation");
    }

    @Test
    void keysAreTheirOwnersAloneAndStayWhatTheyAre() throws IOException {
        String fingerprint;
        try (var server = setup().start()) {
            fingerprint = fingerprint(server);
        }
        var modes = new TreeMap<String, String>();
        try (var files = Files.walk(tls("ca.key").getParent())) {
            for (var file : files.toList()) {
                modes.put(
                        file.getFileName().toString(),
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            }
        }
        assertThat(modes.remove("tls")).isEqualTo("rwx------");
        assertThat(modes).containsOnlyKeys("ca.key", "ca.pem", "left", "server.key", "server.pem");
        assertThat(modes.values()).containsOnly("rw-------");
        try (var server = setup().start()) {
            assertThat(fingerprint(server)).isEqualTo(fingerprint);
        }
    }

    private static String fingerprint(ServerProcess server) {
        return server.out().all().stream()
                .filter(line -> line.contains("SHA256:"))
                .map(line -> line.substring(line.indexOf("SHA256:")))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void damagedFilesAreSaidAndNothingIsOverwritten() throws IOException {
        setup().start().close();
        Files.writeString(tls("ca.key"), "my shopping list");
        assertThat(setup().refused().err().getFirst()).contains(tls("ca.key").toString());
        assertThat(tls("ca.key")).hasContent("my shopping list");
    }

    // ---- the operator's own ---------------------------------------------------------------------------------

    private void makeOwn(String name) {
        run(List.of(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-days",
                "30",
                "-subj",
                "/CN=" + name,
                "-addext",
                "subjectAltName=DNS:localhost",
                "-keyout",
                folder.resolve("key.pem").toString(),
                "-out",
                folder.resolve("cert.pem").toString()));
    }

    @Test
    void theOperatorsOwnCertificateIsShownAndTakenAnewWhenItChanges() {
        makeOwn("first");
        var own = setup().with(
                        "--tls-cert",
                        folder.resolve("cert.pem").toString(),
                        "--tls-key",
                        folder.resolve("key.pem").toString());
        try (var server = own.configured("limit.certificate-look-seconds = 1").start()) {
            assertThat(shown(server)).contains("CN = first");
            makeOwn("second");
            Awaitility.await()
                    .atMost(Lines.PATIENCE)
                    .untilAsserted(() -> assertThat(shown(server)).contains("CN = second"));
            assertThat(folder.resolve("data").resolve("tls")).doesNotExist();
        }
    }

    private String shown(ServerProcess server) {
        var exit = run(List.of("openssl", "s_client", "-connect", "127.0.0.1:" + server.port()));
        return String.join("\n", exit.out());
    }

    @Test
    void wrongFilesAreSaidAtOnce() throws IOException {
        makeOwn("first");
        String certificate = folder.resolve("cert.pem").toString();
        String key = folder.resolve("key.pem").toString();
        assertThat(refused("--tls-cert", certificate)).contains("--tls-key");
        assertThat(refused(
                        "--tls-cert",
                        certificate,
                        "--tls-key",
                        folder.resolve("none").toString()))
                .contains("there is no file");
        assertThat(refused("--tls-cert", certificate, "--tls-key", certificate)).contains("no private key");
        assertThat(refused("--tls-cert", key, "--tls-key", key)).contains("no certificate");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    private String refused(String... options) {
        return setup().with(options).refused().err().getFirst();
    }

    // ---- strangers ------------------------------------------------------------------------------------------

    /** Everything testssl.sh looks for but whom the certificate is signed by and how it is revoked. */
    @Test
    void testsslFindsNothingOfMediumOrWorse() throws IOException {
        Outside.require("testssl");
        var report = folder.resolve("report.json");
        try (var server = setup().start()) {
            var command = new ArrayList<>(List.of("testssl", "--quiet", "--warnings", "off", "--color", "0"));
            command.addAll(
                    List.of("--nodns", "min", "--ip", "one", "--connect-timeout", "10", "--openssl-timeout", "10"));
            command.addAll(List.of(
                    "-p", "-s", "-f", "-P", "-S", "-H", "-I", "-T", "-R", "-C", "-B", "-Z", "-W", "-A", "-L", "-F"));
            command.addAll(List.of("--jsonfile", report.toString(), "127.0.0.1:" + server.port()));
            long begin = System.nanoTime();
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("testssl.txt").toFile())
                    .start();
            try {
                assertThat(process.waitFor(5, java.util.concurrent.TimeUnit.MINUTES))
                        .as(() -> "testssl ends; it said " + folder.resolve("testssl.txt"))
                        .isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            } finally {
                process.destroyForcibly();
            }
            System.out.println("testssl took " + (System.nanoTime() - begin) / 1_000_000_000 + " s");
        }
        var found = findings(report);
        assertThat(found).as("it looked at something").hasSizeGreaterThan(50);
        assertThat(found.stream()
                        .filter(finding ->
                                List.of("MEDIUM", "HIGH", "CRITICAL", "FATAL").contains(finding.severity()))
                        .filter(finding -> !List.of("cert_chain_of_trust", "cert_revocation")
                                .contains(finding.id())))
                .isEmpty();
    }

    private record Finding(String id, String severity, String text) {}

    private static List<Finding> findings(Path report) throws IOException {
        var findings = new ArrayList<Finding>();
        try (var json = JsonFactory.builder()
                .build()
                .createParser(tools.jackson.core.ObjectReadContext.empty(), Files.readString(report))) {
            var fields = new TreeMap<String, String>();
            for (var token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.VALUE_STRING) fields.put(json.currentName(), json.getString());
                if (token != JsonToken.END_OBJECT) continue;
                findings.add(new Finding(
                        fields.getOrDefault("id", ""),
                        fields.getOrDefault("severity", ""),
                        fields.getOrDefault("finding", "")));
                fields.clear();
            }
        }
        return findings;
    }

    private static Program.Exit run(List<String> command) {
        return Program.run(new ProcessBuilder(command));
    }
}
