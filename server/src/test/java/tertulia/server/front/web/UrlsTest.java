package tertulia.server.front.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tertulia.model.Limits;
import tertulia.model.Notice;

/** To whom it is told how browsers come to the server. */
final class UrlsTest {
    private static final WebFront.Settings SETTINGS = new WebFront.Settings(
            new Notice.Server("Tertulia", "0.1.0"),
            Limits.usual(),
            Names.of(Set.of()),
            Optional.empty(),
            false,
            Optional::empty,
            () -> List.of("http://192.0.2.7:5555/", "http://localhost:5555/", "http://[::1]:5555/"));

    private static String urls(boolean fromHere) {
        var request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/urls");
        request.headers().set(HttpHeaderNames.HOST, "192.0.2.7:5555");
        var way = new Site(SETTINGS, new Assets()).way(request, "", fromHere, false, Forwarded.NOTHING);
        if (!(way instanceof Site.Way.Answered(Answer answer))) throw new AssertionError(way);
        return answer.response().content().toString(StandardCharsets.UTF_8);
    }

    @Test
    void whatLeadsHereFromThisMachineAloneIsToldToItAlone() {
        assertThat(urls(true)).contains("192.0.2.7", "localhost", "[::1]");
        assertThat(urls(false)).isEqualTo("{\"urls\":[\"http://192.0.2.7:5555/\"]}");
    }
}
