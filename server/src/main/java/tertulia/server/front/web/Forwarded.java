package tertulia.server.front.web;

import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What proxies say of a request, as far as they do: where it comes from, by which name the server was asked for, and whether
 * by https. Read from {@code Forwarded} (RFC 7239) or {@code X-Forwarded-For}, {@code -Host}, {@code -Proto}.
 */
record Forwarded(Optional<InetSocketAddress> from, Optional<String> host, Optional<Boolean> https) {
    static final Forwarded NOTHING = new Forwarded(Optional.empty(), Optional.empty(), Optional.empty());

    /** One who passed the request on; the last of them is the one that is connected to us. */
    private record Hop(Optional<InetSocketAddress> from, Optional<String> host, Optional<Boolean> https) {}

    /**
     * Reads the headers of a request that a believed proxy passed on. Each proxy adds whom it was asked by behind what it was
     * told; so the word of the last is believed, and that of the one before if the last was asked by a believed one, and
     * so on. Empty if it cannot be read, or says two things: then somebody else wrote what the proxy leaves as it is.
     */
    static Optional<Forwarded> of(HttpHeaders headers, Predicate<InetAddress> believed) {
        var texts = headers.getAll("Forwarded");
        var elements =
                texts.isEmpty() ? Optional.of(List.<Map<String, String>>of()) : elements(String.join(",", texts));
        if (elements.isEmpty()) return Optional.empty();
        var standard = chosen(elements.get().stream().map(Forwarded::hop).toList(), believed);
        var usual = chosen(usual(headers), believed);
        boolean both = standard.from().isPresent() && usual.from().isPresent();
        if (both
                && !standard.from()
                        .map(InetSocketAddress::getAddress)
                        .equals(usual.from().map(InetSocketAddress::getAddress))) return Optional.empty();
        return Optional.of(new Forwarded(
                standard.from().or(usual::from),
                standard.host().or(usual::host),
                standard.https().or(usual::https)));
    }

    private static Forwarded chosen(List<Hop> hops, Predicate<InetAddress> believed) {
        if (hops.isEmpty()) return NOTHING;
        int at = hops.size() - 1;
        while (at > 0 && hops.get(at - 1).from().isPresent() && isBelieved(hops.get(at), believed)) at--;
        var hop = hops.get(at);
        return new Forwarded(hop.from(), hop.host(), hop.https());
    }

    private static boolean isBelieved(Hop hop, Predicate<InetAddress> believed) {
        return hop.from().map(InetSocketAddress::getAddress).filter(believed).isPresent();
    }

    // ---- Forwarded --------------------------------------------------------------------------------------------

    private static Hop hop(Map<String, String> element) {
        return new Hop(
                Optional.ofNullable(element.get("for")).flatMap(Forwarded::node),
                Optional.ofNullable(element.get("host")),
                Optional.ofNullable(element.get("proto")).map(Forwarded::isHttps));
    }

    /** The elements between commas, of pairs between semicolons; a value is a word, or stands in quotation marks. */
    private static Optional<List<Map<String, String>>> elements(String text) {
        var elements = new ArrayList<Map<String, String>>();
        Map<String, String> element = new HashMap<>();
        int at = 0;
        while (at <= text.length()) {
            int equals = text.indexOf('=', at);
            if (equals < 0) return Optional.empty();
            String name = text.substring(at, equals).strip().toLowerCase(Locale.ROOT);
            var value = new StringBuilder();
            at = value(text, equals + 1, value);
            if (at < 0 || element.put(name, value.toString()) != null) return Optional.empty();
            while (at < text.length() && text.charAt(at) == ' ') at++;
            boolean ends = at == text.length() || text.charAt(at) == ',';
            if (!ends && text.charAt(at) != ';') return Optional.empty();
            at++;
            if (!ends) continue;
            elements.add(element);
            element = new HashMap<>();
        }
        return Optional.of(elements);
    }

    /** Reads a value to its end, which is returned; -1 if it has none. */
    private static int value(String text, int from, StringBuilder value) {
        int at = from;
        if (at == text.length() || text.charAt(at) != '"') {
            while (at < text.length() && ",; ".indexOf(text.charAt(at)) < 0) value.append(text.charAt(at++));
            return at;
        }
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') return at + 1;
            if (c == '\\' && ++at < text.length()) c = text.charAt(at);
            value.append(c);
        }
        return -1;
    }

    // ---- X-Forwarded-… ----------------------------------------------------------------------------------------

    private static List<Hop> usual(HttpHeaders headers) {
        var host = list(headers, "X-Forwarded-Host");
        var proto = list(headers, "X-Forwarded-Proto").map(Forwarded::isHttps);
        var hops = new ArrayList<Hop>();
        for (String node : String.join(",", headers.getAll("X-Forwarded-For")).split(",", -1)) {
            hops.add(new Hop(node(node.strip()), host, proto));
        }
        return hops;
    }

    /** The last word of a list; only whom the request comes from is listed by all. */
    private static Optional<String> list(HttpHeaders headers, String name) {
        String all = String.join(",", headers.getAll(name));
        String last = all.substring(all.lastIndexOf(',') + 1).strip();
        return last.isEmpty() ? Optional.empty() : Optional.of(last);
    }

    private static boolean isHttps(String proto) {
        return proto.equalsIgnoreCase("https") || proto.equalsIgnoreCase("wss");
    }

    /** An address, with a port or without (RFC 7239 §6); what is unknown or hidden is none. */
    private static Optional<InetSocketAddress> node(String text) {
        int end = text.startsWith("[") ? text.indexOf(']') + 1 : text.indexOf(':');
        boolean plain = end <= 0 || !text.startsWith("[") && text.indexOf(':', end + 1) > 0;
        String address = plain ? text : text.substring(0, end);
        String rest = plain ? "" : text.substring(end);
        if (!rest.matches("(:[0-9]{1,5})?")) return Optional.empty();
        try {
            int port = rest.isEmpty() ? 0 : Integer.parseInt(rest.substring(1));
            boolean bracketed = address.startsWith("[") && address.endsWith("]");
            String bare = bracketed ? address.substring(1, address.length() - 1) : address;
            return Optional.of(new InetSocketAddress(InetAddress.ofLiteral(bare), port));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
