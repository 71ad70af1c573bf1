package tertulia.server.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Stands before a layer that keeps what is unfinished, TLS or HTTP, and counts what that is. A small read is copied, so that
 * the layer does not keep the whole buffer of the read for a few bytes. On the connection's lane.
 */
public final class Intake extends ChannelInboundHandlerAdapter {
    /** Of a smaller read less than half of its buffer is used. */
    private static final int SMALL_BYTES = 8 * 1024;

    private final LoopLane lane;
    private final Holding unfinished;
    private int weight;
    private @Nullable Conversation conversation;

    /** Each byte counts {@code weight} times, for what a layer makes of it may be larger. */
    Intake(LoopLane lane, Holding unfinished, int weight) {
        this.lane = lane;
        this.unfinished = unfinished;
        this.weight = weight;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var bytes = (ByteBuf) message;
        int readable = bytes.readableBytes();
        if (conversation != null && conversation.isIn()) unfinished.move(lane.input());
        unfinished.set(unfinished.bytes() + (long) weight * readable);
        if (readable >= SMALL_BYTES || bytes.capacity() <= 2 * readable) {
            context.fireChannelRead(bytes);
            return;
        }
        var copy = context.alloc().directBuffer(readable).writeBytes(bytes);
        bytes.release();
        context.fireChannelRead(copy);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        unfinished.set(0);
        context.fireChannelInactive();
    }

    /** The layer keeps so many bytes now: 0 if what came is whole. */
    public void keeps(long bytes) {
        unfinished.set(weight * bytes);
    }

    /** What comes from now on counts as it is. */
    public void plainly() {
        weight = 1;
    }

    /** This is what becomes of the bytes; once somebody is in, they are no stranger's. */
    void leadsTo(Conversation found) {
        conversation = found;
    }
}
