package tertulia.bench;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntConsumer;
import org.HdrHistogram.Histogram;

/**
 * What was sent, who still has to get it, and whether what arrives is what was sent: bytes, sender, order per sender,
 * nothing lost, nothing twice. A text is a letter for the phase, three numbers in hexadecimal (stream, count within the
 * stream, slot of this table) and filling that follows from the count.
 */
final class Ledger {
    /** The most messages that can be under way at once. */
    static final int SLOTS = 16_384;
    /** The shortest text that holds the numbers. */
    static final int LEAST_BYTES = 32;

    private static final int HEAD = 25;
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] VALUES = new byte[256];

    static {
        Arrays.fill(VALUES, (byte) -1);
        for (int i = 0; i < DIGITS.length; i++) VALUES[DIGITS[i]] = (byte) i;
    }

    /** Every delivery that was right. */
    long deliveries;
    /** Acknowledgements that were right. */
    long acks;
    /** Messages that everyone has. */
    long done;
    /** Nanoseconds from the (scheduled) sending to each delivery, or to the acknowledgement. */
    final Histogram latency = new Histogram(60_000_000_000L, 3);

    private final Topology topology;
    private final Tally tally;
    private final int textBytes;
    private final boolean acknowledged;
    private final byte[][] filling = new byte[26][];
    private final int[] sent;
    private final int[] expected;
    private final long[] since = new long[SLOTS];
    private final int[] streams = new int[SLOTS];
    private final int[] counts = new int[SLOTS];
    private final int[] left = new int[SLOTS];
    private final long[] seqs = new long[SLOTS];
    private final byte[] phases = new byte[SLOTS];
    private final int[] free = new int[SLOTS];
    private int freeSlots = SLOTS;
    private byte phase = 'A' - 1;
    private boolean timeAcks;
    private IntConsumer whenDone = stream -> {};
    private IntConsumer whenAcked = stream -> {};

    Ledger(Topology topology, Tally tally, int textBytes, boolean acknowledged) {
        if (textBytes < LEAST_BYTES)
            throw new IllegalArgumentException("a text has at least " + LEAST_BYTES + " bytes");
        this.topology = topology;
        this.tally = tally;
        this.textBytes = textBytes;
        this.acknowledged = acknowledged;
        sent = new int[topology.streams()];
        expected = new int[topology.cells()];
        for (int i = 0; i < SLOTS; i++) free[i] = SLOTS - 1 - i;
        for (int i = 0; i < filling.length; i++) {
            filling[i] = new byte[textBytes - HEAD];
            Arrays.fill(filling[i], (byte) ('a' + i));
        }
    }

    int textBytes() {
        return textBytes;
    }

    boolean room() {
        return freeSlots > 0;
    }

    /** Begins a phase: its own letter, its own latencies, what is to happen when a message is with everyone or acked. */
    void phase(boolean timeAcks, IntConsumer whenDone, IntConsumer whenAcked) {
        phase = phase == 'Z' ? (byte) 'A' : (byte) (phase + 1);
        latency.reset();
        this.timeAcks = timeAcks;
        this.whenDone = whenDone;
        this.whenAcked = whenAcked;
    }

    /** Nothing follows from what arrives any more. */
    void rest() {
        whenDone = stream -> {};
        whenAcked = stream -> {};
    }

    /** Enters a message as sent and writes its text; answers with its slot. There must be {@link #room}. */
    int send(int stream, long scheduledNanos, byte[] text) {
        int slot = free[--freeSlots];
        int count = sent[stream]++;
        since[slot] = scheduledNanos;
        streams[slot] = stream;
        counts[slot] = count;
        left[slot] = topology.recipients() + (acknowledged ? 1 : 0);
        seqs[slot] = 0;
        phases[slot] = phase;
        text[0] = phase;
        writeHex(text, 1, stream);
        writeHex(text, 9, count);
        writeHex(text, 17, slot);
        System.arraycopy(filling[count % 26], 0, text, HEAD, textBytes - HEAD);
        return slot;
    }

    /** Checks a delivery. */
    void delivered(Delivery delivery, long now) {
        byte[] bytes = delivery.bytes;
        int from = delivery.from;
        if (delivery.length != textBytes) {
            bad("wrong length", delivery);
            return;
        }
        long stream = hex(bytes, from + 1);
        long count = hex(bytes, from + 9);
        long slot = hex(bytes, from + 17);
        if (stream < 0 || stream >= sent.length || count < 0 || slot < 0 || slot >= SLOTS) {
            bad("not a text of ours", delivery);
            return;
        }
        byte[] rest = filling[(int) (count % 26)];
        if (!Arrays.equals(bytes, from + HEAD, from + textBytes, rest, 0, rest.length)) bad("spoilt", delivery);
        else judge(delivery, (int) stream, count, (int) slot, now);
    }

    private void judge(Delivery delivery, int stream, long count, int slot, long now) {
        if (!topology.reaches(stream, delivery.receiver)) {
            bad("not for this receiver", delivery);
            return;
        }
        if (delivery.author != topology.sender(stream)) {
            bad("under another's name", delivery);
            return;
        }
        int cell = topology.cell(stream, delivery.receiver);
        if (count != expected[cell]) {
            if (count < expected[cell]) {
                tally.dup++;
                complain("twice, or late", delivery);
                return;
            }
            tally.gap += count - expected[cell];
            complain("something is missing before", delivery);
        }
        expected[cell] = (int) count + 1;
        boolean underWay = left[slot] > 0 && streams[slot] == stream && counts[slot] == count;
        if (!underWay || phases[slot] != delivery.bytes[delivery.from]) {
            bad("not under way", delivery);
            return;
        }
        deliveries++;
        if (!timeAcks) record(slot, now);
        if (delivery.seq != 0) number(slot, delivery.seq);
        settle(slot);
    }

    /** Checks an acknowledgement, which came to the connection for a slot. */
    void acked(int sender, int slot, long seq, long now) {
        if (left[slot] <= 0 || topology.sender(streams[slot]) != sender) {
            tally.bad++;
            tally.complain("acknowledged, but not under way: slot " + slot);
            return;
        }
        acks++;
        if (timeAcks) record(slot, now);
        int stream = streams[slot];
        number(slot, seq);
        settle(slot);
        whenAcked.accept(stream);
    }

    /** The acknowledgement and every delivery of a message must give it the same number. */
    private void number(int slot, long seq) {
        if (seqs[slot] == 0) seqs[slot] = seq;
        else if (seqs[slot] != seq) {
            tally.bad++;
            tally.complain("a message was given two numbers: " + seqs[slot] + " and " + seq);
        }
    }

    /** Whether every message sent has arrived everywhere. */
    boolean settled() {
        return freeSlots == SLOTS;
    }

    /** Counts all that is still missing as lost, and forgets it. */
    void giveUp() {
        for (int slot = 0; slot < SLOTS; slot++) {
            if (left[slot] > 0) tally.lost += left[slot];
            left[slot] = 0;
            free[slot] = slot;
        }
        freeSlots = SLOTS;
    }

    private void record(int slot, long now) {
        latency.recordValue(Math.min(Math.max(0, now - since[slot]), 60_000_000_000L));
    }

    private void settle(int slot) {
        if (--left[slot] > 0) return;
        free[freeSlots++] = slot;
        done++;
        whenDone.accept(streams[slot]);
    }

    private void bad(String what, Delivery delivery) {
        tally.bad++;
        complain(what, delivery);
    }

    private void complain(String what, Delivery delivery) {
        tally.complain(what, delivery.bytes, delivery.from, delivery.from + delivery.length);
    }

    /** Eight hexadecimal digits as a number; negative if they are none. */
    static long hex(byte[] bytes, int from) {
        long value = 0;
        for (int i = from; i < from + 8; i++) value = value << 4 | VALUES[bytes[i] & 0xff];
        return value;
    }

    static void writeHex(byte[] bytes, int from, int value) {
        for (int i = from + 7; i >= from; i--, value >>>= 4) bytes[i] = DIGITS[value & 15];
    }
}
