package tertulia.server.front.web;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The files of the web client, from the class path. Each is read when it is first asked for and kept: what strangers may ask
 * for is a few names of a shape that leads nowhere else, so that is bounded by what we ship.
 */
final class Assets {
    private static final String FOLDER = "tertulia/web/";
    private static final int NAME_CHARACTERS = 100;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]+(?:/[A-Za-z0-9-]+)*(?:\\.[A-Za-z0-9-]+)+");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "json", "application/json",
            "webmanifest", "application/manifest+json",
            "svg", "image/svg+xml",
            "png", "image/png",
            "ico", "image/x-icon",
            "woff2", "font/woff2");

    /** A name with a hash of the content in it. */
    private static final Pattern HASHED = Pattern.compile(".*-[0-9A-Z]{8}\\.(?:js|css)");

    private final Map<String, Asset> known = new ConcurrentHashMap<>();

    /** The file of this name, for a request with these headers; empty if there is none. */
    Optional<Answer> answer(String name, HttpHeaders asked) {
        var asset = find(name);
        return asset == null ? Optional.empty() : Optional.of(asset.answer(asked));
    }

    private @Nullable Asset find(String name) {
        var found = known.get(name);
        if (found != null) return found;
        if (name.length() > NAME_CHARACTERS || !NAME.matcher(name).matches()) return null;
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) return null;
        try (var in = Assets.class.getClassLoader().getResourceAsStream(FOLDER + name)) {
            if (in == null) return null;
            var asset = Asset.of(type, HASHED.matcher(name).matches(), in.readAllBytes());
            known.put(name, asset);
            return asset;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * One file and, if that is smaller, the same zipped; the tag says by its content which it is. Pages are small and never
     * zipped: so whoever looks for BREACH finds no compressed page at all.
     */
    private record Asset(
            String type,
            boolean lasting,
            ByteBuf plain,
            @Nullable ByteBuf zipped,
            String tag) {

        static Asset of(String type, boolean lasting, byte[] bytes) throws IOException {
            byte[] zipped = zip(bytes);
            var small = zipped.length < bytes.length && !type.startsWith("text/html") ? shared(zipped) : null;
            return new Asset(type, lasting, shared(bytes), small, HexFormat.of().formatHex(sha256(bytes), 0, 8));
        }

        /** Outside the heap, so that it is sent without a copy, and as long as the asset is there. */
        private static ByteBuf shared(byte[] bytes) {
            var memory = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
            return Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(memory));
        }

        private static byte[] zip(byte[] bytes) throws IOException {
            var zipped = new ByteArrayOutputStream(bytes.length / 2);
            try (var out = new GZIPOutputStream(zipped)) {
                out.write(bytes);
            }
            return zipped.toByteArray();
        }

        private static byte[] sha256(byte[] bytes) {
            try {
                return MessageDigest.getInstance("SHA-256").digest(bytes);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Browsers ask each time whether it is still the same, so that a new version is there at once; but what has a hash in its name stays the same for ever. */
        Answer answer(HttpHeaders asked) {
            var small = zipped != null && takesGzip(asked) ? zipped : null;
            String name = '"' + tag + (small == null ? "" : "-gzip") + '"';
            boolean has = asked.getAll(HttpHeaderNames.IF_NONE_MATCH).stream().anyMatch(tags -> hasTag(tags, name));
            var answer = has
                    ? Answer.empty(HttpResponseStatus.NOT_MODIFIED)
                    : Answer.of(HttpResponseStatus.OK, type, (small == null ? plain : small).duplicate());
            if (small != null && !has) answer.with("Content-Encoding", "gzip");
            if (zipped != null) answer.with("Vary", "Accept-Encoding");
            return answer.with("ETag", name)
                    .with("Cache-Control", lasting ? "public, max-age=31536000, immutable" : "no-cache");
        }

        /** RFC 9110 §13.1.2: weak comparison. */
        private static boolean hasTag(String tags, String name) {
            for (String one : tags.split(",", -1)) {
                String tag = one.strip();
                if (tag.equals("*") || tag.equals(name) || tag.equals("W/" + name)) return true;
            }
            return false;
        }

        private static boolean takesGzip(HttpHeaders asked) {
            for (String codings : asked.getAll(HttpHeaderNames.ACCEPT_ENCODING)) {
                for (String coding : codings.split(",", -1)) {
                    String[] parts = coding.split(";", 2);
                    if (!parts[0].strip().equalsIgnoreCase("gzip")) continue;
                    return parts.length == 1 || !parts[1].replace(" ", "").matches("q=0(\\.0*)?");
                }
            }
            return false;
        }
    }
}
