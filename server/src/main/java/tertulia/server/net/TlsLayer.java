package tertulia.server.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.handler.ssl.SslHandler;
import io.netty.internal.tcnative.SSL;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/**
 * TLS around one connection. A close_notify is the end of what the client says and no more (RFC 8446 §6.1): it is passed on
 * as such, and answers still go out. What breaks the rules of TLS closes the connection without further words.
 */
final class TlsLayer extends SslHandler implements Layer {
    private final Intake intake;
    private boolean ended;

    TlsLayer(SSLEngine engine, Intake intake) {
        super(engine);
        this.intake = intake;
    }

    @Override
    public ChannelFuture end() {
        return closeOutbound();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) throws Exception {
        super.handlerAdded(context);
        if (!(engine() instanceof ReferenceCountedOpenSslEngine engine)) return;
        handshakeFuture().addListener(done -> {
            if (done.isSuccess()) Native.keepOpen(engine);
        });
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws SSLException {
        super.decode(context, in, out);
        intake.keeps(in.readableBytes());
        if (ended || !hasEnded()) return;
        ended = true;
        context.fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
    }

    private boolean hasEnded() {
        return engine() instanceof ReferenceCountedOpenSslEngine engine
                ? Native.hasEnded(engine)
                : engine().isInboundDone();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) throws Exception {
        boolean broken = cause instanceof DecoderException && cause.getCause() instanceof SSLException;
        if (broken) context.close();
        else super.exceptionCaught(context, cause);
    }

    /**
     * Netty's engine over BoringSSL answers a close_notify by ending its own side at once, as TLS 1.2 did, and has no switch
     * for that. It does so only the first time; so it is made to believe that there was one. Half-closure is tested.
     */
    private static final class Native {
        private static final VarHandle RECEIVED = received();

        private static VarHandle received() {
            try {
                var engine = ReferenceCountedOpenSslEngine.class;
                return MethodHandles.privateLookupIn(engine, MethodHandles.lookup())
                        .findVarHandle(engine, "receivedShutdown", boolean.class);
            } catch (ReflectiveOperationException e) {
                throw new LinkageError("another Netty than this was written for", e);
            }
        }

        static void keepOpen(ReferenceCountedOpenSslEngine engine) {
            RECEIVED.set(engine, true);
        }

        static boolean hasEnded(ReferenceCountedOpenSslEngine engine) {
            long pointer = engine.sslPointer();
            return pointer != 0 && (SSL.getShutdown(pointer) & SSL.SSL_RECEIVED_SHUTDOWN) != 0;
        }
    }
}
