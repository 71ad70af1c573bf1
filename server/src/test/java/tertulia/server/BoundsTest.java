package tertulia.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tertulia.core.Budget;
import tertulia.core.Budget.Use;
import tertulia.model.Limit;
import tertulia.server.net.Pool;

/** Memory that strangers hold has an end, costs those who hold it longest, and comes back. */
final class BoundsTest {
    private static final long AMPLE_BYTES = 1 << 29;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Map<Use, Long> bytes = new EnumMap<>(Use.class);

    private Budget budget() {
        return Budget.of(use -> bytes.getOrDefault(use, AMPLE_BYTES));
    }

    static Stream<String> beginnings() {
        return Stream.of(
                "{\"type\":\"" + "x".repeat(60_000),
                "GET / HTTP/1.1\r\nHost: localhost\r\n" + ("a: " + "b".repeat(60) + "\r\n").repeat(90),
                " ".repeat(500));
    }

    @ParameterizedTest
    @MethodSource("beginnings")
    void strangersWithSomethingUnfinishedAreClosedTheLongestFirst(String beginning) throws IOException {
        bytes.put(Use.STRANGERS, 4L * 16 * beginning.length());
        var budget = budget();
        var share = budget.share(Use.STRANGERS);
        try (var server = new TestServer(Map.of(), budget)) {
            var strangers = new ArrayList<Socket>();
            for (int i = 0; i < 80; i++) {
                long before = share.used();
                strangers.add(connect(server, beginning));
                if (i < 3) Awaitility.await().atMost(PATIENCE).until(() -> share.used() > before);
            }
            assertEnds(strangers.getFirst());
            Awaitility.await().atMost(PATIENCE).until(() -> share.used() <= share.most());
            try (var newcomer = connect(server, "{\"type\":\"hello\",\"name\":\"Ana\"}\n")) {
                assertThat(line(newcomer)).contains("welcome");
            }
            for (var stranger : strangers) stranger.close();
            Awaitility.await().atMost(PATIENCE).until(() -> share.used() == 0);
        }
    }

    @Test
    void whoIsInIsNotClosedForWhatStrangersLeaveUnfinished() throws IOException {
        bytes.put(Use.STRANGERS, 50_000L);
        try (var server = new TestServer(Map.of(), budget());
                var ana = connect(server, "{\"type\":\"hello\",\"name\":\"Ana\"}\n")) {
            assertThat(line(ana)).contains("welcome");
            say(ana, "{\"type\":\"ping\",\"ref\":\"" + "x".repeat(20_000));
            try (var stranger = connect(server, "{\"type\":\"" + "x".repeat(60_000))) {
                assertEnds(stranger);
            }
            say(ana, "\"}");
            await(ana, "malformed");
        }
    }

    @Test
    void aFewBytesOfARequestDoNotKeepTheBufferOfARead() throws IOException {
        var pool = Pool.BUFFERS;
        try (var server = new TestServer(Map.of(), budget())) {
            connect(server, "GET / HTTP/1.1\r\nHo").close();
            long before = pool.pinnedDirectMemory();
            var strangers = new ArrayList<Socket>();
            for (int i = 0; i < 100; i++) strangers.add(connect(server, "GET / HTTP/1.1\r\nHo"));
            // Once another is answered on the only lane, all that came before was read.
            try (var other = connect(server, "{\"type\":\"ping\"}")) {
                assertThat(line(other)).contains("pong");
            }
            assertThat(pool.pinnedDirectMemory() - before).as("bytes of 100").isLessThan(100 * 2048);
            for (var stranger : strangers) stranger.close();
        }
    }

    @Test
    void whoDoesNotTakeWhatIsSentIsClosedWhenThereIsTooMuchOfIt() throws IOException {
        bytes.put(Use.OUTPUT, 150_000L);
        var budget = budget();
        var share = budget.share(Use.OUTPUT);
        try (var server = new TestServer(Map.of(Limit.SAY_PER_SECOND, 0L), budget);
                var ana = connect(server, "{\"type\":\"hello\",\"name\":\"Ana\"}\n")) {
            long before = share.used(); // Of other servers in this process.
            var readers = new ArrayList<Socket>();
            for (int i = 0; i < 3; i++) {
                var reader = connect(server, "{\"type\":\"hello\",\"keep\":false,\"name\":\"Reader" + i + "\"}\n");
                assertThat(line(reader)).contains("welcome");
                readers.add(reader);
            }
            // What the system takes for a socket, some megabytes, is not the server's.
            String text = "\\u0001".repeat(8000);
            for (int said = 0; said < 1000 && server.connections() > 3; said++) {
                String to = "Reader" + said % 3;
                say(ana, "{\"type\":\"say\",\"to\":\"" + to + "\",\"text\":\"" + text + "\"}\n");
                await(ana, "\"ack\"", "nobody");
            }
            assertThat(server.connections()).as("one was closed").isLessThan(4);
            say(ana, "{\"type\":\"ping\",\"ref\":\"last\"}\n");
            await(ana, "\"last\"");
            for (var reader : readers) reader.close();
            Awaitility.await().atMost(PATIENCE).until(() -> share.used() <= before);
        }
    }

    private static Socket connect(TestServer server, String first) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.connect(server.address());
        say(socket, first);
        return socket;
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String await(Socket socket, String... parts) throws IOException {
        for (String line = line(socket); ; line = line(socket)) {
            if (List.of(parts).stream().anyMatch(line::contains)) return line;
        }
    }

    private static String line(Socket socket) throws IOException {
        var line = new StringBuilder();
        for (int b = socket.getInputStream().read();
                b != '\n';
                b = socket.getInputStream().read()) {
            if (b < 0) throw new IOException("ended after " + line);
            line.append((char) b);
        }
        return line.toString();
    }

    private static void assertEnds(Socket socket) {
        try {
            while (socket.getInputStream().read() >= 0) {}
        } catch (IOException e) {
            assertThat(e).isNotInstanceOf(java.net.SocketTimeoutException.class);
        }
    }
}
