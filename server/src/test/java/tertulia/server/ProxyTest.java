package tertulia.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tertulia.model.Limit;
import tertulia.server.net.Proxies;
import tertulia.server.tls.OwnAuthority;

/** A server behind proxies: whom it takes people for, and which pages may connect. */
@Timeout(60)
final class ProxyTest {
    private static final byte[] SIGNATURE = HexFormat.of().parseHex("0d0a0d0a000d0a515549540a");

    /** A header of version 2 for a TCP connection over IPv4, with what else it says. */
    private static byte[] header(int command, byte[] more) {
        var bytes = ByteBuffer.allocate(28 + more.length).put(SIGNATURE).put((byte) (0x20 | command));
        bytes.put((byte) 0x11).putShort((short) (12 + more.length));
        bytes.put(new byte[] {(byte) 203, 0, 113, 7, 10, 0, 0, 1})
                .putShort((short) 4711)
                .putShort((short) 443);
        return bytes.put(more).array();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) all.writeBytes(part);
        return all.toByteArray();
    }

    private static int status(TestServer server, String host, String... more) throws IOException {
        try (var wire = new HttpWire(server.address())) {
            return wire.ask(FrameWire.upgrade(host, more)).reply().status();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "101 | chat.example      | https://chat.example      | X-Forwarded-Proto: https",
                "101 | any.example       | https://any.example       | X-Forwarded-Proto: https",
                "101 | any.example:8443  | https://any.example:8443  | X-Forwarded-Proto: https",
                "101 | 127.0.0.1:5555    | https://any.example       | Forwarded: proto=https;host=any.example",
                "101 | 127.0.0.1:5555    | https://chat.example      | X: y",
                "101 | chat.example      | https://chat.example:443  | X: y",
                "101 | chat.example:8443 | https://chat.example:8443 | X: y",
                "101 | localhost:80      | http://localhost          | X: y",
                "101 | localhost         | http://localhost:80       | X: y",
                "101 | chat.example      | http://chat.example       | X-Forwarded-Proto: http",
                "403 | any.example       | https://evil.example      | X-Forwarded-Proto: https",
                "403 | chat.example      | https://chat.example:8443 | X: y",
                "403 | 127.0.0.1:5555    | https://127.0.0.1:5556    | X: y",
                "403 | 127.0.0.1:5555    | null                      | X: y",
                "403 | chat.example      | https://chat.example.evil.example | X: y",
                "421 | any.example       | http://any.example        | X-Forwarded-Proto: http",
                "421 | 127.0.0.1:5555    | http://any.example        | X-Forwarded-Host: any.example",
                "400 | chat.example      | https://chat.example      | Forwarded: for",
            })
    void aPageMayConnectIfTheProxyOrTheOperatorVouchesForItsName(int status, String host, String origin, String word)
            throws IOException {
        try (var server = new TestServer(Map.of())) {
            assertThat(status(server, host, "Origin: " + origin, word)).isEqualTo(status);
        }
    }

    @Test
    void behindAProxyThatEncryptsNothingIsToBeTrustedAnew() throws IOException {
        try (var server = new TestServer(Map.of())) {
            assertThat(HttpWire.get(server.address(), "/trust.json", "X-Forwarded-Proto: https")
                            .text())
                    .contains("\"fingerprint\":\"\"", "\"own\":false", "\"secure\":true");
        }
    }

    @Test
    void aPageThatIsRefusedMayAskWhy() throws IOException {
        try (var server = new TestServer(Map.of())) {
            var refused = HttpWire.get(server.address(), "/ws?origin=https%3A%2F%2Fany.example");
            assertThat(refused.status()).isEqualTo(403);
            assertThat(HttpWire.get(server.address(), "/ws?origin=https%3A%2F%2Fchat.example")
                            .status())
                    .isEqualTo(426);
        }
    }

    @Test
    void nobodyElsesWordIsBelieved() throws IOException {
        try (var server = new TestServer(Map.of(), Proxies.of(List.of("none")))) {
            String[] word = {"Origin: https://any.example", "X-Forwarded-Proto: https"};
            assertThat(status(server, "any.example", word)).isEqualTo(421);
            try (var wire = new LineWire(server.address())) {
                wire.write(joined(header(1, new byte[0]), bytes("Ana\n")));
                assertThat(wire.next(10_000)).isEqualTo("<closed>");
            }
            assertThat(server.seen()).allMatch(address -> address.startsWith("127.0.0.1:"));
        }
    }

    @Test
    void aWebSocketComesFromWhomTheProxyNames() throws IOException {
        try (var server = new TestServer(Map.of());
                var wire = new HttpWire(server.address())) {
            wire.ask(FrameWire.upgrade("chat.example", "X-Forwarded-For: 198.51.100.1, 203.0.113.7"));
            assertThat(wire.reply().status()).isEqualTo(101);
            await().untilAsserted(() -> assertThat(server.seen()).containsExactly("203.0.113.7"));
        }
    }

    @Test
    void connectionsCountForTheirRealAddressAndNotForTheProxys() throws IOException {
        try (var server = new TestServer(Map.of(Limit.ADDRESS_CONNECTIONS, 1L));
                var first = new HttpWire(server.address());
                var second = new HttpWire(server.address());
                var other = new HttpWire(server.address())) {
            first.ask(FrameWire.upgrade("chat.example", "X-Forwarded-For: 203.0.113.7"));
            assertThat(first.reply().status()).isEqualTo(101);
            second.ask(FrameWire.upgrade("chat.example", "X-Forwarded-For: 203.0.113.7"));
            assertThat(second.reply().status()).isEqualTo(503);
            other.ask(FrameWire.upgrade("chat.example", "X-Forwarded-For: 203.0.113.8"));
            assertThat(other.reply().status()).isEqualTo(101);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PROXY TCP4 203.0.113.7 10.0.0.1 4711 443, 203.0.113.7:4711",
        "PROXY TCP6 2001:db8::7 2001:db8::1 4711 443, [2001:db8::7]:4711",
        "PROXY UNKNOWN, 127.0.0.1"
    })
    void theFirstLineOfAProxySaysForWhomItConnects(String line, String address) throws IOException {
        try (var server = new TestServer(Map.of());
                var wire = new LineWire(server.address())) {
            wire.write(bytes(line + "\r\nAna\n"));
            assertThat(wire.next(10_000)).isEqualTo("* You are connected to the server as Ana");
            assertThat(server.seen()).singleElement().asString().startsWith(address);
        }
    }

    @Test
    void soDoItsFirstBytes() throws IOException {
        try (var server = new TestServer(Map.of())) {
            byte[] tls = HexFormat.of().parseHex("20000501" + "00000000");
            byte[] whole = joined(header(1, tls), bytes("Ana\n"));
            try (var wire = new LineWire(server.address())) {
                wire.write(Arrays.copyOf(whole, 7));
                wire.write(Arrays.copyOfRange(whole, 7, whole.length));
                assertThat(wire.next(10_000)).isEqualTo("* You are connected to the server as Ana");
            }
            assertThat(server.seen()).containsExactly("203.0.113.7:4711");
        }
    }

    /** It looks whether the server is there. */
    @Test
    void aProxyThatSpeaksForItselfIsWhoItIs() throws IOException {
        try (var server = new TestServer(Map.of());
                var wire = new LineWire(server.address())) {
            wire.write(joined(header(0, new byte[0]), bytes("Ana\n")));
            assertThat(wire.next(10_000)).isEqualTo("* You are connected to the server as Ana");
            assertThat(server.seen()).singleElement().asString().startsWith("127.0.0.1:");
        }
    }

    @Test
    void headersInsideAreTheOnesOfWhomItNames() throws IOException {
        try (var server = new TestServer(Map.of());
                var wire = new HttpWire(server.address())) {
            wire.out.write(header(1, new byte[0]));
            wire.ask(FrameWire.upgrade("chat.example", "X-Forwarded-For: 198.51.100.1"));
            assertThat(wire.reply().status()).isEqualTo(101);
            await().untilAsserted(() -> assertThat(server.seen()).containsExactly("203.0.113.7:4711"));
        }
    }

    @Test
    void throughAProxyThatEndsTlsOneIsEncrypted(@TempDir Path folder) throws IOException {
        var own = OwnAuthority.of(folder.resolve("tls"), () -> "room-12", Set.of());
        own.keep();
        try (var server = new TestServer(Map.of(), true, Optional.of(own.credentials()));
                var wire = new LineWire(server.address())) {
            byte[] tls = HexFormat.of().parseHex("20000501" + "00000000");
            wire.write(joined(header(1, tls), bytes("Ana\n")));
            assertThat(wire.next(10_000)).isEqualTo("* You are connected to the server as Ana");
            assertThat(status(server, "chat.example", "Origin: https://chat.example", "X-Forwarded-Proto: https"))
                    .isEqualTo(101);
        }
    }

    @ParameterizedTest
    @CsvSource({"PROXY TCP4 not an address", "PROXY TCP4 1.2.3.4 5.6.7.8 99999 1"})
    void aHeaderThatIsNoneEndsTheConnection(String line) throws IOException {
        try (var server = new TestServer(Map.of());
                var wire = new LineWire(server.address())) {
            wire.write(bytes(line + "\r\nAna\n"));
            assertThat(wire.next(10_000)).isEqualTo("<closed>");
        }
    }

    @Test
    void aNameMayBeginLikeAHeader() throws IOException {
        try (var server = new TestServer(Map.of());
                var wire = new LineWire(server.address())) {
            wire.write(bytes("PROXY"));
            wire.write(bytes("ish\n"));
            assertThat(wire.next(10_000)).isEqualTo("* You are connected to the server as PROXYish");
        }
    }
}
