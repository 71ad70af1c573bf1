package tertulia.server.net;

import io.netty.buffer.PooledByteBufAllocator;

/**
 * The buffers of all connections. Those outside the heap are pooled, in chunks of 1 MiB: of larger ones a single small buffer
 * keeps too much. Those in the heap are not: the collector takes them one by one.
 */
public final class Pool {
    private static final int PAGE_BYTES = 8192;
    private static final int PAGES_LOG2 = 7;

    public static final PooledByteBufAllocator BUFFERS = new PooledByteBufAllocator(
            true,
            0,
            PooledByteBufAllocator.defaultNumDirectArena(),
            PAGE_BYTES,
            PAGES_LOG2,
            PooledByteBufAllocator.defaultSmallCacheSize(),
            PooledByteBufAllocator.defaultNormalCacheSize(),
            false);

    private Pool() {}
}
