package tertulia.server.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;

/** Buffers for the bytes of what many are told: they count once, until the last one has been sent them. */
public final class SharedBytes {
    private static final UnpooledByteBufAllocator ALLOCATOR = new UnpooledByteBufAllocator(true);

    private SharedBytes() {}

    /** A buffer outside the heap for about so many. */
    public static ByteBuf buffer(int bytes) {
        return ALLOCATOR.directBuffer(bytes);
    }

    /** How many bytes are held at this moment. */
    static long held() {
        return ALLOCATOR.metric().usedDirectMemory();
    }
}
