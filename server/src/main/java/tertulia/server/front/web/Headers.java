package tertulia.server.front.web;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.netty.handler.codec.http.TooLongHttpHeaderException;

/**
 * The headers of one request, at most so many: each is a handful of objects, and a few bytes are enough for one. One more throws
 * {@link TooLongHttpHeaderException}, by which the decoder gives the request up.
 */
final class Headers extends DefaultHttpHeaders {
    private final int most;
    private int count;

    private Headers(int most) {
        this.most = most;
    }

    static HttpHeadersFactory atMost(int most) {
        return new HttpHeadersFactory() {
            @Override
            public HttpHeaders newHeaders() {
                return new Headers(most);
            }

            @Override
            public HttpHeaders newEmptyHeaders() {
                return new Headers(most);
            }
        };
    }

    @Override
    public HttpHeaders add(CharSequence name, Object value) {
        count();
        return super.add(name, value);
    }

    @Override
    public HttpHeaders add(String name, Object value) {
        count();
        return super.add(name, value);
    }

    private void count() {
        if (++count > most) throw new TooLongHttpHeaderException("more than " + most + " headers");
    }
}
