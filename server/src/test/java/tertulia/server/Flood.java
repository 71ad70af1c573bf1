package tertulia.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** A client that writes and writes, and never reads what it is answered. */
final class Flood implements AutoCloseable {
    /** More than the system's buffers of a connection hold. */
    static final int MOST_BYTES = 64 * 1024 * 1024;

    private static final int STUCK_MILLIS = 1000;

    private final SocketChannel channel;

    private Flood(SocketChannel channel) {
        this.channel = channel;
    }

    static Flood connect(InetSocketAddress server) throws IOException {
        var channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
        channel.connect(server);
        return new Flood(channel);
    }

    void write(byte[] bytes) throws IOException {
        channel.write(ByteBuffer.wrap(bytes));
    }

    /** Reads the answer to an upgrade, and nothing after it. */
    void await101() throws IOException {
        var one = ByteBuffer.allocate(1);
        for (int newlines = 0; newlines < 2; one.clear()) {
            if (channel.read(one) < 0) throw new IOException("closed");
            if (one.get(0) != '\r') newlines = one.get(0) == '\n' ? newlines + 1 : 0;
        }
    }

    /** Writes the same again and again; how many bytes were taken until nothing was for a second, the server
     * closed, or it was enough. */
    int taken(byte[] again, int most) throws IOException {
        channel.configureBlocking(false);
        var bytes = ByteBuffer.allocate(again.length * Math.max(1, 65_536 / again.length));
        while (bytes.remaining() >= again.length) bytes.put(again);
        bytes.flip();
        int taken = 0;
        try (var selector = Selector.open()) {
            channel.register(selector, SelectionKey.OP_WRITE);
            while (taken < most) {
                if (selector.select(STUCK_MILLIS) == 0) return taken;
                selector.selectedKeys().clear();
                taken += channel.write(bytes);
                if (!bytes.hasRemaining()) bytes.rewind();
            }
        } catch (IOException e) {
            return taken; // It was too much.
        }
        return taken;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
