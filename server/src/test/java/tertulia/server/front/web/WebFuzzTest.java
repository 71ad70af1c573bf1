package tertulia.server.front.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpServerCodec;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tertulia.model.Limits;
import tertulia.model.Notice;
import tertulia.server.net.Entrance;
import tertulia.server.net.Front;
import tertulia.server.net.Front.Match;

/** What strangers may write where a request should be. */
final class WebFuzzTest {
    private static final WebFront.Settings SETTINGS = new WebFront.Settings(
            new Notice.Server("Tertulia", "0.1.0"),
            Limits.usual(),
            Names.of(Set.of("chat.example")),
            Optional.empty(),
            false,
            Optional::empty,
            List::of);

    /** What is framed is never reached here. */
    private static final Front NOTHING = new Front() {
        @Override
        public Match match(io.netty.buffer.ByteBuf firstBytes) {
            return Match.NO;
        }

        @Override
        public void receive(Entrance entrance) {}

        @Override
        public String farewell(Notice.Bye bye) {
            return "";
        }
    };

    @FuzzTest
    void moreBytesNeverChangeWhatWasDecided(byte[] bytes) {
        var front = new WebFront(SETTINGS, NOTHING);
        var before = Match.MORE;
        for (int length = 0; length <= bytes.length; length++) {
            var match = front.match(Unpooled.wrappedBuffer(bytes, 0, length));
            if (before != Match.MORE) assertThat(match).isEqualTo(before);
            before = match;
            if (length > 14) assertThat(match).isNotEqualTo(Match.MORE);
        }
    }

    @FuzzTest
    void aHostIsOursOnlyIfNobodyElseCanHaveIt(FuzzedDataProvider data) {
        String header = data.consumeRemainingAsString();
        var host = Host.of(header);
        if (host.isEmpty() || !host.get().isOurs(Names.of(Set.of("chat.example")))) return;
        assertThat(header.toLowerCase(java.util.Locale.ROOT))
                .matches(
                        "(([0-9]{1,3}\\.){3}[0-9]{1,3}|\\[[0-9a-f:.]+]|(.+\\.)?localhost\\.?|chat\\.example\\.?)(:[0-9]{1,5})?");
    }

    @FuzzTest
    void aPathLeadsNowhereElse(FuzzedDataProvider data) {
        String path = Site.path(data.consumeRemainingAsString());
        assertThat(path).doesNotContain("..", "%", "\\", "\0", " ", "?", "#");
        if (!path.isEmpty()) assertThat(path).startsWith("/");
    }

    @FuzzTest
    void whatProxiesSayIsReadOrRefused(FuzzedDataProvider data) {
        var headers =
                DefaultHttpHeadersFactory.headersFactory().withValidation(false).newHeaders();
        headers.add("X-Forwarded-For", data.consumeString(200));
        headers.add("Forwarded", data.consumeRemainingAsString());
        Forwarded.of(headers, InetAddress::isLoopbackAddress)
                .flatMap(Forwarded::from)
                .ifPresent(from -> assertThat(from.isUnresolved()).isFalse());
    }

    @FuzzTest
    void everyRequestIsAnsweredOrRefused(byte[] bytes) {
        var site = new Site(SETTINGS, new Assets());
        var channel = new EmbeddedChannel(new HttpServerCodec());
        try {
            channel.writeInbound(Unpooled.wrappedBuffer(bytes));
            for (Object read = channel.readInbound(); read != null; read = channel.readInbound()) {
                if (read instanceof HttpRequest request
                        && site.way(request, "localhost", true, false, Forwarded.NOTHING)
                                instanceof Site.Way.Answered(Answer answer)) {
                    assertThat(answer.response().status().code()).isBetween(200, 599);
                }
                io.netty.util.ReferenceCountUtil.release(read);
            }
        } finally {
            channel.finishAndReleaseAll();
        }
    }
}
