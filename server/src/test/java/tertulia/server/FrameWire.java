package tertulia.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A WebSocket as it stands on the wire (RFC 6455 §5). What is written goes in frames of at most 100 bytes. */
final class FrameWire implements Wire {
    static final int FINAL = 0x80;
    static final int CONTINUED = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final int PIECE_BYTES = 100;
    private static final byte[] MASK = {1, 2, 3, 4};

    final HttpWire http;

    /** A frame of the server's; {@code first} is its first byte. */
    @SuppressWarnings("ArrayRecordComponent")
    record Frame(int first, byte[] payload) {
        int opcode() {
            return first & 15;
        }

        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        /** The code of a close frame. */
        int code() {
            return (payload[0] & 255) << 8 | payload[1] & 255;
        }
    }

    FrameWire(InetSocketAddress server) throws IOException {
        http = new HttpWire(server);
        http.ask(upgrade(HttpWire.host(server)));
        var reply = http.reply();
        assertThat(reply.status()).isEqualTo(101);
        assertThat(reply.header("sec-websocket-accept")).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        assertThat(reply.headers()).doesNotContainKeys("sec-websocket-extensions", "sec-websocket-protocol");
    }

    /** The request that asks for a WebSocket, with more headers. */
    static String[] upgrade(String host, String... more) {
        var lines = Arrays.asList(
                "GET /ws HTTP/1.1",
                "Host: " + host,
                "Upgrade: websocket",
                "Connection: keep-alive, Upgrade",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
        var all = new java.util.ArrayList<>(lines);
        all.addAll(Arrays.asList(more));
        return all.toArray(String[]::new);
    }

    /** The bytes of a masked frame. */
    static byte[] frame(int first, byte[] payload) {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        try {
            out.writeByte(first);
            if (payload.length < 126) out.writeByte(FINAL | payload.length);
            else if (payload.length <= 0xffff) {
                out.writeByte(FINAL | 126);
                out.writeShort(payload.length);
            } else {
                out.writeByte(FINAL | 127);
                out.writeLong(payload.length);
            }
            out.write(MASK);
            for (int i = 0; i < payload.length; i++) out.writeByte(payload[i] ^ MASK[i % 4]);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    void send(int first, byte[] payload) throws IOException {
        http.out.write(frame(first, payload));
    }

    /** One message in one frame. */
    FrameWire say(String text) throws IOException {
        send(FINAL | TEXT, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        var frames = new ByteArrayOutputStream();
        for (int from = 0; from < bytes.length; from += PIECE_BYTES) {
            int to = Math.min(bytes.length, from + PIECE_BYTES);
            int last = to == bytes.length ? FINAL : 0;
            frames.writeBytes(frame(last | (from == 0 ? TEXT : CONTINUED), Arrays.copyOfRange(bytes, from, to)));
        }
        http.out.write(frames.toByteArray()); // At once, as on the plain wire: else answers come between.
    }

    Frame frame() throws IOException {
        int first = http.in.readUnsignedByte();
        int length = http.in.readUnsignedByte(); // A server masks nothing.
        if (length == 126) length = http.in.readUnsignedShort();
        else if (length == 127) length = Math.toIntExact(http.in.readLong());
        return new Frame(first, http.in.readNBytes(length));
    }

    /** The text of the next frame, which is one object. */
    String heard() throws IOException {
        var frame = frame();
        assertThat(frame.first()).as(frame.text()).isEqualTo(FINAL | TEXT);
        assertThat(frame.text()).startsWith("{").endsWith("}\n");
        return frame.text().strip();
    }

    /** Listens until something begins so. */
    String hearUntil(String beginning) throws IOException {
        String heard = heard();
        while (!heard.startsWith(beginning)) heard = heard();
        return heard;
    }

    /** The close frame, whatever is said before it. */
    Frame closing() throws IOException {
        var frame = frame();
        while (frame.opcode() != CLOSE) frame = frame();
        return frame;
    }

    @Override
    public void end() throws IOException {
        send(FINAL | CLOSE, new byte[] {3, (byte) 0xe8});
    }

    @Override
    public String next(int millis) throws IOException {
        http.patience(millis);
        try {
            var frame = frame();
            return frame.opcode() == CLOSE ? CLOSED : frame.text().strip();
        } catch (EOFException e) {
            return CLOSED;
        }
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
