package tertulia.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tertulia.core.Budget;
import tertulia.model.Limit;
import tertulia.server.tls.OwnAuthority;

/** TLS on the one port, as Java's own client speaks it. */
final class TlsTest {
    private static final Map<Limit, Long> USUAL = Map.of(Limit.GREETING_MILLIS, 1500L);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private OwnAuthority authority;

    @BeforeEach
    void makeAnAuthority() {
        authority = own("tls");
    }

    private OwnAuthority own(String name) {
        var own = OwnAuthority.of(folder.resolve(name), () -> "room-12", Set.of());
        own.keep();
        return own;
    }

    private TestServer server(boolean only) {
        return new TestServer(USUAL, only, Optional.of(authority.credentials()));
    }

    private TlsWire wire(TestServer server, String... protocols) throws IOException {
        return new TlsWire(server.address(), authority.trust().certificate(), protocols);
    }

    private static void say(Wire wire, String text) throws IOException {
        wire.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String line(Wire wire) throws IOException {
        return wire.next(10_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void everyFrontIsSpokenInsideTls(String protocol) throws IOException {
        try (var server = server(false);
                var json = wire(server, protocol);
                var plain = wire(server, protocol);
                var web = wire(server, protocol)) {
            say(json, "{\"type\":\"hello\",\"name\":\"Ana\"}");
            assertThat(line(json)).contains("\"welcome\"");
            say(plain, "Rafid\n");
            assertThat(line(plain)).isEqualTo("* You are connected to the server as Rafid");
            say(web, "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(line(web)).isEqualTo("HTTP/1.1 200 OK");
            assertThat(json.socket().getSession().getProtocol()).isEqualTo(protocol);
        }
    }

    /** Each blank is a record of its own, and each was once looked at again with all before it. */
    @Test
    void blanksThatSayNothingAreNotWaitedForForEver() throws IOException {
        try (var server = server(false);
                var wire = wire(server);
                var patient = wire(server)) {
            for (int i = 0; i < 100; i++) say(patient, " ");
            say(patient, "{\"type\":\"ping\"}");
            assertThat(line(patient)).contains("\"pong\"");
            for (int i = 0; i < 513; i++) say(wire, " ");
            assertThat(line(wire)).isEqualTo(Wire.CLOSED);
        }
    }

    /** The engine tells what it keeps once more when its connection is over. */
    @Test
    void whatIsUnfinishedIsGivenBackWhenItsConnectionEnds() throws IOException {
        var share = TestServer.AMPLE.share(Budget.Use.STRANGERS);
        long before = share.used();
        try (var server = server(false)) {
            var strangers = new ArrayList<Socket>();
            for (int i = 0; i < 20; i++) {
                var stranger = new Socket();
                stranger.setSoLinger(true, 0); // The end comes without a last word.
                stranger.connect(server.address());
                stranger.getOutputStream().write(new byte[] {0x16, 3, 1, 2, 0, 1, 0, 1});
                strangers.add(stranger);
            }
            await().until(() -> share.used() >= before + 20 * 8);
            for (var stranger : strangers) stranger.close();
            await().until(() -> share.used() == before);
        }
    }

    @Test
    void plainIsSpokenOnTheSamePort() throws IOException {
        try (var server = server(false);
                var inside = wire(server);
                var outside = new LineWire(server.address())) {
            say(outside, "Ana\n");
            assertThat(line(outside)).isEqualTo("* You are connected to the server as Ana");
            say(inside, "Rafid\nHello\n");
            assertThat(line(outside)).isEqualTo("* Rafid just joined the server");
            assertThat(line(outside)).isEqualTo("Rafid: Hello");
        }
    }

    @Test
    void whoeverSaysNothingInsideTlsIsGreetedThere() throws IOException {
        try (var server = server(false);
                var wire = wire(server)) {
            assertThat(line(wire)).isEqualTo("* Welcome to Tertulia. What is your name?");
            say(wire, "Ana\n");
            assertThat(line(wire)).isEqualTo("* You are connected to the server as Ana");
        }
    }

    /** Its spare connections have shaken hands already, and are used later. */
    @Test
    void whereABrowserIsNobodyIsGreetedInsideTls() throws IOException {
        try (var server = server(false);
                var browser = wire(server);
                var ahead = wire(server)) {
            say(browser, "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(line(browser)).isEqualTo("HTTP/1.1 200 OK");
            assertThatThrownBy(() -> ahead.next(2500)).isInstanceOf(SocketTimeoutException.class);
            say(ahead, "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(line(ahead)).isEqualTo("HTTP/1.1 200 OK");
        }
    }

    /** An answer waits for the disk; the end of what a client says must not overtake it. */
    @Test
    void whatWasSaidBeforeTheEndIsAnsweredInFull() throws IOException {
        try (var server = server(false);
                var wire = wire(server, "TLSv1.3")) {
            var all = new StringBuilder("{\"type\":\"hello\",\"name\":\"Ana\",\"keep\":false}");
            for (int i = 0; i < 100; i++) all.append("{\"type\":\"say\",\"to\":\"ALL\",\"text\":\"" + i + "\"}");
            say(wire, all.toString());
            wire.end();
            int acks = 0;
            for (String line = line(wire); !line.equals(Wire.CLOSED); line = line(wire)) {
                if (line.contains("\"type\":\"ack\"")) acks++;
            }
            assertThat(acks).isEqualTo(100);
        }
    }

    @Test
    void theServerSaysGoodbyeInTls() throws IOException {
        try (var server = server(false);
                var wire = wire(server)) {
            say(wire, "{\"type\":\"hello\",\"name\":\"Ana\"}{\"type\":\"bye\"}");
            String last = "";
            for (String line = line(wire); !line.equals(Wire.CLOSED); line = line(wire))
                last = line; // Cut off, it would throw.
            assertThat(last).contains("\"bye\"");
        }
    }

    /** What goes to many is one buffer; what goes to one is written beside it into the same records. */
    @Test
    void messagesForAllAndForOneDoNotMixUp() throws IOException {
        try (var server = server(false);
                var ana = wire(server);
                var rafid = wire(server);
                var plain = new LineWire(server.address())) {
            say(ana, "Ana\n");
            assertThat(line(ana)).contains("as Ana");
            say(rafid, "Rafid\n");
            assertThat(line(rafid)).contains("as Rafid");
            assertThat(line(ana)).contains("Rafid just joined");
            say(plain, "Eva\n");
            assertThat(line(plain)).contains("as Eva");
            assertThat(line(ana)).contains("Eva just joined");
            assertThat(line(rafid)).contains("Eva just joined");
            var all = new StringBuilder();
            for (int i = 0; i < 200; i++) all.append("all " + i + "\nAna*one " + i + "\n/whoami\n");
            say(rafid, all.toString());
            var heard = new ArrayList<String>();
            for (int i = 0; i < 400; i++) heard.add(line(ana));
            for (int i = 0; i < 200; i++) {
                assertThat(line(plain)).isEqualTo("Rafid: all " + i);
                assertThat(line(rafid)).isEqualTo("* you are Rafid");
            }
            // Each in its order; between the two rooms there is none.
            assertThat(heard).containsSubsequence(numbered("Rafid: all "));
            assertThat(heard).containsSubsequence(numbered("Rafid (private): one "));
        }
    }

    private static List<String> numbered(String text) {
        return IntStream.range(0, 200).mapToObj(i -> text + i).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.1", "TLSv1"})
    void olderVersionsAreRefused(String protocol) {
        java.security.Security.setProperty("jdk.tls.disabledAlgorithms", "");
        try (var server = server(false)) {
            assertThatThrownBy(() -> wire(server, protocol)).isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void garbageThatBeginsLikeTlsIsClosedQuietlyAndCounted() throws IOException {
        try (var server = server(false);
                var garbage = new Socket(
                        InetAddress.getLoopbackAddress(), server.address().getPort())) {
            garbage.setSoTimeout(10_000);
            garbage.getOutputStream().write("\u0016 is no handshake".getBytes(StandardCharsets.US_ASCII));
            garbage.getInputStream().readAllBytes();
            await().untilAsserted(
                            () -> assertThat(server.encryption().failures()).isEqualTo(1));
            await().untilAsserted(() -> assertThat(server.connections()).isZero());
        }
    }

    @Test
    void aHandshakeThatIsNotFinishedIsClosed() throws IOException {
        var limits = Map.of(Limit.HANDSHAKE_SECONDS, 1L);
        try (var server = new TestServer(limits, false, Optional.of(authority.credentials()));
                var slow = new Socket(
                        InetAddress.getLoopbackAddress(), server.address().getPort())) {
            slow.setSoTimeout(10_000);
            slow.getOutputStream().write(new byte[] {0x16, 3, 1, 2, 0, 1});
            slow.getInputStream().readAllBytes();
            assertThat(server.encryption().failures()).isEqualTo(1);
        }
    }

    @Test
    void tlsAfterAGreetingIsClosedSoThatTheClientTriesAgain() throws IOException {
        try (var server = server(false);
                var late = new LineWire(server.address())) {
            assertThat(line(late)).startsWith("* Welcome");
            say(late, "\u0016\u0003\u0001");
            assertThat(line(late)).isEqualTo(Wire.CLOSED);
        }
    }

    @Test
    void whereTlsIsDemandedPlainIsToldHow() throws IOException {
        try (var server = server(true);
                var plain = new LineWire(server.address());
                var json = new LineWire(server.address());
                var silent = new LineWire(server.address());
                var web = new LineWire(server.address());
                var inside = wire(server)) {
            say(plain, "Ana\n");
            assertThat(line(plain)).startsWith("! ").contains("tertulia chat tls://", "openssl s_client");
            assertThat(line(plain)).isEqualTo(Wire.CLOSED);
            say(json, "{\"type\":\"hello\",\"name\":\"Ana\"}");
            assertThat(line(json)).contains("\"type\":\"bye\"", "\"reason\":\"tls-only\"", "\"reconnect\":false");
            assertThat(line(json)).isEqualTo(Wire.CLOSED);
            say(web, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(line(web)).startsWith("HTTP/1.1 302");
            assertThat(line(silent)).startsWith("! ").contains("TLS only");
            assertThat(line(silent)).isEqualTo(Wire.CLOSED);
            say(inside, "Ana\n");
            assertThat(line(inside)).isEqualTo("* You are connected to the server as Ana");
        }
    }

    @Test
    void newCredentialsAreShownToNewConnectionsAndOldOnesStay() throws IOException {
        try (var server = server(false);
                var before = wire(server)) {
            say(before, "Ana\n");
            assertThat(line(before)).contains("as Ana");
            authority = own("another");
            server.encryption().use(authority.credentials());
            try (var after = wire(server)) {
                say(after, "Rafid\n");
                assertThat(line(after)).contains("as Rafid");
                assertThat(line(before)).contains("Rafid just joined");
                say(before, "Hello\n");
                assertThat(line(after)).isEqualTo("Ana: Hello");
            }
        }
    }

    @Test
    void aSlowReaderOfTlsIsPassedOverAndCatchesUp() throws IOException {
        var limits = Map.of(Limit.SAY_PER_SECOND, 0L, Limit.WATER_HIGH_BYTES, 8192L, Limit.WATER_LOW_BYTES, 4096L);
        try (var server = new TestServer(limits, false, Optional.of(authority.credentials()));
                var slow = wire(server);
                var ana = wire(server)) {
            say(slow, "{\"type\":\"hello\",\"name\":\"Slow\"}");
            say(ana, "{\"type\":\"hello\",\"name\":\"Ana\"}");
            String text = "x".repeat(8000);
            int messages = 2000;
            for (int i = 0; i < messages; i++) {
                say(ana, "{\"type\":\"say\",\"to\":\"ALL\",\"text\":\"" + text + "\"}");
                for (String line = line(ana); !line.contains("\"type\":\"ack\""); ) line = line(ana);
            }
            int seq = 0;
            while (seq < messages) {
                String line = line(slow);
                for (int at = line.indexOf("\"seq\":"); at >= 0 && line.contains("\"entries\""); ) {
                    int end = line.indexOf(',', at);
                    assertThat(Integer.parseInt(line.substring(at + 6, end))).isEqualTo(++seq);
                    at = line.indexOf("\"seq\":", end);
                }
            }
        }
    }
}
