package tertulia.server.front.web;

import static io.netty.handler.codec.http.HttpResponseStatus.BAD_REQUEST;
import static io.netty.handler.codec.http.HttpResponseStatus.FORBIDDEN;
import static io.netty.handler.codec.http.HttpResponseStatus.UPGRADE_REQUIRED;
import static java.lang.System.Logger.Level.WARNING;

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
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tertulia.model.Limit;
import tertulia.model.Limits;
import tertulia.model.Visible;
import tertulia.model.Words;
import tertulia.server.net.Once;

/** From HTTP to WebSocket: RFC 6455 §4.2, version 13, no extension and no subprotocol. */
final class Upgrade {
    private static final System.Logger LOG = System.getLogger(Upgrade.class.getName());
    private static final Once REFUSED = new Once();
    private static final int MOST_SAID = 200;
    private static final int KEY_BYTES = 16;

    private Upgrade() {}

    /**
     * Why there is none for this request, or null. A browser always says which page it acts for; a program that does not is
     * no browser, and can say what it likes. A page that was refused may ask why: {@code /ws?origin=…}, without upgrading.
     */
    static @Nullable Answer refused(HttpRequest request, Predicate<Origin> ours) {
        var headers = request.headers();
        boolean asked = request.method().equals(HttpMethod.GET)
                && request.protocolVersion().equals(HttpVersion.HTTP_1_1)
                && headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
                && headers.contains(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
                && headers.contains(HttpHeaderNames.SEC_WEBSOCKET_VERSION, "13", false);
        var origins = asked
                ? headers.getAll(HttpHeaderNames.ORIGIN)
                : new QueryStringDecoder(request.uri()).parameters().getOrDefault("origin", List.of());
        for (String from : origins) {
            if (Origin.of(from).filter(ours).isPresent()) continue;
            if (asked) warn(from);
            return Answer.words(FORBIDDEN, "http.origin");
        }
        if (!asked) {
            return Answer.words(UPGRADE_REQUIRED, "http.upgrade")
                    .with("Upgrade", "websocket")
                    .with("Sec-WebSocket-Version", "13");
        }
        var keys = headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_KEY);
        boolean hasKey = keys.size() == 1 && isKey(keys.getFirst());
        return hasKey ? null : Answer.words(BAD_REQUEST, "http.malformed");
    }

    /** The operator may have forgotten to say what people call this server. */
    private static void warn(String from) {
        var origin = Origin.of(from);
        if (origin.isEmpty() || from.length() > MOST_SAID || !REFUSED.of(from)) return;
        LOG.log(
                WARNING,
                Words.english()
                        .of(
                                "trouble.net.origin",
                                Visible.text(from),
                                origin.get().name()));
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
        var handshaker = new WebSocketServerHandshaker13("", null, config) {
            @Override
            protected WebSocketFrameDecoder newWebsocketDecoder() {
                return new FrameDecoder(config);
            }
        };
        return handshaker.handshake(channel, whole, null, channel.newPromise());
    }
}
