package tertulia.server.net;

import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Gives memory back to the system once a load is over. The collector does so only when it collects everything, for which
 * it sees no reason while nothing happens.
 */
final class Quiet {
    private static final int SECONDS = 10;

    /** What may be allocated between two looks of a quiet server, and the heap that nobody minds. */
    static final long LITTLE_BYTES = 8 << 20;

    static final long SMALL_BYTES = 48 << 20;

    private final Runtime java = Runtime.getRuntime();
    private long usedBytes;
    private long keptBytes;
    private int looks;

    /** Looks now and then, on the first of these. */
    void begin(List<EventLoop> loops) {
        loops.getFirst().scheduleAtFixedRate(() -> Timer.attempt(this::look), SECONDS, SECONDS, TimeUnit.SECONDS);
        for (var loop : loops) {
            loop.scheduleAtFixedRate(Pool.BUFFERS::trimCurrentThreadCache, SECONDS, SECONDS, TimeUnit.SECONDS);
        }
    }

    private void look() {
        if (!isTime(java.totalMemory(), java.totalMemory() - java.freeMemory())) return;
        System.gc();
        collected(java.totalMemory(), java.totalMemory() - java.freeMemory());
    }

    /**
     * Whether to collect, with so large a heap and so much of it used: when a quiet time begins, if the heap has grown, and
     * after 20, 40, 80 … seconds of it, as what belonged to people who left may be dropped late.
     */
    boolean isTime(long heapBytes, long used) {
        long allocated = used - usedBytes;
        usedBytes = used;
        // Less than before: there was so much that some was collected.
        boolean quiet = allocated >= 0 && allocated <= LITTLE_BYTES;
        looks = quiet ? looks + 1 : 0;
        if (!quiet || heapBytes <= SMALL_BYTES) return false;
        return looks == 1 ? heapBytes > keptBytes + keptBytes / 4 : Integer.bitCount(looks) == 1;
    }

    /** What a collection left. */
    void collected(long heapBytes, long used) {
        keptBytes = heapBytes;
        usedBytes = used;
    }
}
