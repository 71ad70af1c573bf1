package tertulia.bench;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import tertulia.model.MessageId;

/**
 * The server's JSON language. Besides the deliveries it checks that acknowledgements are for what was said, and that the
 * numbers of each room go on without a hole.
 */
final class JsonWire implements Wire {
    private static final byte[] TYPE = Wire.ascii("type");
    private static final byte[] ROOM = Wire.ascii("room");
    private static final byte[] PREV = Wire.ascii("prev");
    private static final byte[] SEQ = Wire.ascii("seq");
    private static final byte[] ID = Wire.ascii("id");
    private static final byte[] NAME = Wire.ascii("name");
    private static final byte[] EVENT = Wire.ascii("event");
    private static final byte[] TEXT = Wire.ascii("text");
    private static final byte[] ENTRIES = Wire.ascii("entries");
    private static final byte[] SAID = Wire.ascii("said");
    private static final byte[] ACK = Wire.ascii("ack");
    private static final byte[] WELCOME = Wire.ascii("welcome");
    private static final byte[] LOBBY = Wire.ascii("lobby");
    private static final byte[] PING = Wire.ascii("ping");
    private static final byte[] PONG = Wire.ascii("{\"type\":\"pong\"}\n");
    private static final byte[] ERROR = Wire.ascii("error");
    private static final byte[] BYE = Wire.ascii("bye");
    private static final int ID_BYTES = 36;

    private final Topology topology;
    private final Ledger ledger;
    private final Tally tally;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final byte[][] ids = new byte[Ledger.SLOTS][];
    private final long[] lobby;
    private final long[] direct;
    private final byte[][] says;
    private final Scan scan = new Scan();
    private final Delivery delivery = new Delivery();

    // What one object said, found in one pass.
    private final Span type = new Span();
    private final Span room = new Span();
    private final Span id = new Span();
    private long prev;
    private long seq;
    private int entries;

    JsonWire(Topology topology, Ledger ledger, Tally tally, InstantSource clock, RandomGenerator random) {
        this.topology = topology;
        this.ledger = ledger;
        this.tally = tally;
        this.clock = clock;
        this.random = random;
        lobby = new long[topology.connections()];
        Arrays.fill(lobby, -1);
        direct = new long[topology.connections()];
        says = new byte[topology.streams()][];
        for (int i = 0; i < says.length; i++) {
            String to = topology instanceof Topology.Pairs ? "u%06d".formatted(i ^ 1) : "ALL";
            says[i] = Wire.ascii("{\"type\":\"say\",\"to\":\"" + to + "\",\"id\":\"" + "0".repeat(ID_BYTES)
                    + "\",\"text\":\"" + "x".repeat(ledger.textBytes()) + "\"}\n");
        }
    }

    @Override
    public void greet(Connection connection) {
        connection.put(Wire.ascii("{\"type\":\"hello\",\"version\":1,\"name\":\"u%06d\"}\n".formatted(connection.id)));
    }

    @Override
    public void say(Connection connection, int stream, int slot, byte[] text) {
        // A UUIDv7 whose last digits are the slot, so that its acknowledgement is found without looking.
        var chance = MessageId.make(clock.instant(), random);
        var unique = new MessageId(chance.high(), chance.low() & 0xffff_ffff_0000_0000L | slot);
        byte[] written = Wire.ascii(unique.toString());
        ids[slot] = written;
        byte[] say = says[stream];
        int textAt = say.length - 3 - text.length;
        System.arraycopy(text, 0, say, textAt, text.length);
        System.arraycopy(written, 0, say, textAt - 10 - ID_BYTES, ID_BYTES);
        connection.put(say);
    }

    @Override
    public int read(Connection connection, byte[] bytes, int from, int to, long now) {
        int at = from;
        for (int feed = Wire.lineFeed(bytes, at, to); feed >= 0; feed = Wire.lineFeed(bytes, at, to)) {
            try {
                object(connection, bytes, at, feed, now);
            } catch (IllegalStateException e) {
                bad(String.valueOf(e.getMessage()), bytes, at, feed);
            }
            at = feed + 1;
        }
        return at;
    }

