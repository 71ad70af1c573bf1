package tertulia.server.front.web;

import static io.netty.handler.codec.http.HttpResponseStatus.BAD_REQUEST;
import static io.netty.handler.codec.http.HttpResponseStatus.FOUND;
import static io.netty.handler.codec.http.HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED;
import static io.netty.handler.codec.http.HttpResponseStatus.METHOD_NOT_ALLOWED;
import static io.netty.handler.codec.http.HttpResponseStatus.MISDIRECTED_REQUEST;
import static io.netty.handler.codec.http.HttpResponseStatus.NOT_FOUND;
import static io.netty.handler.codec.http.HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE;
import static io.netty.handler.codec.http.HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE;
import static io.netty.handler.codec.http.HttpResponseStatus.REQUEST_URI_TOO_LONG;
import static io.netty.handler.codec.http.HttpResponseStatus.SERVICE_UNAVAILABLE;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tertulia.model.json.Json;

/** What there is at which path. Knows requests and answers, and no connection. */
final class Site {
    private static final String JSON = "application/json";

    private final WebFront.Settings settings;
    private final Assets assets;

    Site(WebFront.Settings settings, Assets assets) {
        this.settings = settings;
        this.assets = assets;
    }

    /** Where a request goes: it is answered with something, or wants to become a WebSocket. */
    sealed interface Way {
        record Answered(Answer answer) implements Way {}

        record Upgraded() implements Way {}
    }

