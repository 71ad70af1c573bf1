package tertulia.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** A socket to the server, and the lines that come out of it. */
final class Wire implements AutoCloseable {
    private final Socket socket;
    private final Lines lines;

    Wire(String whose, ServerProcess server) {
        this(whose, server.port(), server::lastWords);
    }

    /** To a server that was started otherwise; {@code lastWords} is for a failure's message. */
    Wire(String whose, int port, Supplier<String> lastWords) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            lines = Lines.of(whose, socket.getInputStream(), lastWords);
        } catch (IOException e) {
            throw new UncheckedIOException(whose + " cannot connect; " + lastWords.get(), e);
        }
    }

    Lines lines() {
        return lines;
    }

    /** This end's address and port as the server sees them. */
    String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    void write(String text) {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends the bytes in one go. Throws UncheckedIOException if the server has closed the connection already. */
    void write(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says that nothing more will come, and goes on to listen, as {@code nc -N} does. */
    void halfClose() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
