package tertulia.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Lines over a socket. */
final class LineWire implements Wire {
    private final Socket socket;
    private final BufferedReader in;

    LineWire(InetSocketAddress server) throws IOException {
        socket = new Socket(server.getAddress(), server.getPort());
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    @Override
    public void end() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public String next(int millis) throws IOException {
        socket.setSoTimeout(millis);
        String line = in.readLine();
        return line == null ? CLOSED : line;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
