package tertulia.server.net;

import io.netty.buffer.PooledByteBufAllocator;
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
    private static final long LITTLE_BYTES = 8 << 20;

    private static final long SMALL_BYTES = 48 << 20;

    private final Runtime java = Runtime.getRuntime();
    private long usedBytes;
    private long keptBytes;

    /** Looks now and then, on the first of these. */
    void begin(List<EventLoop> loops) {
        loops.getFirst().scheduleAtFixedRate(() -> Timer.attempt(this::look), SECONDS, SECONDS, TimeUnit.SECONDS);
        for (var loop : loops) {
            loop.scheduleAtFixedRate(
                    PooledByteBufAllocator.DEFAULT::trimCurrentThreadCache, SECONDS, SECONDS, TimeUnit.SECONDS);
        }
    }

    private void look() {
        long used = java.totalMemory() - java.freeMemory();
        long allocated = used - usedBytes;
        usedBytes = used;
        // Less than before: there was so much that some was collected.
        if (allocated < 0 || allocated > LITTLE_BYTES) return;
        if (java.totalMemory() <= Math.max(SMALL_BYTES, keptBytes + keptBytes / 4)) return;
        System.gc();
        keptBytes = java.totalMemory();
        usedBytes = keptBytes - java.freeMemory();
    }
}
