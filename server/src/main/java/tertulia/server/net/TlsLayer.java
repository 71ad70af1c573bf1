package tertulia.server.net;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandler;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/** TLS around one connection. What breaks its rules closes the connection without further words. */
final class TlsLayer extends SslHandler implements Layer {

    TlsLayer(SSLEngine engine) {
        super(engine);
    }

    @Override
    public ChannelFuture end() {
        return closeOutbound();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) throws Exception {
        boolean broken = cause instanceof DecoderException && cause.getCause() instanceof SSLException;
        if (broken) context.close();
        else super.exceptionCaught(context, cause);
    }
}
