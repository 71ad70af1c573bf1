package tertulia.app;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tertulia.model.Limits;
import tertulia.model.Words;
import tertulia.server.net.Proxies;

/** Starts a server for a moment, joins it and talks, so that an AOT cache (JEP 514) learns what a start needs. */
@Command(name = "warm-up", hidden = true)
final class WarmUp implements Callable<Integer> {
    /** A machine that is busy, or small, must not cost us the cache. */
    private static final int PATIENCE_MILLIS = 60_000;

    @Parameters(paramLabel = "FOLDER")
    private Path folder = Path.of("");

    @Override
    public Integer call() throws IOException {
        Files.createDirectory(folder);
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var options = new Running.Options(
                address,
                folder.resolve("data"),
                "warm-up",
                Words.english(),
                Set.of(),
                Proxies.loopback(),
                Limits.usual(),
                false,
                Certificates.Wanted.USUAL,
                false);
        try (var running = Running.start(options)) {
            running.announce(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8), true);
            talk(running.address(), "Ana\nhello\nALL*hello\n/who\n/history\n/quit\n");
            talk(running.address(), """
                    {"type":"hello","name":"Rafid"}
                    {"type":"say","to":"ALL","text":"hello"}
                    {"type":"history","room":"lobby"}
                    {"type":"bye"}
                    """);
            talk(running.address(), """
                    GET / HTTP/1.1\r
                    Host: localhost\r
                    Accept-Encoding: gzip\r
                    Connection: close\r
                    \r
                    """);
            talkInFrames(running.address());
        } finally {
            delete(folder);
        }
        return 0;
    }

    private static void talk(InetSocketAddress address, String lines) throws IOException {
        try (var socket = new Socket(address.getAddress(), address.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(lines.getBytes(StandardCharsets.UTF_8));
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        }
    }

    /** The same over a WebSocket: frames of text, masked with zeros (RFC 6455 §5.2). */
    private static void talkInFrames(InetSocketAddress address) throws IOException {
        try (var socket = new Socket(address.getAddress(), address.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            var out = socket.getOutputStream();
            out.write("""
                    GET /ws HTTP/1.1\r
                    Host: localhost\r
                    Upgrade: websocket\r
                    Connection: Upgrade\r
                    Sec-WebSocket-Version: 13\r
                    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                    \r
                    """.getBytes(StandardCharsets.US_ASCII));
            for (int newlines = 0, b = 0; newlines < 2 && b >= 0; ) {
                b = socket.getInputStream().read();
                if (b != '\r') newlines = b == '\n' ? newlines + 1 : 0;
            }
            for (String text : List.of("{\"type\":\"hello\",\"name\":\"Eva\"}", "{\"type\":\"bye\"}")) {
                out.write(new byte[] {(byte) 0x81, (byte) (0x80 | text.length()), 0, 0, 0, 0});
                out.write(text.getBytes(StandardCharsets.US_ASCII));
            }
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
