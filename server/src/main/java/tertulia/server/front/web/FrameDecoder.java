package tertulia.server.front.web;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import java.util.List;

/** Netty's reader of frames, which also says whether a frame has begun that is not whole yet. */
final class FrameDecoder extends WebSocket13FrameDecoder {
    private boolean unfinished;

    FrameDecoder(WebSocketDecoderConfig config) {
        super(config);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        super.decode(context, in, out);
        unfinished = out.isEmpty();
    }

    boolean isUnfinished() {
        return unfinished;
    }
}
