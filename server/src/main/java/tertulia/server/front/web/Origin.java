package tertulia.server.front.web;

import java.util.Locale;
import java.util.Optional;

/** Where a page comes from (RFC 6454). Two are equal if they mean the same: the port that the scheme has anyway is said. */
record Origin(String scheme, String name, int port) {

    /** Reads what a browser says in {@code Origin}; empty for a page that comes from no server. */
    static Optional<Origin> of(String header) {
        String text = header.toLowerCase(Locale.ROOT);
        boolean encrypted = text.startsWith("https://");
        if (!encrypted && !text.startsWith("http://")) return Optional.empty();
        return Host.of(text.substring(encrypted ? 8 : 7)).map(host -> of(encrypted, host));
    }

    /** That of a server's own page. */
    static Origin of(boolean encrypted, Host host) {
        int usual = encrypted ? 443 : 80;
        return new Origin(encrypted ? "https" : "http", host.name(), host.port().orElse(usual));
    }
}
