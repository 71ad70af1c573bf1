package tertulia.server.front.web;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tertulia.model.Limit;
import tertulia.model.Limits;
import tertulia.model.Notice;
import tertulia.model.Words;
import tertulia.server.net.Entrance;
import tertulia.server.net.Front;

/** HTTP/1.1 and 1.0, recognised by the method; a WebSocket at {@code /ws} is led on to another front. */
public final class WebFront implements Front {
    /** All of them, so that each gets an answer of HTTP; and HTTP/2, which is refused in HTTP/1.1. */
    private static final List<byte[]> BEGINNINGS = Stream.of(
                    "GET ",
                    "HEAD ",
                    "POST ",
                    "PUT ",
                    "DELETE ",
                    "PATCH ",
                    "OPTIONS ",
                    "TRACE ",
                    "CONNECT ",
                    "PRI * HTTP/2.0")
            .map(text -> text.getBytes(StandardCharsets.US_ASCII))
            .toList();

    /** A header of a few bytes is a handful of objects. */
    private static final int HEADER_WEIGHT = 16;

    private final Settings settings;
    private final Front framed;
    private final Site site;

    /**
     * What the composer says: the server as clients are told of it, the names that it may be asked by, what encryption there
     * is, whether whoever comes unencrypted sees only how to change that, what ails the server just now
     * ({@code http.unwell.} and a name), and what browsers open to come here without a proxy, the best for another device first.
     */
    public record Settings(
            Notice.Server server,
            Limits limits,
            Names names,
            Optional<Trust> trust,
            boolean tlsOnly,
            Supplier<Optional<String>> ailment,
            Supplier<List<String>> urls) {}

    /** {@code framed} is what is spoken in the frames of a WebSocket. */
    public WebFront(Settings settings, Front framed) {
        this.settings = settings;
        this.framed = framed;
        site = new Site(settings, new Assets());
    }

    @Override
    public Match match(ByteBuf firstBytes) {
        var best = Match.NO;
        for (byte[] beginning : BEGINNINGS) {
            int length = Math.min(beginning.length, firstBytes.readableBytes());
            if (!begins(firstBytes, beginning, length)) continue;
            if (length == beginning.length) return Match.YES;
            best = Match.MORE;
        }
        return best;
    }

    private static boolean begins(ByteBuf bytes, byte[] beginning, int length) {
        for (int i = 0; i < length; i++) if (bytes.getByte(bytes.readerIndex() + i) != beginning[i]) return false;
        return true;
    }

    /** A browser that was greeted in plain words takes them for the answer to its first request. */
    @Override
    public boolean followsGreeting() {
        return false;
    }

    /** By {@code /trust}. */
    @Override
    public boolean leadsToTls() {
        return true;
    }

    @Override
    public String farewell(Notice.Bye bye) {
        return Answer.unavailable(Words.english().of(bye));
    }

    @Override
    public void receive(Entrance entrance) {
        var limits = settings.limits();
        var headers = Headers.atMost(limits.count(Limit.HTTP_HEADERS));
        var config = new HttpDecoderConfig()
                .setHeadersFactory(headers)
                .setTrailersFactory(headers)
                .setMaxInitialLineLength(limits.count(Limit.HTTP_LINE_BYTES))
                .setMaxHeaderSize(limits.count(Limit.HTTP_HEADER_BYTES));
        var intake = entrance.intake(HEADER_WEIGHT);
        entrance.pipeline()
                .addLast(intake)
                .addLast(new HttpServerCodec(config, limits.count(Limit.HTTP_WAITING_REQUESTS)))
                .addLast(new Requests(entrance, intake, site, framed, limits));
    }
}
