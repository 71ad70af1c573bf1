package tertulia.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tertulia.model.Limit;

/** HTTP as browsers, scripts and strangers speak it; the page is a small one of the tests' own. */
@Timeout(60)
final class WebTest {
    private static final Map<Limit, Long> USUAL = Map.of();

    @Test
    void thePageAndItsScriptAreServed() throws IOException {
        try (var server = new TestServer(USUAL)) {
            var page = HttpWire.get(server.address(), "/?from=here");
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.header("content-type")).isEqualTo("text/html; charset=utf-8");
            assertThat(page.text()).contains("<title>A page to test with</title>");
            var script = HttpWire.get(server.address(), "/main.js");
            assertThat(script.header("content-type")).isEqualTo("text/javascript; charset=utf-8");
            assertThat(HttpWire.get(server.address(), "/trust").text()).contains("<title>Trust</title>");
            var health = HttpWire.get(server.address(), "/healthz");
            assertThat(health.text()).isEqualTo("ok\n");
            assertThat(health.header("cross-origin-resource-policy")).isEqualTo("cross-origin");
            assertThat(HttpWire.get(server.address(), "/server").text())
                    .isEqualTo("{\"name\":\"Tertulia\",\"version\":\"0.1.0\"}");
        }
    }

    @Test
    void whatHasAHashInItsNameIsNotAskedForAgain() throws IOException {
        try (var server = new TestServer(USUAL)) {
            assertThat(HttpWire.get(server.address(), "/main-ABCD2345.js").header("cache-control"))
                    .isEqualTo("public, max-age=31536000, immutable");
            for (String path : List.of("/", "/main.js"))
                assertThat(HttpWire.get(server.address(), path).header("cache-control"))
                        .isEqualTo("no-cache");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | X: y",
                "fr | Accept-Language: fr-CH, en;q=0.9",
                "fr | Accept-Language: de, fr;q=0.8",
                "en | Accept-Language: de",
                "en | Accept-Language: fr;q=0, en",
                "en | Accept-Language: ;;;=",
            })
    void thePageComesInALanguageThatTheBrowserAsksFor(String language, String header) throws IOException {
        try (var server = new TestServer(USUAL)) {
            var page = HttpWire.get(server.address(), "/", header);
            assertThat(page.text()).contains("<html lang=\"" + language + "\">");
            assertThat(page.header("vary")).contains("Accept-Language");
        }
    }

    @Test
    void theAddressIsThereAsAPictureForAPhone() throws IOException {
        try (var server = new TestServer(USUAL)) {
            var picture = HttpWire.get(server.address(), "/invite.svg");
            assertThat(picture.header("content-type")).isEqualTo("image/svg+xml");
            assertThat(picture.text()).startsWith("<svg xmlns=").contains("<path d=\"M0 0h1v1h-1z");
        }
    }

    @Test
    void onItsOwnMachineThePictureIsTheAddressForOtherDevices() throws IOException {
        try (var server = new TestServer(USUAL)) {
            String here = HttpWire.get(server.address(), "/invite.svg").text();
            assertThat(here).isEqualTo(invitation(server, "192.0.2.7:5555"));
            assertThat(here).isNotEqualTo(invitation(server, "pi.local:5555"));
        }
    }

    private static String invitation(TestServer server, String host) throws IOException {
        try (var wire = new HttpWire(server.address())) {
            wire.write("GET /invite.svg HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
            return wire.reply().text();
        }
    }

    @Test
    void howTheServerIsReachedIsToldToWhoeverComesWithoutAProxy() throws IOException {
        try (var server = new TestServer(USUAL)) {
            assertThat(HttpWire.get(server.address(), "/urls").text())
                    .isEqualTo("{\"urls\":[\"http://192.0.2.7:5555/\",\"http://localhost:5555/\"]}");
            assertThat(HttpWire.get(server.address(), "/urls", "X-Forwarded-For: 203.0.113.9")
                            .text())
                    .isEqualTo("{\"urls\":[]}");
        }
    }

    @Test
    void whatAilsTheServerIsSaidToWhoeverAsksForItsHealth() throws IOException {
        try (var server = new TestServer(USUAL)) {
            server.ails(Optional.of("store"));
            var unwell = HttpWire.get(server.address(), "/healthz");
            assertThat(unwell.status()).isEqualTo(503);
            assertThat(unwell.text()).isEqualTo("this server cannot store messages just now\n");
            assertThat(unwell.header("cross-origin-resource-policy")).isEqualTo("cross-origin");
            server.ails(Optional.of("slow"));
            assertThat(HttpWire.get(server.address(), "/healthz").text())
                    .isEqualTo("a part of this server does not answer just now\n");
            server.ails(Optional.empty());
            assertThat(HttpWire.get(server.address(), "/healthz").status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | GET / HTTP/1.1       | Host: localhost | X: y",
                "304 | GET / HTTP/1.1       | Host: localhost | If-None-Match: *",
                "302 | GET / HTTP/1.1       | Host: localhost | Only: tls",
                "400 | GET / HTTP/1.1       | No: host        | X: y",
                "400 | GET / HTTP/1.1       | Host: localhost | Host: localhost",
                "400 | GET / HTTP/1.1       | Host: localhost | no colon",
                "400 | GET /%2e/ HTTP/1.1   | Host: localhost | X: y",
                "403 | GET /ws HTTP/1.1     | Host: localhost | Only: tls",
                "404 | GET /nope HTTP/1.1   | Host: localhost | X: y",
                "405 | DELETE / HTTP/1.1    | Host: localhost | X: y",
                "405 | OPTIONS * HTTP/1.1   | Host: localhost | X: y",
                "405 | CONNECT a:1 HTTP/1.1 | Host: localhost | X: y",
                "405 | TRACE / HTTP/1.1     | Host: localhost | X: y",
                "413 | POST / HTTP/1.1      | Host: localhost | Content-Length: 1",
                "413 | GET / HTTP/1.1       | Host: localhost | Transfer-Encoding: chunked",
                "414 | GET /LONG HTTP/1.1   | Host: localhost | X: y",
                "421 | GET / HTTP/1.1       | Host: a.example | X: y",
                "426 | GET /ws HTTP/1.1     | Host: localhost | X: y",
                "431 | GET / HTTP/1.1       | Host: localhost | X: LONG",
                "505 | PRI * HTTP/2.0       | Host: localhost | X: y",
            })
    void everyAnswerHasTheHeadersThatKeepAPageSafe(int status, String first, String second, String third)
            throws IOException {
        try (var server = new TestServer(USUAL, third.equals("Only: tls"));
                var wire = new HttpWire(server.address())) {
            String longest = "x".repeat(20_000);
            var reply = wire.ask(first.replace("LONG", longest), second, third.replace("LONG", longest))
                    .reply();
            assertThat(reply.status()).isEqualTo(status);
            assertThat(reply.header("content-security-policy"))
                    .isEqualTo("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                            + " font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self';"
                            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
                            + " require-trusted-types-for 'script'; trusted-types lit-html tertulia");
            assertThat(reply.header("x-content-type-options")).isEqualTo("nosniff");
            assertThat(reply.header("referrer-policy")).isEqualTo("no-referrer");
            // Browsers heed it over TLS only, and complain of it elsewhere.
            assertThat(reply.headers()).doesNotContainKey("cross-origin-opener-policy");
            assertThat(reply.header("cross-origin-resource-policy")).isEqualTo("same-origin");
            assertThat(reply.headers()).containsKey("permissions-policy").doesNotContainKey("server");
            if (status >= 400) assertThat(reply.text()).isNotBlank().endsWith("\n");
            if (status >= 400) assertThat(reply.header("content-type")).isEqualTo("text/plain; charset=utf-8");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST:1",
                "localhost.",
                "a.localhost:5555",
                "127.0.0.1",
                "192.168.1.20:5555",
                "[::1]",
                "[fe80::1]:5555",
                "pi.local",
                "chat.example",
                "Chat.Example:80",
            })
    void aNameThatNobodyElsewhereCanHaveIsAnswered(String host) throws IOException {
        assertThat(status(host)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "chat.example.evil.example",
                "127.0.0.1.evil.example",
                "localhost.evil.example",
                "evil-localhost",
                "local",
                "evil.local",
                "2130706433",
                "0x7f.1",
                "127.1",
                "256.1.1.1",
            })
    void anotherNameIsRefusedInWords(String host) throws IOException {
        assertThat(status(host)).isEqualTo(421);
        try (var server = new TestServer(USUAL);
                var wire = new HttpWire(server.address())) {
            assertThat(wire.ask("GET / HTTP/1.1", "Host: " + host).reply().text())
                    .contains("--public-name");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                ".local",
                ":5555",
                "a b",
                "local host",
                "user@localhost",
                "localhost:x",
                "localhost:123456",
                "localhost/",
                "localhost, evil.example",
                "[::1",
                "[::1]x",
                "[]",
                "[1.2.3.4]",
                "[fe80::1%eth0]",
                "::1",
                "http://localhost",
            })
    void whatIsNoNameIsRefused(String host) throws IOException {
        assertThat(status(host)).isEqualTo(400);
    }

    private static int status(String host) throws IOException {
        try (var server = new TestServer(USUAL);
                var wire = new HttpWire(server.address())) {
            return wire.ask("GET / HTTP/1.1", "Host: " + host).reply().status();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost/",
                "/../main.js",
                "/a/..",
                "/%2e%2e/main.js",
                "/main%2ejs",
                "/main.js%00",
                "/\\main.js",
                "main.js",
                "*",
                "/caf\u00e9",
            })
    void aPathIsPlainOrRefused(String path) throws IOException {
        try (var server = new TestServer(USUAL)) {
            assertThat(HttpWire.get(server.address(), path).status()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"//main.js", "/./main.js", "/main.js/", "/main", "/tertulia/web/main.js", "/x.class", "/.js"})
    void whatIsNotThereIsNotFound(String path) throws IOException {
        try (var server = new TestServer(USUAL)) {
            assertThat(HttpWire.get(server.address(), path).status()).isEqualTo(404);
        }
    }

    @Test
    void headIsAnsweredAsGetButWithoutTheBody() throws IOException {
        try (var server = new TestServer(USUAL);
                var wire = new HttpWire(server.address())) {
            var page = HttpWire.get(server.address(), "/");
            wire.ask("HEAD / HTTP/1.1", "Host: localhost").ask("GET /healthz HTTP/1.1", "Host: localhost");
            assertThat(wire.head().headers()).isEqualTo(page.headers());
            assertThat(wire.reply().text()).isEqualTo("ok\n");
        }
    }

    @Test
    void requestsInOnePacketAreAnsweredInTheirOrder() throws IOException {
        try (var server = new TestServer(USUAL);
                var wire = new HttpWire(server.address())) {
            int number = 300;
            String pair =
                    "GET /main.js HTTP/1.1\r\nHost: localhost\r\n\r\nGET /none HTTP/1.1\r\nHost: localhost\r\n\r\n";
            wire.write(pair.repeat(number));
            for (int i = 0; i < number; i++) {
                assertThat(wire.reply().status()).isEqualTo(200);
                assertThat(wire.reply().status()).isEqualTo(404);
            }
        }
    }

    @Test
    void aRequestMayComeByteByByte() throws IOException {
        try (var server = new TestServer(USUAL);
                var wire = new HttpWire(server.address())) {
            for (char c : "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n".toCharArray())
                wire.write(String.valueOf(c));
            assertThat(wire.reply().text()).isEqualTo("ok\n");
        }
    }

    @Test
    void whoHasThePageIsToldSo() throws IOException {
        try (var server = new TestServer(USUAL)) {
            var page = HttpWire.get(server.address(), "/");
            assertThat(page.header("cache-control")).isEqualTo("no-cache");
            String tag = page.header("etag");
            assertThat(tag).matches("\"[0-9a-f]{16}\"");
            var again = HttpWire.get(server.address(), "/", "If-None-Match: \"x\", W/" + tag);
            assertThat(again.status()).isEqualTo(304);
            assertThat(again.header("etag")).isEqualTo(tag);
            assertThat(HttpWire.get(server.address(), "/", "If-None-Match: \"x\"")
                            .status())
                    .isEqualTo(200);
            String style = HttpWire.get(server.address(), "/style.css").header("etag");
            assertThat(HttpWire.get(server.address(), "/style.css", "If-None-Match: " + style, "Accept-Encoding: gzip")
                            .status())
                    .as("the zipped one is another")
                    .isEqualTo(200);
        }
    }

    @Test
    void filesAreZippedForThoseWhoTakeIt() throws IOException {
        try (var server = new TestServer(USUAL)) {
            var plain = HttpWire.get(server.address(), "/style.css");
            var zipped = HttpWire.get(server.address(), "/style.css", "Accept-Encoding: br, GZIP;q=0.5");
            assertThat(zipped.header("content-encoding")).isEqualTo("gzip");
            assertThat(zipped.header("vary")).isEqualTo("Accept-Encoding");
            assertThat(plain.header("vary")).isEqualTo("Accept-Encoding");
            assertThat(zipped.header("etag")).isNotEqualTo(plain.header("etag"));
            assertThat(new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes())
                    .isEqualTo(plain.body());
            assertThat(HttpWire.get(server.address(), "/style.css", "Accept-Encoding: gzip;q=0, br")
                            .headers())
                    .doesNotContainKey("content-encoding");
            assertThat(HttpWire.get(
                                    server.address(),
                                    "/style.css",
                                    "If-None-Match: " + zipped.header("etag"),
                                    "Accept-Encoding: gzip")
                            .status())
                    .isEqualTo(304);
        }
    }

    @Test
    void theOldVersionOfHttpIsSpokenToo() throws IOException {
        try (var server = new TestServer(USUAL)) {
            try (var wire = new HttpWire(server.address())) {
                var reply = wire.ask("GET /healthz HTTP/1.0").reply();
                assertThat(reply.text()).isEqualTo("ok\n");
                assertThat(reply.header("connection")).isEqualTo("close");
                assertThat(wire.isClosed()).isTrue();
            }
            try (var wire = new HttpWire(server.address())) {
                wire.ask("GET /healthz HTTP/1.0", "Connection: keep-alive");
                assertThat(wire.reply().header("connection")).isEqualTo("keep-alive");
                assertThat(wire.ask("GET /healthz HTTP/1.1", "Host: localhost", "Connection: close")
                                .reply()
                                .status())
                        .isEqualTo(200);
                assertThat(wire.isClosed()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"99, 200", "100, 431"})
    void aHundredHeadersAreEnough(int besideHost, int status) throws IOException {
        try (var server = new TestServer(USUAL);
                var wire = new HttpWire(server.address())) {
            wire.write("GET /healthz HTTP/1.1\r\nHost: localhost\r\n" + "a: b\r\n".repeat(besideHost) + "\r\n");
            assertThat(wire.reply().status()).isEqualTo(status);
        }
    }

    @Test
    void whoSaysNoMoreIsAnsweredStill() throws IOException {
        try (var server = new TestServer(USUAL);
                var wire = new HttpWire(server.address())) {
            wire.ask("GET /healthz HTTP/1.1", "Host: localhost").end();
            assertThat(wire.reply().text()).isEqualTo("ok\n");
            assertThat(wire.isClosed()).isTrue();
        }
    }

    @Test
    void aBodyIsRefusedWithoutWaitingForIt() throws IOException {
        try (var server = new TestServer(USUAL);
                var wire = new HttpWire(server.address())) {
            wire.ask("POST / HTTP/1.1", "Host: localhost", "Content-Length: 1000000", "Expect: 100-continue");
            var reply = wire.reply();
            assertThat(reply.status()).isEqualTo(413);
            assertThat(reply.header("connection")).isEqualTo("close");
            assertThat(wire.isClosed()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HT",
                "G",
                "GET / HTTP/1.1\r\nHost: localhost\r\n",
                "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\nGET"
            })
    void whoTakesTooLongIsNotWaitedFor(String beginning) throws IOException {
        var limits = Map.of(Limit.FIRST_LINE_SECONDS, 1L, Limit.HTTP_IDLE_SECONDS, 1L);
        try (var server = new TestServer(limits);
                var wire = new HttpWire(server.address())) {
            wire.write(beginning);
            if (beginning.contains("healthz")) assertThat(wire.reply().status()).isEqualTo(200);
            assertThat(wire.isClosed()).isTrue();
        }
    }

    @Test
    void whoDoesNotTakeTheAnswersIsNotReadFrom() throws IOException {
        try (var server = new TestServer(USUAL);
                var flood = Flood.connect(server.address())) {
            byte[] request = "GET /none HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.UTF_8);
            assertThat(flood.taken(request, Flood.MOST_BYTES)).isLessThan(Flood.MOST_BYTES);
        }
    }

    @Test
    void aServerThatStopsEndsIdleConnections() throws IOException {
        try (var server = new TestServer(USUAL);
                var wire = new HttpWire(server.address())) {
            assertThat(wire.ask("GET /healthz HTTP/1.1", "Host: localhost")
                            .reply()
                            .status())
                    .isEqualTo(200);
            var stopping = CompletableFuture.runAsync(server::stop);
            assertThat(wire.isClosed()).isTrue();
            wire.end();
            stopping.join();
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void aFullServerSaysSo() throws IOException {
        try (var server = new TestServer(Map.of(Limit.CONNECTIONS, 1L));
                var first = new LineWire(server.address())) {
            first.write("Ana\n".getBytes(StandardCharsets.UTF_8));
            assertThat(first.next(10_000)).contains("connected");
            var reply = HttpWire.get(server.address(), "/");
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.text()).isEqualTo("the server is full; try again later\n");
            assertThat(reply.header("retry-after")).isEqualTo("30");
            assertThat(reply.header("connection")).isEqualTo("close");
            assertThat(reply.header("x-content-type-options")).isEqualTo("nosniff");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Gertrude", "GETTY", "PUTIN", "PRIMA", "Head", "Get"})
    void aNameThatBeginsLikeAMethodIsAName(String name) throws IOException {
        try (var server = new TestServer(USUAL);
                var person = new LineWire(server.address())) {
            person.write((name + "\n").getBytes(StandardCharsets.UTF_8));
            String said = name.equals("Get") || name.equals("Head")
                    ? "! " + name + " is reserved; choose another name"
                    : "* You are connected to the server as " + name;
            assertThat(person.next(10_000)).isEqualTo(said);
        }
    }

    @Test
    void aBrowserThatWasGreetedTriesAgain() throws IOException {
        try (var server = new TestServer(Map.of(Limit.GREETING_MILLIS, 1L));
                var wire = new HttpWire(server.address())) {
            assertThat(wire.in.readByte()).isEqualTo((byte) '*');
            for (int b = 0; b != '\n'; ) b = wire.in.read();
            wire.ask("GET / HTTP/1.1", "Host: localhost");
            assertThat(wire.isClosed()).isTrue();
        }
    }

    @Test
    void aConnectionThatABrowserOpenedAheadGetsHttp() throws IOException {
        try (var server = new TestServer(Map.of(Limit.GREETING_MILLIS, 20L));
                var first = new HttpWire(server.address())) {
            String[] request = {"GET /healthz HTTP/1.1", "Host: localhost"};
            assertThat(first.ask(request).reply().status()).isEqualTo(200);
            try (var ahead = new HttpWire(server.address())) {
                ahead.patience(200);
                assertThatThrownBy(() -> ahead.in.readByte()).isInstanceOf(SocketTimeoutException.class);
                assertThat(ahead.ask(request).reply().status()).isEqualTo(200);
            }
        }
    }

    @Test
    void whereABrowserIsOneIsGreetedWhenItsSpareConnectionsAreOver() throws IOException {
        var limits = Map.of(Limit.GREETING_MILLIS, 10L, Limit.SPARE_SOCKET_SECONDS, 1L);
        try (var server = new TestServer(limits);
                var browser = new HttpWire(server.address())) {
            assertThat(browser.ask("GET /healthz HTTP/1.1", "Host: localhost")
                            .reply()
                            .status())
                    .isEqualTo(200);
            try (var person = new LineWire(server.address())) {
                assertThat(person.next(10_000)).isEqualTo("* Welcome to Tertulia. What is your name?");
            }
        }
    }

    @Test
    void whoLoadsThePageIsNotHereYet() throws IOException {
        try (var server = new TestServer(USUAL);
                var ana = new LineWire(server.address());
                var wire = new HttpWire(server.address())) {
            ana.write("Ana\n".getBytes(StandardCharsets.UTF_8));
            assertThat(ana.next(10_000)).contains("connected");
            assertThat(wire.ask("GET / HTTP/1.1", "Host: localhost").reply().status())
                    .isEqualTo(200);
            ana.write("/who\n".getBytes(StandardCharsets.UTF_8));
            assertThat(ana.next(10_000)).isEqualTo("* 1 person is here:");
        }
    }

    @Test
    void trustIsHandedOut() throws IOException {
        try (var server = new TestServer(USUAL)) {
            assertThat(HttpWire.get(server.address(), "/trust.json").text())
                    .isEqualTo("{\"name\":\"Tertulia\",\"fingerprint\":\"SHA256 00:01:02\",\"https\":\"https://"
                            + HttpWire.host(server.address()) + "/\",\"own\":true,\"secure\":false}");
            var authority = HttpWire.get(server.address(), "/trust/ca.crt");
            assertThat(authority.header("content-type")).isEqualTo("application/x-x509-ca-cert");
            assertThat(authority.body()).containsExactly(0x30, 0, 1, 2);
            assertThat(HttpWire.get(server.address(), "/trust/ca.pem").text())
                    .isEqualTo("-----BEGIN CERTIFICATE-----\nMAABAg==\n-----END CERTIFICATE-----\n");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/,302",
        "/index.html,302",
        "/server,302",
        "/none,302",
        "/ws,403",
        "/trust,200",
        "/healthz,200",
        "/trust.json,200",
        "/trust/ca.crt,200",
        "/trust.en.html,200"
    })
    void withoutEncryptionOnlyTrustIsServedIfTheOperatorWantsItSo(String path, int status) throws IOException {
        try (var server = new TestServer(USUAL, true)) {
            var reply = HttpWire.get(server.address(), path);
            assertThat(reply.status()).isEqualTo(status);
            if (status == 302) assertThat(reply.header("location")).isEqualTo("/trust");
        }
    }
}
