package tertulia.bench;

/**
 * What languages have in common in which a delivery is one line: a fixed beginning with the author's name, then the
 * text. The length of a delivery is known, so its line end is looked up, not searched for.
 */
abstract class LineWire implements Wire {
    private final Ledger ledger;
    private final int textBytes;
    private final int prefixBytes;
    private final int nameAt;
    private final Delivery delivery = new Delivery();

    LineWire(Ledger ledger, int prefixBytes, int nameAt) {
        this.ledger = ledger;
        this.textBytes = ledger.textBytes();
        this.prefixBytes = prefixBytes;
        this.nameAt = nameAt;
    }

    /** Whether the bytes there begin as a delivery does; at least the beginning's length of them can be read. */
    abstract boolean isDelivery(byte[] bytes, int from);

    /** Any line that is no delivery, without its line end. */
    abstract void line(Connection connection, byte[] bytes, int from, int to);

    @Override
    public final int read(Connection connection, byte[] bytes, int from, int to, long now) {
        int at = from;
        while (at < to) {
            int end = at + prefixBytes + textBytes;
            if (end + 1 < to || end < to && bytes[end] == '\n') {
                int next = bytes[end] == '\n' ? end + 1 : bytes[end] == '\r' && bytes[end + 1] == '\n' ? end + 2 : -1;
                if (next > 0 && isDelivery(bytes, at)) {
                    delivered(connection, bytes, at, textBytes, now);
                    at = next;
                    continue;
                }
            }
            int feed = Wire.lineFeed(bytes, at, to);
            if (feed < 0) return at;
            int lineEnd = feed > at && bytes[feed - 1] == '\r' ? feed - 1 : feed;
            other(connection, bytes, at, lineEnd, now);
            at = feed + 1;
        }
        return at;
    }

    /** A delivery of the wrong length is still one, and judged as such. */
    private void other(Connection connection, byte[] bytes, int from, int to, long now) {
        if (to - from >= prefixBytes && isDelivery(bytes, from)) {
            delivered(connection, bytes, from, to - from - prefixBytes, now);
        } else if (to > from) {
            line(connection, bytes, from, to);
        }
    }

    private void delivered(Connection connection, byte[] bytes, int from, int length, long now) {
        delivery.receiver = connection.id;
        delivery.bytes = bytes;
        delivery.from = from + prefixBytes;
        delivery.length = length;
        delivery.author = Wire.author(bytes, from + nameAt);
        ledger.delivered(delivery, now);
    }
}
