package tertulia.server.front.web;

import static io.netty.handler.codec.http.HttpResponseStatus.BAD_REQUEST;
import static io.netty.handler.codec.http.HttpResponseStatus.FORBIDDEN;
import static io.netty.handler.codec.http.HttpResponseStatus.UPGRADE_REQUIRED;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tertulia.model.Limit;
import tertulia.model.Limits;

/** From HTTP to WebSocket: RFC 6455 §4.2, version 13, no extension and no subprotocol. */
final class Upgrade {
    private static final int KEY_BYTES = 16;

    private Upgrade() {}

    /**
     * Why there is none for this request, or null. A browser always says which page it acts for; a program that does not is
     * no browser, and can say what it likes.
     */
    static @Nullable Answer refused(HttpRequest request, String origin) {
        var headers = request.headers();
        boolean asked = request.method().equals(HttpMethod.GET)
                && request.protocolVersion().equals(HttpVersion.HTTP_1_1)
                && headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
                && headers.contains(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
                && headers.contains(HttpHeaderNames.SEC_WEBSOCKET_VERSION, "13", false);
        if (!asked) {
            return Answer.words(UPGRADE_REQUIRED, "http.upgrade")
                    .with("Upgrade", "websocket")
                    .with("Sec-WebSocket-Version", "13");
        }
        var keys = headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_KEY);
        if (keys.size() != 1 || !isKey(keys.getFirst())) return Answer.words(BAD_REQUEST, "http.malformed");
        for (String from : headers.getAll(HttpHeaderNames.ORIGIN)) {
            if (!from.equalsIgnoreCase(origin)) return Answer.words(FORBIDDEN, "http.origin");
        }
        return null;
    }

    static Answer onlyEncrypted() {
        return Answer.words(FORBIDDEN, "http.tls-only");
    }

    private static boolean isKey(String text) {
        try {
            return Base64.getDecoder().decode(text).length == KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Answers the request; when that is sent, frames are read and written instead of HTTP. */
    static ChannelFuture handshake(Channel channel, HttpRequest request, Limits limits) {
        var config = WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(limits.count(Limit.JSON_BYTES))
                .allowExtensions(false)
                .closeOnProtocolViolation(false) // Frames says why, and lets it arrive.
                .build();
        var whole = new DefaultFullHttpRequest(
                request.protocolVersion(),
                request.method(),
                request.uri(),
                Unpooled.EMPTY_BUFFER,
                request.headers(),
                new DefaultHttpHeaders());
        return new WebSocketServerHandshaker13("", null, config).handshake(channel, whole, null, channel.newPromise());
    }
}