    private void object(Connection connection, byte[] bytes, int from, int to, long now) {
        fields(bytes, from, to);
        if (type.is(bytes, ENTRIES)) entries(connection, bytes, now);
        else if (type.is(bytes, ACK)) ack(connection, bytes, from, to, now);
        else if (type.is(bytes, WELCOME)) connection.ready();
        else if (type.is(bytes, PING)) connection.put(PONG);
        else if (type.is(bytes, ERROR) || type.is(bytes, BYE)) bad("the server said", bytes, from, to);
    }

    private void fields(byte[] bytes, int from, int to) {
        type.clear();
        room.clear();
        id.clear();
        prev = 0;
        seq = 0;
        entries = -1;
        scan.over(bytes, from, to);
        scan.enter();
        while (scan.more()) {
            scan.name();
            if (scan.is(TYPE)) type.read(scan);
            else if (scan.is(ROOM) && bytes[scan.at] == '"') room.read(scan);
            else if (scan.is(ID)) id.read(scan);
            else if (scan.is(PREV)) prev = scan.number();
            else if (scan.is(SEQ)) seq = scan.number();
            else {
                if (scan.is(ENTRIES)) entries = scan.at;
                scan.skip();
            }
        }
    }

    private void entries(Connection connection, byte[] bytes, long now) {
        if (entries < 0 || room.length() == 0) throw new IllegalStateException("entries without a room");
        long[] last = room.is(bytes, LOBBY) ? lobby : direct;
        long before = last[connection.id];
        if (before < 0) before = prev;
        if (prev != before) hole(before, prev, bytes);
        scan.at = entries;
        scan.enter();
        long reached = prev;
        while (scan.more()) {
            long next = entry(connection, bytes, now);
            if (next != reached + 1) hole(reached, next - 1, bytes);
            reached = next;
        }
        last[connection.id] = reached;
    }

    private long entry(Connection connection, byte[] bytes, long now) {
        boolean said = false;
        delivery.receiver = connection.id;
        delivery.bytes = bytes;
        delivery.author = -1;
        delivery.length = 0;
        delivery.seq = 0;
        scan.enter();
        while (scan.more()) {
            scan.name();
            if (scan.is(SEQ)) delivery.seq = scan.number();
            else if (scan.is(NAME)) {
                scan.text();
                delivery.author = scan.end - scan.from == NAME_BYTES ? Wire.author(bytes, scan.from) : -1;
            } else if (scan.is(EVENT)) {
                scan.text();
                said = scan.is(SAID);
            } else if (scan.is(TEXT)) {
                scan.text();
                delivery.from = scan.from;
                delivery.length = scan.end - scan.from;
            } else scan.skip();
        }
        if (said) ledger.delivered(delivery, now);
        return delivery.seq;
    }

    private void ack(Connection connection, byte[] bytes, int from, int to, long now) {
        long slot = id.length() == ID_BYTES ? Ledger.hex(bytes, id.end - 8) : -1;
        if (slot < 0 || slot >= Ledger.SLOTS || ids[(int) slot] == null || !id.is(bytes, ids[(int) slot])) {
            bad("acknowledged what was not said", bytes, from, to);
        } else {
            ledger.acked(connection.id, (int) slot, seq, now);
        }
    }

    private void hole(long reached, long prev, byte[] bytes) {
        tally.gap++;
        tally.complain("numbers of a room: " + reached + " was the last, and then comes what follows " + prev);
    }

    private void bad(String what, byte[] bytes, int from, int to) {
        tally.bad++;
        tally.complain(what, bytes, from, to);
    }

    /** A stretch of the bytes being read. */
    private static final class Span {
        int from;
        int end;

        void clear() {
            from = 0;
            end = 0;
        }

        void read(Scan scan) {
            scan.text();
            from = scan.from;
            end = scan.end;
        }

        int length() {
            return end - from;
        }

        boolean is(byte[] bytes, byte[] text) {
            return length() == text.length && Wire.begins(bytes, from, end, text);
        }
    }
}
