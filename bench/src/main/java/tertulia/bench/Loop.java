package tertulia.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * All connections of the generator, in one thread: a selector, one buffer to read into, one to write from. It shares the
 * machine with the server that is measured, so it makes no objects while the load runs.
 */
final class Loop implements AutoCloseable {
    private static final int READ_BYTES = 1 << 18;
    private static final int FIRST_SOURCE = 0x7f000101;
    private static final long NAP_NANOS = 30_000;

    final List<Connection> connections = new ArrayList<>();
    /** Bytes read since the beginning, and when the last ones came. */
    long bytesRead;

    long lastRead = System.nanoTime();

    private final Selector selector;
    private final InetSocketAddress server;
    private final int sources;
    private final Wire wire;
    private final Tally tally;
    private final ByteBuffer in = ByteBuffer.allocateDirect(READ_BYTES);
    private final ByteBuffer out = ByteBuffer.allocateDirect(1 << 16);
    private final byte[] bytes = new byte[2 * READ_BYTES];
    private final ArrayDeque<Connection> dirty = new ArrayDeque<>();
    private final Consumer<SelectionKey> turn = this::turn;
    private int ready;

    Loop(InetSocketAddress server, int sources, Wire wire, Tally tally) throws IOException {
        if (!server.getAddress().isLoopbackAddress()) throw new IllegalArgumentException("loopback only");
        this.server = server;
        this.sources = sources;
        this.wire = wire;
        this.tally = tally;
        selector = Selector.open();
    }

    /** Opens that many connections, so many of them logging in at a time; false if not all are ready by then. */
    boolean open(int count, int inFlight, long deadline) throws IOException {
        while (ready + tally.disconnected < count && System.nanoTime() < deadline) {
            while (connections.size() < count && connections.size() - ready - tally.disconnected < inFlight) connect();
            step(10_000_000);
        }
        return ready == count;
    }

    private void connect() throws IOException {
        int id = connections.size();
        var channel = SocketChannel.open();
        channel.configureBlocking(false);
        // Closed with a reset: thousands of ports in TIME_WAIT would stand in the way of the next test.
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        if (sources > 0) channel.bind(new InetSocketAddress(source(id % sources), 0));
        boolean connected = channel.connect(server);
        var connection = new Connection(id, channel, channel.register(selector, SelectionKey.OP_CONNECT), this);
        connection.key.attach(connection);
        connections.add(connection);
        if (connected) connected(connection);
    }

    private static InetAddress source(int number) throws IOException {
        int address = FIRST_SOURCE + number;
        return InetAddress.getByAddress(
                new byte[] {(byte) (address >> 24), (byte) (address >> 16), (byte) (address >> 8), (byte) address});
    }

    void ready() {
        ready++;
    }

    int readyCount() {
        return ready;
    }

    void dirty(Connection connection) {
        dirty.add(connection);
    }

    /** Writes what is to be written, waits at most so long for something to happen, and sees to all that did. */
    void step(long waitNanos) throws IOException {
        flush();
        if (waitNanos >= 1_000_000) {
            selector.select(turn, waitNanos / 1_000_000);
        } else if (selector.selectNow(turn) == 0 && waitNanos > 0) {
            LockSupport.parkNanos(Math.min(waitNanos, NAP_NANOS));
        }
        flush();
    }

    /** Reads and throws away until nothing has come for a while. */
    void quiet(long silenceNanos, long deadline) throws IOException {
        lastRead = System.nanoTime();
        while (System.nanoTime() - lastRead < silenceNanos && System.nanoTime() < deadline) step(10_000_000);
    }

    private void turn(SelectionKey key) {
        var connection = (Connection) key.attachment();
        if (connection.state == Connection.State.CLOSED) return;
        try {
            if (connection.state == Connection.State.CONNECTING) {
                connection.channel.finishConnect();
                connected(connection);
                return;
            }
            int ops = key.readyOps();
            if ((ops & SelectionKey.OP_WRITE) != 0) write(connection);
            if ((ops & SelectionKey.OP_READ) != 0) read(connection);
        } catch (IOException e) {
            drop(connection, String.valueOf(e.getMessage()));
        }
    }

    private void connected(Connection connection) {
        connection.state = Connection.State.LOGIN;
        connection.key.interestOps(SelectionKey.OP_READ);
        wire.greet(connection);
    }

    private void read(Connection connection) throws IOException {
        in.clear();
        int count = connection.channel.read(in);
        if (count < 0) {
            drop(connection, "closed by the server");
            return;
        }
        long now = System.nanoTime();
        bytesRead += count;
        lastRead = now;
        int have = connection.partBytes;
        System.arraycopy(connection.part, 0, bytes, 0, have);
        in.flip().get(bytes, have, count);
        int end = have + count;
        int rest = wire.read(connection, bytes, 0, end, now);
        connection.partBytes = 0;
        if (rest == end) return;
        if (end - rest > READ_BYTES) drop(connection, "a line without end");
        else connection.keep(bytes, rest, end);
    }

    private void flush() {
        for (var connection = dirty.poll(); connection != null; connection = dirty.poll()) {
            connection.dirty = false;
            if (connection.state == Connection.State.CLOSED || connection.state == Connection.State.CONNECTING)
                continue;
            try {
                write(connection);
            } catch (IOException e) {
                drop(connection, String.valueOf(e.getMessage()));
            }
        }
    }

    private void write(Connection connection) throws IOException {
        int written = 0;
        while (written < connection.outBytes) {
            out.clear();
            out.put(connection.out, written, Math.min(out.capacity(), connection.outBytes - written));
            int count = connection.channel.write(out.flip());
            written += count;
            if (out.hasRemaining()) break;
        }
        connection.outBytes -= written;
        System.arraycopy(connection.out, written, connection.out, 0, connection.outBytes);
        int ops = connection.outBytes == 0 ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE;
        if (connection.key.interestOps() != ops) connection.key.interestOps(ops);
    }

    private void drop(Connection connection, String why) {
        connection.state = Connection.State.CLOSED;
        tally.disconnected++;
        tally.complain("disconnected: " + why);
        close(connection);
    }

    private static void close(Connection connection) {
        try {
            connection.channel.close();
        } catch (IOException e) {
            System.err.println("bench: closing a socket: " + e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        connections.forEach(Loop::close);
        selector.close();
    }
}
