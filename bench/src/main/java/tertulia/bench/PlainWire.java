package tertulia.bench;

/** The server's language for people with {@code nc}: the name, then one line a message. */
final class PlainWire extends LineWire {
    private static final byte[] CONNECTED = Wire.ascii("* You are connected");
    private static final byte[] LOBBY = Wire.ascii(": ");
    private static final byte[] PRIVATE = Wire.ascii(" (private): ");
    private final byte[] mark;
    private final boolean privately;
    private final Tally tally;
    private final byte[][] receivers;
    private final byte[] line;

    PlainWire(Topology topology, Ledger ledger, Tally tally) {
        super(ledger, Wire.NAME_BYTES + mark(topology).length, 0);
        this.tally = tally;
        mark = mark(topology);
        privately = topology instanceof Topology.Pairs;
        receivers = new byte[privately ? topology.streams() : 0][];
        for (int i = 0; i < receivers.length; i++) receivers[i] = Wire.ascii("u%06d*".formatted(i ^ 1));
        line = new byte[(privately ? Wire.NAME_BYTES + 1 : 0) + ledger.textBytes() + 1];
        line[line.length - 1] = '\n';
    }

    private static byte[] mark(Topology topology) {
        return topology instanceof Topology.Pairs ? PRIVATE : LOBBY;
    }

    @Override
    public void greet(Connection connection) {
        connection.put(Wire.name(connection.id));
        connection.put(new byte[] {'\n'});
    }

    @Override
    public void say(Connection connection, int stream, int slot, byte[] text) {
        int at = 0;
        if (privately) {
            at = Wire.NAME_BYTES + 1;
            System.arraycopy(receivers[stream], 0, line, 0, at);
        }
        System.arraycopy(text, 0, line, at, text.length);
        connection.put(line);
    }

    @Override
    boolean isDelivery(byte[] bytes, int from) {
        if (bytes[from] != 'u') return false;
        int at = from + Wire.NAME_BYTES;
        for (int i = 0; i < mark.length; i++) if (bytes[at + i] != mark[i]) return false;
        return true;
    }

    @Override
    void line(Connection connection, byte[] bytes, int from, int to) {
        if (bytes[from] == '*') {
            if (Wire.begins(bytes, from, to, CONNECTED)) connection.ready();
        } else {
            tally.bad++;
            tally.complain("the server said", bytes, from, to);
        }
    }
}
