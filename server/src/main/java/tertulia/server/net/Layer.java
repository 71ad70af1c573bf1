package tertulia.server.net;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;

/** Something in the pipeline that bytes pass through and that has a goodbye of its own: TLS, WebSocket. */
public interface Layer extends ChannelHandler {

    /** Tells the other side that nothing more will be sent. */
    ChannelFuture end();

    /** Whether something has begun in it that is not whole yet. */
    default boolean isUnfinished() {
        return false;
    }
}
