package tertulia.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server behind the proxies of docs/operations.md, started with what stands there. */
final class BehindProxyTest {
    private static final String NAME = "chat.example.org";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private ServerProcess.Setup setup() {
        return ServerProcess.Setup.in(folder.resolve("data")).withConsole();
    }

    // ---- proxies ----------------------------------------------------------------------------------------------

    /** A proxy that runs. */
    private record Proxy(Process process, Lines said, int port) implements AutoCloseable {
        static Proxy start(int port, String... command) throws IOException {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var proxy = new Proxy(process, Lines.of(command[0], process.getInputStream(), () -> ""), port);
            await().atMost(Lines.PATIENCE).until(() -> {
                if (!process.isAlive()) throw new AssertionError(proxy.said().tail());
                return answers(port);
            });
            return proxy;
        }

        private static boolean answers(int port) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected();
            } catch (IOException e) {
                return false;
            }
        }

        @Override
        public void close() {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The certificate that a proxy shows; its key stands behind it. */
    private Path certificate() throws IOException {
        Outside.require("openssl");
        var certificate = folder.resolve("certificate.pem");
        var key = folder.resolve("key.pem");
        var made = Program.run(new ProcessBuilder(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=" + NAME,
                "-addext",
                "subjectAltName=DNS:" + NAME,
                "-keyout",
                key.toString(),
                "-out",
                certificate.toString()));
        assertThat(made.code()).as(made.toString()).isZero();
        Files.write(certificate, Files.readAllBytes(key), StandardOpenOption.APPEND);
        return certificate;
    }

    private Proxy nginx(ServerProcess server, String site) throws IOException {
        Outside.require("nginx");
        String certificate = certificate().toString();
        int port = freePort();
        String own = Operations.with(site, "listen 443 ssl", "listen 127.0.0.1:" + port + " ssl");
        own = Operations.with(own, "/etc/ssl/chat.example.org/fullchain.pem", certificate);
        own = Operations.with(own, "/etc/ssl/chat.example.org/privkey.pem", certificate);
        own = Operations.with(own, "127.0.0.1:5555", "127.0.0.1:" + server.port());
        var file = folder.resolve("nginx.conf");
        var around = new StringBuilder(
                "user root;\npid " + folder.resolve("nginx.pid") + ";\nevents {}\nhttp {\naccess_log off;\n");
        for (String kind : List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")) {
            around.append(kind)
                    .append("_temp_path ")
                    .append(folder.resolve(kind))
                    .append(";\n");
        }
        Files.writeString(file, around + own + "}\n");
        return Proxy.start(
                port, "nginx", "-p", folder.toString(), "-c", file.toString(), "-e", "stderr", "-g", "daemon off;");
    }

    /** For browsers at the first port, for everybody at the second. */
    private Proxy haproxy(ServerProcess server, int browsers, int everybody) throws IOException {
        Outside.require("haproxy");
        String own = Operations.with(Operations.file("haproxy.cfg"), "bind :443", "bind 127.0.0.1:" + browsers);
        own = Operations.with(own, "bind :5556", "bind 127.0.0.1:" + everybody);
        own = Operations.with(
                own, "/etc/ssl/chat.example.org/both.pem", certificate().toString());
        own = Operations.with(own, "127.0.0.1:5555", "127.0.0.1:" + server.port());
        var file = folder.resolve("haproxy.cfg");
        Files.writeString(file, "global\n    maxconn 200\n    nbthread 1\n\n" + own);
        return Proxy.start(browsers, "haproxy", "-db", "-f", file.toString());
    }

    private static WebClient person(int port) {
        return WebClient.unafraid("https://" + NAME + ":" + port + "/");
    }

    private static void assertTalks(WebClient ana, ServerProcess server) {
        try (var nc = PlainClient.join("Vera", server)) {
            ana.join("Ana").say("through a proxy").expectStored("through a proxy");
            nc.expect("Ana: through a proxy");
            nc.say("and back");
            ana.expect("and back");
            assertThat(ana.page().getByText("This connection is not encrypted")).isHidden();
            server.shown("Ana just joined the chat (127.0.0.1)"); // Not with a port, which would be the proxy's.
            // Without a certificate that it knows, a browser keeps no page.
            assertThat(ana.complaints()).allMatch(said -> said.contains("SSL certificate error occurred"));
        }
    }

    // ---- tests ------------------------------------------------------------------------------------------------

    @Test
    void throughNginxThePageTalks() throws IOException {
        try (var server = setup().with("--public-name", NAME).start();
                var proxy = nginx(server, Operations.file("nginx.conf"));
                var ana = person(proxy.port())) {
            assertTalks(ana, server);
        }
    }

    @Test
    void theProxysWordIsEnoughForItsName() throws IOException {
        try (var server = setup().start();
                var proxy = nginx(server, Operations.file("nginx.conf"));
                var ana = person(proxy.port())) {
            assertTalks(ana, server);
        }
    }

    @Test
    void throughHaproxyThePageTalksAndNcIsWhoItIs() throws IOException {
        int everybody = freePort();
        try (var server = setup().with("--public-name", NAME).start();
                var proxy = haproxy(server, freePort(), everybody);
                var ana = person(proxy.port())) {
            assertTalks(ana, server);
            Outside.require("nc");
            var nc = new ProcessBuilder("nc", "-s", "127.0.0.2", "127.0.0.1", String.valueOf(everybody)).start();
            try (var out = nc.outputWriter()) {
                out.write("Rafid\n");
                out.flush();
                server.shown("Rafid just joined the chat (127.0.0.2:");
                ana.say("Hello").expectStored("Hello");
                Lines.of("nc", nc.getInputStream(), () -> "").await("what Ana said", "Ana: Hello"::equals);
            } finally {
                nc.destroyForcibly();
            }
        }
    }

    /** The proxy says neither name nor scheme, and the operator said no name. */
    @Test
    void aPageThatIsRefusedSaysSoAndTheLogTellsWhatToSet() throws IOException {
        String site = Operations.with(Operations.file("nginx.conf"), "proxy_set_header Host $http_host;", "");
        site = Operations.with(site, "proxy_set_header X-Forwarded-Proto $scheme;", "");
        try (var server = setup().start();
                var proxy = nginx(server, site);
                var ana = person(proxy.port())) {
            ana.nameField().fill("Ana");
            assertThat(ana.page()
                            .getByText("This server refuses pages from " + NAME)
                            .first())
                    .isVisible(WebClient.patiently());
            ana.nameField().fill("Anna");
            server.err().await("what to set", line -> line.contains("--public-name " + NAME));
            assertThat(server.err().all().stream().filter(line -> line.contains("--public-name")))
                    .hasSize(1);
        }
    }

    @Test
    void systemdUnderstandsTheUnit() throws IOException {
        Outside.require("systemd-analyze");
        var unit = folder.resolve("tertulia.service");
        String launcher = Program.ROOT.resolve("tertulia").toString();
        Files.writeString(
                unit, Operations.with(Operations.file("tertulia.service"), "/opt/tertulia/tertulia", launcher));
        var verified = Program.run(new ProcessBuilder("systemd-analyze", "verify", unit.toString()));
        assertThat(verified.code()).as(verified.toString()).isZero();
        assertThat(verified.err()).noneMatch(line -> line.contains("tertulia.service"));
    }
}
