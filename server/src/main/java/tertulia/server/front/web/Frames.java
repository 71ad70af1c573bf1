package tertulia.server.front.web;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;
import tertulia.model.Limit;
import tertulia.model.Limits;
import tertulia.model.Words;
import tertulia.server.net.Conversation;
import tertulia.server.net.Layer;

/**
 * A WebSocket (RFC 6455) beneath a conversation: text frames become their bytes, and each buffer that is written becomes one
 * text frame around the very same bytes. Pings are answered, the latest of a read alone (§5.5.3), so that nothing piles up.
 */
final class Frames extends ChannelDuplexHandler implements Layer {
    private static final int TEXT = 0x81; // final, opcode 1
    private static final int SHORT = 125;
    private static final int LONG = 0xffff;
    private static final int HEADER_BYTES = 10;
    /** Up to here a copy costs less than a second piece to send. */
    private static final int COPIED_BYTES = 1024;
    /** What fits a close frame beside its code. */
    private static final int REASON_BYTES = 123;

    private final Limits limits;
    private final Runnable whole;
    private @Nullable ChannelHandlerContext self;
    private @Nullable ByteBuf ping;
    private WebSocketCloseStatus status = WebSocketCloseStatus.NORMAL_CLOSURE;
    private String reason = "";

    /** {@code whole} is called for each frame that has come. */
    Frames(Limits limits, Runnable whole) {
        this.limits = limits;
        this.whole = whole;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        self = context;
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        dropPing();
    }

    // ---- what comes ------------------------------------------------------------------------------------------

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        whole.run();
        switch (message) {
            case TextWebSocketFrame text -> pass(context, text.content());
            case ContinuationWebSocketFrame more -> pass(context, more.content());
            case PingWebSocketFrame asked -> {
                dropPing();
                ping = asked.content();
            }
            case CloseWebSocketFrame close -> {
                close.release();
                // Whatever was asked before is answered still.
                context.fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
            }
            case BinaryWebSocketFrame binary -> {
                binary.release();
                refuse(context, WebSocketCloseStatus.INVALID_MESSAGE_TYPE, "http.binary");
            }
            case PongWebSocketFrame pong -> pong.release();
            default -> {
                ReferenceCountUtil.release(message);
                context.close();
            }
        }
    }

    private static void pass(ChannelHandlerContext context, ByteBuf bytes) {
        if (bytes.isReadable()) context.fireChannelRead(bytes);
        else bytes.release();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (ping != null) {
            var pong = new PongWebSocketFrame(ping);
            ping = null;
            context.writeAndFlush(pong, context.voidPromise());
        }
        context.fireChannelReadComplete();
    }

    private void dropPing() {
        if (ping != null) ping.release();
        ping = null;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof CorruptedWebSocketFrameException broken)) {
            context.fireExceptionCaught(cause);
            return;
        }
        var code = broken.closeStatus();
        if (code.equals(WebSocketCloseStatus.MESSAGE_TOO_BIG)) {
            refuse(context, code, "refused.too-big", limits.of(Limit.JSON_BYTES));
        } else if (code.equals(WebSocketCloseStatus.INVALID_PAYLOAD_DATA)) {
            refuse(context, code, "http.not-utf8");
        } else {
            refuse(context, code, "http.frame");
        }
    }

    /** Ends the conversation, and says why in the close frame. */
    private void refuse(ChannelHandlerContext context, WebSocketCloseStatus code, String key, Object... parts) {
        status = code;
        String words = Words.english().of(key, parts);
        reason = ByteBufUtil.utf8Bytes(words) <= REASON_BYTES ? words : "";
        var conversation = context.pipeline().get(Conversation.class);
        if (conversation == null) context.close();
        else conversation.close();
    }

    // ---- what goes -------------------------------------------------------------------------------------------

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (!(message instanceof ByteBuf bytes) || !bytes.isReadable()) {
            context.write(message, promise);
            return;
        }
        int length = bytes.readableBytes();
        boolean small = length <= COPIED_BYTES;
        var header = context.alloc().directBuffer(small ? HEADER_BYTES + length : HEADER_BYTES);
        header.writeByte(TEXT);
        if (length <= SHORT) header.writeByte(length);
        else if (length <= LONG) header.writeByte(126).writeShort(length);
        else header.writeByte(127).writeLong(length);
        if (small) {
            header.writeBytes(bytes);
            bytes.release();
            context.write(header, promise);
        } else {
            context.write(header, context.voidPromise());
            context.write(bytes, promise);
        }
    }

    @Override
    public boolean isUnfinished() {
        var decoder = self == null ? null : self.pipeline().get(FrameDecoder.class);
        return decoder != null && decoder.isUnfinished();
    }

    @Override
    public ChannelFuture end() {
        if (self == null) throw new IllegalStateException("a layer of no connection");
        return self.writeAndFlush(new CloseWebSocketFrame(status, reason));
    }
}
