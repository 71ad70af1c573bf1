package tertulia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Those who do not read cost the others nothing and the server little, and are given everything when they do. */
final class SlowReaderTest {
    private static final int MESSAGES = 10_000;
    private static final int SLOW = 20;
    private static final String FILLING = " " + "x".repeat(1000);

    /** What waits for all the slow ones would be {@code MESSAGES * SLOW} kilobytes: twice what the server is given here. */
    private static List<String> smallServer() {
        var command = new ArrayList<>(Program.command());
        command.addAll(command.indexOf("-jar"), List.of("-Xmx48m", "-XX:MaxDirectMemorySize=48m"));
        return command;
    }

    @Test
    void whoeverDoesNotReadHurtsNobodyAndGetsEverythingOrAWord(@TempDir Path data) throws IOException {
        var slow = new ArrayList<Socket>();
        var setup = ServerProcess.Setup.in(data)
                .by(smallServer())
                .configured("limit.say-per-second = 0", "limit.address-say-per-second = 0");
        try (var server = setup.start();
                var sender = JsonClient.join("Sender", server);
                var json = JsonClient.join("Quick", server);
                var plain = PlainClient.join("Quicker", server)) {
            for (int i = 0; i < SLOW; i++)
                slow.add(unread("{\"type\":\"hello\",\"name\":\"Slow" + i + "\"}\n", server));
            slow.add(unread("SlowPlain\n", server));
            sender.await("that all are there", notice -> notice.line().contains("SlowPlain"));
            for (int i = 1; i <= MESSAGES; i++) {
                sender.send("type", "say", "to", "ALL", "text", i + FILLING);
            }
            sender.await("the last ack", notice -> notice.type().equals("ack") && notice.number("seq") == MESSAGES);
            assertAll(json.upTo("the last entry", SlowReaderTest::isLast));
            for (int i = 1; i <= MESSAGES; i++) plain.expect("Sender: " + i + FILLING);
            System.out.println("slow readers: the server uses " + residentKilobytes(server) / 1024 + " MB");
            assertThat(server.err().all()).noneMatch(line -> line.contains("ERROR"));
            assertGetsAllOrAWord(slow.getFirst(), server);
        } finally {
            for (var socket : slow) socket.close();
        }
    }

    /** A connection that says something and then does not read. */
    @SuppressWarnings("AddressSelection") // Loopback has one address that counts here.
    private static Socket unread(String first, ServerProcess server) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(256 * 1024); // Fixed; smaller than a packet of loopback it would crawl afterwards.
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        socket.getOutputStream().write(first.getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    private static boolean isLast(Json notice) {
        return notice.type().equals("bye")
                || notice.type().equals("entries")
                        && notice.objects("entries").getLast().number("seq") == MESSAGES;
    }

    private static void assertAll(List<Json> notices) {
        long seq = 0;
        for (var notice : notices) {
            if (!notice.type().equals("entries")) continue;
            assertThat(notice.number("prev")).isEqualTo(seq);
            for (var entry : notice.objects("entries")) {
                assertThat(entry.number("seq")).isEqualTo(++seq);
                assertThat(entry.text("text")).isEqualTo(seq + FILLING);
            }
        }
        assertThat(seq).isEqualTo(MESSAGES);
    }

    private static void assertGetsAllOrAWord(Socket socket, ServerProcess server) throws IOException {
        var lines = Lines.of("the slow one", socket.getInputStream(), server::lastWords);
        var notices = lines.upTo("the last entry or bye", line -> isLast(Json.read(line))).stream()
                .map(Json::read)
                .toList();
        if (notices.getLast().type().equals("bye")) {
            assertThat(notices.getLast().text("reason")).isEqualTo("slow");
            assertThat(notices.getLast().flag("reconnect")).isTrue();
        } else {
            assertAll(notices);
        }
    }

    private static long residentKilobytes(ServerProcess server) throws IOException {
        var status = Path.of("/proc/" + server.pid() + "/status");
        if (!Files.exists(status)) return 0;
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElse(0);
    }
}
