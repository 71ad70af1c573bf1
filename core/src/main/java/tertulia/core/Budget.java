package tertulia.core;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;

/**
 * The memory that people's doing may take: every table that strangers can make grow counts its bytes in a share of it.
 * Shares are hundredths of the heap, or of direct memory, so that limits that multiply have one bound over all.
 */
public final class Budget {

    /** What memory is used for. Of the heap unless it says otherwise. */
    public enum Use {
        /** Connections and who is behind them; one more is told {@code full}. */
        CONNECTIONS(20),
        /** Rooms in memory, their audiences and seats; one more is refused as {@code busy}. */
        ROOMS(4),
        /** Messages that rooms remember, to know them when they come again; the oldest are forgotten. */
        REMEMBERED(4),
        /** Drafts that wait in rooms for the log; one more is refused as {@code busy}. */
        WAITING(5),
        /** What is stored and not yet posted to every lane; the oldest is left out, and read from the log. */
        UNPOSTED(2),
        /** Batches that lanes keep for seats a little behind; the oldest are let go of, and read from the log. */
        RECENT(3),
        /** Lists of who is present that are being told; who reads the oldest has to come back for another. */
        PRESENCE(2),
        /** What waits for the log's writer, as it will be written; one more append fails and is tried again. */
        LOG(5),
        /** Unfinished input of people who are in; who is longest unfinished is closed. */
        INPUT(3),
        /** Unfinished input of strangers, handshakes and requests; who is longest unfinished is closed. */
        STRANGERS(3),
        /** Handles that are kept for those who are away; the one kept longest is let go of. */
        HANDLES(3),
        /** What people and addresses that are gone have used of their rates; half for each; who used least is forgotten. */
        RATES(3),
        /** Lines on their way to the console; one more is left out and counted. */
        CONSOLE(1),
        /** Of direct memory: the state of TLS; one more is closed. */
        TLS(30),
        /** Of direct memory: what is kept for many or waits to be sent; who makes no progress for longest is closed. */
        OUTPUT(25);

        private final int hundredths;

        Use(int hundredths) {
            this.hundredths = hundredths;
        }

        /** Whether it lies outside the heap. */
        public boolean isDirect() {
            return this == OUTPUT || this == TLS;
        }
    }

    private final Map<Use, Share> shares = new EnumMap<>(Use.class);

    private Budget(ToLongFunction<Use> bytes) {
        for (var use : Use.values()) shares.put(use, new Share(bytes.applyAsLong(use)));
    }

    /** Shares of so many bytes each. */
    public static Budget of(ToLongFunction<Use> bytes) {
        return new Budget(bytes);
    }

    /** The shares of so much heap and so much direct memory. */
    public static Budget of(long heapBytes, long directBytes) {
        return new Budget(use -> (use.isDirect() ? directBytes : heapBytes) / 100 * use.hundredths);
    }

    /** The shares of the heap that this process has; the direct memory it may have is as much again. */
    public static Budget ofThisProcess() {
        long heap = Runtime.getRuntime().maxMemory();
        return of(heap, heap);
    }

    public Share share(Use use) {
        return Objects.requireNonNull(shares.get(use));
    }
}
