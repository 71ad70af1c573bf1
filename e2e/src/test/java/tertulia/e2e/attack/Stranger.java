package tertulia.e2e.attack;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** One connection of an attacker: it says what it likes and reads only what it waits for. */
final class Stranger implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    Stranger(Socket socket) throws IOException {
        this.socket = socket;
        in = new BufferedInputStream(socket.getInputStream(), 4096);
    }

    void say(String text) throws IOException {
        say(text.getBytes(StandardCharsets.UTF_8));
    }

    void say(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Comes in as a guest of this name who may be gone for good; the welcome is read, and nothing after it. */
    void join(String name) throws IOException {
        say("{\"type\":\"hello\",\"keep\":false,\"name\":\"" + name + "\"}\n");
        await("\"type\":\"welcome\"");
    }

    /** The next line with this in it and, if any are named, one of these others. */
    String await(String part, String... others) throws IOException {
        for (String line = line(); ; line = line()) {
            if (line.contains(part) && (others.length == 0 || Stream.of(others).anyMatch(line::contains))) return line;
        }
    }

    /** Reads all there is on a thread of its own, until it is closed. */
    void readOn() {
        Thread.ofVirtual().start(() -> {
            byte[] some = new byte[8192];
            try {
                while (in.read(some) >= 0) {}
            } catch (IOException e) {
                // Closed, by either side.
            }
        });
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) throw new EOFException();
            line.write(b);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /** Does nothing until the server closes it. */
    void awaitEnd() throws IOException {
        while (in.read() >= 0) {}
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
