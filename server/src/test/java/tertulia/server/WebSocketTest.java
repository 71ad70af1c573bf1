package tertulia.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tertulia.server.FrameWire.BINARY;
import static tertulia.server.FrameWire.CLOSE;
import static tertulia.server.FrameWire.CONTINUED;
import static tertulia.server.FrameWire.FINAL;
import static tertulia.server.FrameWire.PING;
import static tertulia.server.FrameWire.PONG;
import static tertulia.server.FrameWire.TEXT;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tertulia.model.Limit;

/** JSON in the frames of a WebSocket; that it is answered as on a line, {@link TranscriptTest} sees to. */
@Timeout(60)
final class WebSocketTest {
    private static final int PATIENCE_MILLIS = 10_000;

    /** What Java's own client hears. */
    private static final class Ear implements WebSocket.Listener {
        final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
        final CompletableFuture<Integer> closed = new CompletableFuture<>();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            heard.add(data.toString());
            socket.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code);
            return CompletableFuture.completedFuture(null);
        }

        String next() throws InterruptedException {
            return String.valueOf(heard.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS));
        }
    }

    @Test
    void anotherClientLibraryTalksAndSaysGoodbye() throws Exception {
        try (var server = new TestServer(Map.of());
                var client = HttpClient.newHttpClient()) {
            var ear = new Ear();
            var socket = client.newWebSocketBuilder()
                    .buildAsync(URI.create("ws://" + HttpWire.host(server.address()) + "/ws"), ear)
                    .join();
            socket.sendText("{\"type\":\"hello\",", false).join();
            socket.sendText("\"name\":\"Ana\"}", true).join();
            assertThat(ear.next()).startsWith("{\"type\":\"welcome\"");
            assertThat(ear.next()).startsWith("{\"type\":\"present\"");
            assertThat(ear.next()).startsWith("{\"type\":\"caught-up\"");
            socket.sendText("{\"type\":\"ping\"}", true).join();
            assertThat(ear.next()).isEqualTo("{\"type\":\"pong\"}\n");
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
            assertThat(ear.closed.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isEqualTo(WebSocket.NORMAL_CLOSURE);
        }
    }

    @Test
    void aFrameThatIsNeverFinishedBeforeHelloCostsNoMoreThanALine() throws IOException {
        try (var server = new TestServer(Map.of(Limit.FIRST_LINE_SECONDS, 1L))) {
            for (int bytes : List.of(1, 3, 7, 20)) {
                try (var wire = new FrameWire(server.address())) {
                    var frame = new byte[20];
                    frame[0] = (byte) (FINAL | TEXT);
                    frame[1] = (byte) (0x80 | 100);
                    wire.http.out.write(frame, 0, bytes);
                    wire.http.out.flush();
                    assertThat(wire.http.isClosed()).as("after %d bytes", bytes).isTrue();
                }
            }
        }
    }

    @Test
    void framesAndLinesHearTheSame() throws IOException {
        try (var server = new TestServer(Map.of());
                var ana = new FrameWire(server.address());
                var eva = new FrameWire(server.address());
                var rafid = new LineWire(server.address())) {
            ana.say("{\"type\":\"hello\",\"name\":\"Ana\"}").hearUntil("{\"type\":\"caught-up\"");
            eva.say("{\"type\":\"hello\",\"name\":\"Eva\"}").hearUntil("{\"type\":\"caught-up\"");
            rafid.write("{\"type\":\"hello\",\"name\":\"Rafid\"}".getBytes(StandardCharsets.UTF_8));
            String line = rafid.next(PATIENCE_MILLIS);
            while (!line.startsWith("{\"type\":\"caught-up\"")) line = rafid.next(PATIENCE_MILLIS);
            for (String text : List.of("short", "x".repeat(500), "€".repeat(2000))) {
                rafid.write(("{\"type\":\"say\",\"to\":\"ALL\",\"text\":\"" + text + "\"}")
                        .getBytes(StandardCharsets.UTF_8));
                assertThat(rafid.next(PATIENCE_MILLIS)).startsWith("{\"type\":\"ack\"");
                String heard = rafid.next(PATIENCE_MILLIS);
                assertThat(heard).contains(text);
                assertThat(ana.hearUntil("{\"type\":\"entries\"")).isEqualTo(heard);
                assertThat(eva.hearUntil("{\"type\":\"entries\"")).isEqualTo(heard);
            }
        }
    }

    @Test
    void aPingIsAnsweredEvenAmidstAMessage() throws IOException {
        try (var server = new TestServer(Map.of());
                var ana = new FrameWire(server.address())) {
            ana.send(TEXT, "{\"type\":".getBytes(StandardCharsets.UTF_8));
            ana.send(FINAL | PING, "are you there".getBytes(StandardCharsets.UTF_8));
            var pong = ana.frame();
            assertThat(pong.first()).isEqualTo(FINAL | PONG);
            assertThat(pong.text()).isEqualTo("are you there");
            ana.send(FINAL | PONG, new byte[0]);
            ana.send(CONTINUED, new byte[0]);
            ana.send(FINAL | CONTINUED, "\"ping\"}".getBytes(StandardCharsets.UTF_8));
            assertThat(ana.heard()).isEqualTo("{\"type\":\"pong\"}");
        }
    }

    @Test
    void whatWasSaidBeforeTheGoodbyeIsAnswered() throws IOException {
        try (var server = new TestServer(Map.of());
                var ana = new FrameWire(server.address())) {
            ana.say("{\"type\":\"hello\",\"name\":\"Ana\"}");
            ana.say("{\"type\":\"say\",\"to\":\"ALL\",\"text\":\"the last word\"}");
            ana.end();
            ana.hearUntil("{\"type\":\"ack\"");
            assertThat(ana.hearUntil("{\"type\":\"bye\"")).contains("quit");
            assertThat(ana.frame().code()).isEqualTo(1000);
            assertThat(ana.http.isClosed()).isTrue();
        }
    }

    @Test
    void aServerThatStopsSaysSoAndClosesTheFrames() throws IOException {
        try (var server = new TestServer(Map.of());
                var ana = new FrameWire(server.address())) {
            ana.say("{\"type\":\"hello\",\"name\":\"Ana\"}").hearUntil("{\"type\":\"caught-up\"");
            var stopping = CompletableFuture.runAsync(server::stop);
            assertThat(ana.heard()).contains("\"bye\"", "\"stopped\"", "\"reconnect\":true");
            assertThat(ana.frame().code()).isEqualTo(1000);
            ana.end();
            assertThat(ana.http.isClosed()).isTrue();
            stopping.join();
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void whatBreaksTheRulesOfFramesIsToldInTheCloseFrame() throws IOException {
        try (var server = new TestServer(Map.of(Limit.JSON_BYTES, 1000L))) {
            byte[] text = "{}".getBytes(StandardCharsets.UTF_8);
            closes(server, FrameWire.frame(FINAL | TEXT, new byte[1001]), 1009, "at most 1000 bytes");
            closes(server, FrameWire.frame(FINAL | TEXT, new byte[500_000]), 1009, "at most 1000 bytes");
            closes(server, FrameWire.frame(FINAL | BINARY, text), 1003, "only text");
            closes(server, FrameWire.frame(BINARY, text), 1003, "only text");
            closes(server, FrameWire.frame(FINAL | TEXT, new byte[] {'{', (byte) 0xff}), 1007, "UTF-8");
            closes(server, new byte[] {(byte) 0x81, 2, '{', '}'}, 1002, "WebSocket"); // Not masked.
            closes(server, FrameWire.frame(FINAL | 0x40 | TEXT, text), 1002, "WebSocket"); // Compressed.
            closes(server, FrameWire.frame(FINAL | CONTINUED, text), 1002, "WebSocket");
            closes(server, FrameWire.frame(FINAL | 3, text), 1002, "WebSocket");
            closes(server, FrameWire.frame(PING, text), 1002, "WebSocket"); // In pieces.
            closes(server, FrameWire.frame(FINAL | PING, new byte[126]), 1002, "WebSocket");
            closes(server, FrameWire.frame(FINAL | CLOSE, new byte[] {1}), 1002, "WebSocket");
        }
    }

    private static void closes(TestServer server, byte[] bytes, int code, String words) throws IOException {
        try (var ana = new FrameWire(server.address())) {
            ana.http.out.write(bytes);
            var closing = ana.closing();
            assertThat(closing.code()).isEqualTo(code);
            assertThat(closing.text()).contains(words);
            assertThat(ana.http.isClosed()).isTrue();
        }
    }

    @Test
    void anObjectThatIsTooBigInManyFramesIsRefusedInWords() throws IOException {
        try (var server = new TestServer(Map.of(Limit.JSON_BYTES, 1000L));
                var ana = new FrameWire(server.address())) {
            ana.write(("{\"type\":\"" + "x".repeat(2000) + "\"}").getBytes(StandardCharsets.UTF_8));
            assertThat(ana.heard()).contains("\"too-big\"");
            assertThat(ana.heard()).contains("\"bye\"", "\"rules\"");
            assertThat(ana.frame().code()).isEqualTo(1000);
        }
    }

    @Test
    void onlyPagesOfThisServerMayConnect() throws IOException {
        try (var server = new TestServer(Map.of())) {
            String host = HttpWire.host(server.address());
            assertThat(upgraded(server, host)).isEqualTo(101);
            assertThat(upgraded(server, host, "Origin: http://" + host)).isEqualTo(101);
            assertThat(upgraded(server, "Chat.Example", "Origin: http://chat.example"))
                    .isEqualTo(101);
            assertThat(upgraded(server, host, "Origin: https://" + host)).isEqualTo(403);
            assertThat(upgraded(server, host, "Origin: http://127.0.0.1")).isEqualTo(403);
            assertThat(upgraded(server, host, "Origin: http://evil.example")).isEqualTo(403);
            assertThat(upgraded(server, host, "Origin: null")).isEqualTo(403);
            assertThat(upgraded(server, host, "Origin: ")).isEqualTo(403);
            assertThat(upgraded(server, host, "Origin: http://" + host, "Origin: http://evil.example"))
                    .isEqualTo(403);
            assertThat(upgraded(server, "evil.example", "Origin: http://evil.example"))
                    .isEqualTo(421);
        }
    }

    private static int upgraded(TestServer server, String host, String... more) throws IOException {
        try (var wire = new HttpWire(server.address())) {
            return wire.ask(FrameWire.upgrade(host, more)).reply().status();
        }
    }

    @Test
    void aPageFromElsewhereIsRefusedByJavasClientToo() throws IOException {
        try (var server = new TestServer(Map.of());
                var client = HttpClient.newHttpClient()) {
            var connected = client.newWebSocketBuilder()
                    .header("Origin", "http://evil.example")
                    .buildAsync(URI.create("ws://" + HttpWire.host(server.address()) + "/ws"), new Ear());
            assertThatThrownBy(connected::join).isInstanceOf(CompletionException.class);
        }
    }

    @Test
    void whatIsNoUpgradeIsToldHow() throws IOException {
        try (var server = new TestServer(Map.of())) {
            var bare = HttpWire.get(server.address(), "/ws");
            assertThat(bare.status()).isEqualTo(426);
            assertThat(bare.header("sec-websocket-version")).isEqualTo("13");
            assertThat(bare.text()).contains("RFC 6455");
            try (var wire = new HttpWire(server.address())) {
                var lines = FrameWire.upgrade(HttpWire.host(server.address()));
                lines[4] = "Sec-WebSocket-Version: 8";
                assertThat(wire.ask(lines).reply().status()).isEqualTo(426);
                lines[4] = "Sec-WebSocket-Version: 13";
                lines[6] = "Sec-WebSocket-Key: short";
                assertThat(wire.ask(lines).reply().status()).isEqualTo(400);
                lines[6] = "Sec-WebSocket-Protocol: chat";
                assertThat(wire.ask(lines).reply().status()).isEqualTo(400);
            }
        }
    }

    @Test
    void framesBeforeTheAgreementAreNotTaken() throws IOException {
        try (var server = new TestServer(Map.of());
                var wire = new HttpWire(server.address())) {
            var bytes = new ByteArrayOutputStream();
            String head = String.join("\r\n", FrameWire.upgrade(HttpWire.host(server.address())));
            bytes.writeBytes((head + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            bytes.writeBytes("{\"type\":\"hello\",\"name\":\"Ana\"}".getBytes(StandardCharsets.UTF_8));
            wire.out.write(bytes.toByteArray());
            assertThat(wire.reply().status()).isEqualTo(101);
            assertThat(wire.isClosed()).isTrue();
        }
    }

    @Test
    void whoDoesNotReadIsNotReadFrom() throws IOException {
        try (var server = new TestServer(Map.of(Limit.COMMANDS_PER_SECOND, 0L));
                var flood = Flood.connect(server.address())) {
            String head = String.join("\r\n", FrameWire.upgrade(HttpWire.host(server.address()))) + "\r\n\r\n";
            flood.write(head.getBytes(StandardCharsets.UTF_8));
            flood.await101();
            flood.write(FrameWire.frame(
                    FINAL | TEXT, "{\"type\":\"hello\",\"name\":\"Ana\"}".getBytes(StandardCharsets.UTF_8)));
            byte[] who = FrameWire.frame(FINAL | TEXT, "{\"type\":\"who\"}".getBytes(StandardCharsets.UTF_8));
            assertThat(flood.taken(who, Flood.MOST_BYTES)).isLessThan(Flood.MOST_BYTES);
        }
    }
}
