package tertulia.bench;

/** What went wrong, counted. The first few cases are shown on stderr. */
final class Tally {
    private static final int SHOWN = 5;

    /** Deliveries that are not what was sent, or not for this receiver, and refusals. */
    long bad;
    /** Deliveries that had been made before, or come too late. */
    long dup;
    /** Messages that a later one from the same sender overtook, or numbers missing in a room's log. */
    long gap;
    /** Deliveries that were still missing when everything had been given time to arrive. */
    long lost;
    /** Connections that ended, or could not be made. */
    long disconnected;

    private int shown;

    /** Whether nothing at all went wrong. */
    boolean clean() {
        return bad + dup + gap + lost + disconnected == 0;
    }

    /** Shows one case, with the bytes it is about. */
    void complain(String what, byte[] bytes, int from, int to) {
        if (shown++ >= SHOWN) return;
        var text = new StringBuilder();
        for (int i = from; i < Math.min(to, from + 200); i++) {
            text.append(bytes[i] >= ' ' && bytes[i] < 0x7f ? (char) bytes[i] : '.');
        }
        System.err.println("bench: " + what + ": " + text);
    }

    /** Shows one case that is about no bytes. */
    void complain(String what) {
        if (shown++ < SHOWN) System.err.println("bench: " + what);
    }

    @Override
    public String toString() {
        return "bad=%d dup=%d gap=%d lost=%d disconnected=%d".formatted(bad, dup, gap, lost, disconnected);
    }
}
