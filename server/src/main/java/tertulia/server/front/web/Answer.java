package tertulia.server.front.web;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import tertulia.model.Notice;
import tertulia.model.Words;

/** The answer to one request. Whoever makes a {@link #response} of it takes the body over; it must be made once. */
record Answer(HttpResponseStatus status, HttpHeaders headers, ByteBuf body) {
    /** What a page of ours may do: load from here, talk to here, and nothing else. */
    private static final String POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            "worker-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types lit-html tertulia");

    private static final HttpHeaders ALWAYS = new DefaultHttpHeaders()
            .add("Content-Security-Policy", POLICY)
            .add("X-Content-Type-Options", "nosniff")
            .add("Referrer-Policy", "no-referrer")
            .add("Cross-Origin-Resource-Policy", "same-origin")
            .add("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");

    static Answer of(HttpResponseStatus status, String type, ByteBuf body) {
        return new Answer(status, new DefaultHttpHeaders(), body).with("Content-Type", type);
    }

    static Answer empty(HttpResponseStatus status) {
        return new Answer(status, new DefaultHttpHeaders(), Unpooled.EMPTY_BUFFER);
    }

    /** Something that is never kept by a browser. */
    static Answer fresh(String type, byte[] body) {
        return of(HttpResponseStatus.OK, type, Unpooled.wrappedBuffer(body)).with("Cache-Control", "no-store");
    }

    /** What is wrong, in words. */
    static Answer words(HttpResponseStatus status, String key, Object... parts) {
        return text(status, Words.english().of(key, parts));
    }

    private static Answer text(HttpResponseStatus status, String words) {
        byte[] line = (words + "\n").getBytes(StandardCharsets.UTF_8);
        return of(status, "text/plain; charset=utf-8", Unpooled.wrappedBuffer(line))
                .with("Cache-Control", "no-store");
    }

    /** The whole answer to somebody there is no room for, as it is written. */
    static String unavailable(String words) {
        var answer = full(words);
        var response = answer.response();
        response.headers().set(HttpHeaderNames.CONNECTION, "close");
        var lines = new StringBuilder("HTTP/1.1 ").append(response.status()).append("\r\n");
        for (var header : response.headers()) {
            lines.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
        }
        return lines.append("\r\n")
                .append(new String(ByteBufUtil.getBytes(answer.body()), StandardCharsets.UTF_8))
                .toString();
    }

    /** The answer to somebody there is no room for. */
    static Answer full() {
        return full(Words.english().of(new Notice.Bye(Notice.Reason.FULL)));
    }

    private static Answer full(String words) {
        return text(HttpResponseStatus.SERVICE_UNAVAILABLE, words).with("Retry-After", "30");
    }

    Answer with(String header, String value) {
        headers.set(header, value);
        return this;
    }

    /** For an encrypted connection; over others browsers complain of what this adds. */
    Answer encrypted() {
        return with("Cross-Origin-Opener-Policy", "same-origin");
    }

    FullHttpResponse response() {
        var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
        response.headers().set(ALWAYS).setAll(headers);
        boolean bodiless = status.equals(HttpResponseStatus.NOT_MODIFIED);
        if (!bodiless) response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
        return response;
    }
}