    /**
     * {@code here} is what to call the server if the request, of HTTP/1.0, does not; {@code fromHere}, whether it comes from
     * this machine; {@code encrypted}, whether what we are told is, on its last way; {@code forwarded}, what believed
     * proxies say of the request.
     */
    Way way(HttpRequest request, String here, boolean fromHere, boolean encrypted, Forwarded forwarded) {
        var fault = fault(request);
        if (fault != null) return new Way.Answered(fault);
        var names = request.headers().getAll(HttpHeaderNames.HOST);
        boolean old = request.protocolVersion().equals(HttpVersion.HTTP_1_0);
        if (names.size() > 1 || names.isEmpty() && !old)
            return new Way.Answered(Answer.words(BAD_REQUEST, "http.host"));
        var host = Host.of(forwarded.host().orElse(names.isEmpty() ? here : names.getFirst()));
        if (host.isEmpty()) return new Way.Answered(Answer.words(BAD_REQUEST, "http.host"));
        // A browser that came to the proxy by https has seen its certificate for that name.
        boolean vouchedFor = forwarded.https().orElse(false);
        if (!vouchedFor && !host.get().isOurs(settings.names())) {
            return new Way.Answered(Answer.words(MISDIRECTED_REQUEST, "http.unknown-host"));
        }
        if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
            return new Way.Answered(
                    Answer.words(METHOD_NOT_ALLOWED, "http.method").with("Allow", "GET, HEAD"));
        }
        String path = path(request.uri());
        if (path.isEmpty()) return new Way.Answered(Answer.words(BAD_REQUEST, "http.path"));
        var asked = new Asked(
                request,
                path,
                host.get(),
                forwarded.https().orElse(encrypted),
                vouchedFor,
                forwarded.from().isPresent(),
                fromHere);
        boolean trustOnly = settings.tlsOnly() && !asked.encrypted();
        return path.equals("/ws") ? socket(asked, encrypted, trustOnly) : new Way.Answered(page(asked, trustOnly));
    }

    /**
     * A request that can be answered: whether it is encrypted on its way, whether by a proxy's certificate, whether it comes
     * through a proxy, and whether from this machine.
     */
    private record Asked(
            HttpRequest request,
            String path,
            Host host,
            boolean encrypted,
            boolean byProxy,
            boolean forwarded,
            boolean fromHere) {}

    /** What is wrong with the request as such; nothing after it on its connection can be understood. */
    private static @Nullable Answer fault(HttpRequest request) {
        var cause = request.decoderResult().cause();
        if (cause instanceof TooLongHttpLineException) return Answer.words(REQUEST_URI_TOO_LONG, "http.line");
        if (cause instanceof TooLongHttpHeaderException) {
            return Answer.words(REQUEST_HEADER_FIELDS_TOO_LARGE, "http.headers");
        }
        if (cause != null) return Answer.words(BAD_REQUEST, "http.malformed");
        var version = request.protocolVersion();
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            return Answer.words(HTTP_VERSION_NOT_SUPPORTED, "http.version");
        }
        return hasBody(request) ? Answer.words(REQUEST_ENTITY_TOO_LARGE, "http.body") : null;
    }

    /** Whether what follows on the connection may be no request. */
    static boolean isLast(HttpRequest request) {
        return request.decoderResult().isFailure()
                || hasBody(request)
                || request.protocolVersion().majorVersion() != 1;
    }

    private static boolean hasBody(HttpRequest request) {
        var headers = request.headers();
        return headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
                || headers.getAll(HttpHeaderNames.CONTENT_LENGTH).stream().anyMatch(length -> !length.equals("0"));
    }

    /** The path of a target in origin form (RFC 9112 §3.2.1) without its query; empty if it is none that we have. */
    static String path(String target) {
        int end = target.indexOf('?');
        String path = end < 0 ? target : target.substring(0, end);
        boolean plain = path.startsWith("/")
                && !path.contains("..")
                && path.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '%' && c != '\\' && c != '#');
        return plain ? path : "";
    }

    private Way socket(Asked asked, boolean encrypted, boolean trustOnly) {
        if (trustOnly) return new Way.Answered(Upgrade.onlyEncrypted());
        var host = asked.host();
        Predicate<Origin> ours = origin -> origin.equals(Origin.of(encrypted, host))
                || origin.equals(Origin.of(asked.encrypted(), host))
                || isGiven(origin, host);
        var refused = Upgrade.refused(asked.request(), ours);
        return refused == null ? new Way.Upgraded() : new Way.Answered(refused);
    }

    /** Whether it is that of a name the operator gave, at its usual port or at the one that this request is for. */
    private boolean isGiven(Origin origin, Host host) {
        if (!settings.names().given().contains(origin.name())) return false;
        boolean usual = origin.port() == (origin.scheme().equals("https") ? 443 : 80);
        return usual || host.port().isPresent() && host.port().getAsInt() == origin.port();
    }

    private Answer page(Asked asked, boolean trustOnly) {
        var request = asked.request();
        String path = asked.path();
        return switch (path) {
            case "/healthz" -> health();
            case "/trust.json" -> trust(asked);
            case "/trust/ca.crt" -> authority(false);
            case "/trust/ca.pem" -> authority(true);
            case "/trust" -> inLanguage(request, "trust");
            case "/invite.svg" -> invitation(asked);
            case "/urls" -> trustOnly ? toTrust() : ways(asked);
            case "/server" -> trustOnly ? toTrust() : server();
            case "/", "/index.html" -> trustOnly ? toTrust() : inLanguage(request, "index");
            default -> {
                var asset = assets.answer(path.substring(1), request.headers());
                yield asset.orElseGet(() -> trustOnly ? toTrust() : nothing());
            }
        };
    }

    /** That it is there at all, another origin may know: so the unencrypted page asks whether this browser trusts us. */
    private Answer health() {
        return settings.ailment()
                .get()
                .map(what -> Answer.words(SERVICE_UNAVAILABLE, "http.unwell." + what))
                .orElseGet(() -> Answer.fresh("text/plain; charset=utf-8", "ok\n".getBytes(StandardCharsets.UTF_8)))
                .with("Cross-Origin-Resource-Policy", "cross-origin");
    }

    /** The page in the first language that the browser asks for and we have. */
    private Answer inLanguage(HttpRequest request, String page) {
        var headers = request.headers();
        String name = page + "." + Languages.wanted(headers.get(HttpHeaderNames.ACCEPT_LANGUAGE)) + ".html";
        return assets.answer(name, headers).orElseGet(Site::nothing).with("Vary", "Accept-Language");
    }

    /** The address of the request, as a picture for a phone's camera; if it leads nowhere from there, the best of the others. */
    private Answer invitation(Asked asked) {
        String here =
                (asked.encrypted() ? "https://" : "http://") + asked.host().text() + "/";
        String url = asked.host().isThisMachine() ? urls(asked).findFirst().orElse(here) : here;
        return Answer.fresh("image/svg+xml", QrPicture.svg(url));
    }

    /** Nothing for who comes through a proxy; what leads here from this machine alone is for who is on it. */
    private Stream<String> urls(Asked asked) {
        if (asked.forwarded()) return Stream.empty();
        return settings.urls().get().stream()
                .filter(url -> asked.fromHere()
                        || Host.of(URI.create(url).getAuthority()).stream().noneMatch(Host::isThisMachine));
    }

    private Answer ways(Asked asked) {
        return Answer.fresh(JSON, Json.write(out -> {
            out.writeArrayPropertyStart("urls");
            urls(asked).forEach(out::writeString);
            out.writeEndArray();
        }));
    }

    private static Answer toTrust() {
        return Answer.words(FOUND, "http.tls-only").with("Location", "/trust");
    }

    private static Answer nothing() {
        return Answer.words(NOT_FOUND, "http.nothing");
    }

    private Answer server() {
        var server = settings.server();
        return Answer.fresh(JSON, Json.write(out -> {
            out.writeStringProperty("name", server.name());
            out.writeStringProperty("version", server.version());
        }));
    }

    private Answer trust(Asked asked) {
        var trust = settings.trust();
        if (trust.isEmpty()) return Answer.words(NOT_FOUND, "http.no-trust");
        boolean ours = !asked.byProxy(); // What a proxy shows, browsers know already.
        return Answer.fresh(JSON, Json.write(out -> {
            out.writeStringProperty("name", settings.server().name());
            out.writeStringProperty("fingerprint", ours ? trust.get().fingerprint() : "");
            out.writeStringProperty("https", "https://" + asked.host().text() + "/");
            out.writeBooleanProperty("own", ours && trust.get().authority().isPresent());
            out.writeBooleanProperty("secure", asked.encrypted());
        }));
    }

    /** DER as every browser and system takes it in, and PEM for those who keep certificates in files. */
    private Answer authority(boolean pem) {
        var authority = settings.trust().flatMap(Trust::authority);
        if (authority.isEmpty()) return Answer.words(NOT_FOUND, "http.no-authority");
        if (!pem) {
            return Answer.fresh("application/x-x509-ca-cert", authority.get())
                    .with("Content-Disposition", "attachment; filename=\"tertulia-ca.crt\"");
        }
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(authority.get());
        String text = "-----BEGIN CERTIFICATE-----\n" + lines + "\n-----END CERTIFICATE-----\n";
        return Answer.fresh("application/x-pem-file", text.getBytes(StandardCharsets.US_ASCII))
                .with("Content-Disposition", "attachment; filename=\"tertulia-ca.pem\"");
    }
}
