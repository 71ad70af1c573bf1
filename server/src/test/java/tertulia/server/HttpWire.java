package tertulia.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** HTTP as it stands on the wire, so that a test can say what no library would. */
final class HttpWire implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket;
    final DataInputStream in;
    final OutputStream out;

    HttpWire(InetSocketAddress server) throws IOException {
        socket = new Socket(server.getAddress(), server.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        out = socket.getOutputStream();
    }

    /** An answer; the names of headers in lower case. */
    @SuppressWarnings("ArrayRecordComponent")
    record Reply(int status, Map<String, String> headers, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /** Writes lines, each ended as HTTP wants it, and the empty one after them. */
    HttpWire ask(String... lines) throws IOException {
        return write(String.join("\r\n", lines) + "\r\n\r\n");
    }

    HttpWire write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /** One request on a connection of its own, by the server's address unless a line says otherwise. */
    static Reply get(InetSocketAddress server, String path, String... more) throws IOException {
        try (var wire = new HttpWire(server)) {
            var lines = new ByteArrayOutputStream();
            lines.writeBytes(
                    ("GET " + path + " HTTP/1.1\r\nHost: " + host(server) + "\r\n").getBytes(StandardCharsets.UTF_8));
            for (String line : more) lines.writeBytes((line + "\r\n").getBytes(StandardCharsets.UTF_8));
            wire.write(lines.toString(StandardCharsets.UTF_8) + "\r\n");
            return wire.reply();
        }
    }

    static String host(InetSocketAddress server) {
        return server.getAddress().getHostAddress() + ":" + server.getPort();
    }

    Reply reply() throws IOException {
        var reply = head();
        return new Reply(reply.status(), reply.headers(), body(reply));
    }

    private byte[] body(Reply head) throws IOException {
        boolean none = head.status() == 304 || head.status() == 101;
        return none ? new byte[0] : in.readNBytes(Integer.parseInt(head.header("content-length")));
    }

    /** An answer that has no body: to HEAD. */
    Reply head() throws IOException {
        String first = line();
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            String[] parts = line.split(": ", 2);
            headers.merge(parts[0].toLowerCase(java.util.Locale.ROOT), parts[1], (a, b) -> a + ", " + b);
        }
        return new Reply(Integer.parseInt(first.split(" ", -1)[1]), headers, new byte[0]);
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) throw new EOFException("after " + line);
            if (b != '\r') line.write(b);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /** Whether the server says nothing more and closes. */
    boolean isClosed() throws IOException {
        try {
            return in.read() < 0;
        } catch (java.net.SocketException e) {
            return true; // What we sent was not read any more.
        }
    }

    void end() throws IOException {
        socket.shutdownOutput();
    }

    void patience(int millis) throws IOException {
        socket.setSoTimeout(millis);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
