package tertulia.bench;

import java.util.Arrays;

/**
 * The language of the relay that is the yardstick: {@code P} is answered, {@code J<room>} joins, and a line beginning
 * with a colon is copied to the others of the room.
 */
final class RawWire extends LineWire {
    private static final int PREFIX_BYTES = prefix(0, 0).length;
    private final Topology topology;
    private final byte[][] lines;

    RawWire(Topology topology, Ledger ledger) {
        super(ledger, PREFIX_BYTES, 1);
        this.topology = topology;
        lines = new byte[topology.streams()][];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = Arrays.copyOf(prefix(i, topology.room(i)), PREFIX_BYTES + ledger.textBytes() + 2);
            lines[i][lines[i].length - 2] = '\r';
            lines[i][lines[i].length - 1] = '\n';
        }
    }

    private static byte[] prefix(int author, int room) {
        return Wire.ascii(":u%1$06d!u%1$06d@127.0.0.1 PRIVMSG #r%2$05d :".formatted(author, room));
    }

    @Override
    public void greet(Connection connection) {
        connection.put(Wire.ascii("P\r\nJ" + topology.room(connection.id) + "\r\n"));
    }

    @Override
    public void say(Connection connection, int stream, int slot, byte[] text) {
        System.arraycopy(text, 0, lines[stream], PREFIX_BYTES, text.length);
        connection.put(lines[stream]);
    }

    @Override
    boolean isDelivery(byte[] bytes, int from) {
        return bytes[from] == ':' && bytes[from + PREFIX_BYTES - 1] == ':';
    }

    @Override
    void line(Connection connection, byte[] bytes, int from, int to) {
        if (bytes[from] == 'J') connection.ready();
    }
}
