package tertulia.bench;

import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Arrays;

/** One socket: what it has to send, and the beginning of a line that has not wholly arrived. */
final class Connection {
    /** How far a connection has come. */
    enum State {
        CONNECTING,
        LOGIN,
        READY,
        CLOSED
    }

    private static final byte[] NONE = {};

    final int id;
    final SocketChannel channel;
    State state = State.CONNECTING;
    SelectionKey key;
    byte[] part = NONE;
    int partBytes;
    byte[] out = NONE;
    int outBytes;
    boolean dirty;
    private final Loop loop;

    Connection(int id, SocketChannel channel, SelectionKey key, Loop loop) {
        this.id = id;
        this.channel = channel;
        this.key = key;
        this.loop = loop;
    }

    /** Puts bytes behind what is to be sent; they leave at the end of the loop's turn. */
    void put(byte[] bytes, int length) {
        if (state == State.CLOSED) return;
        if (outBytes + length > out.length) out = Arrays.copyOf(out, (outBytes + length) * 2);
        System.arraycopy(bytes, 0, out, outBytes, length);
        outBytes += length;
        if (dirty) return;
        dirty = true;
        loop.dirty(this);
    }

    void put(byte[] bytes) {
        put(bytes, bytes.length);
    }

    /** The server has accepted the name. */
    void ready() {
        if (state != State.LOGIN) return;
        state = State.READY;
        loop.ready();
    }

    /** Keeps the beginning of a line until the rest arrives. */
    void keep(byte[] bytes, int from, int to) {
        partBytes = to - from;
        if (partBytes > part.length) part = new byte[partBytes + 256];
        System.arraycopy(bytes, from, part, 0, partBytes);
    }
}
