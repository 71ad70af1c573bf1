package tertulia.client;

/** Where a server is: a host name or address, a port, and whether one speaks to it by TLS. */
public record Address(String host, int port, boolean tls) {
    /** The port a server has unless it says otherwise, plain and by TLS. */
    public static final int PORT = 5555;

    private static final String TLS = "tls://";

    /** Throws IllegalArgumentException if there is no such port or no host. */
    public Address {
        if (host.isEmpty() || host.chars().anyMatch(Address::strange)) {
            throw new IllegalArgumentException(
                    "a host is needed, as HOST, HOST:PORT or [IPV6]:PORT, after tls:// or not");
        }
        if (port < 1 || port > 65_535) throw new IllegalArgumentException("a port is a number from 1 to 65535");
    }

    /** One that is spoken to plainly. */
    public Address(String host, int port) {
        this(host, port, false);
    }

    /**
     * Reads {@code HOST}, {@code HOST:PORT}, {@code [::1]:5555}, or a bare IPv6 address, each with {@code tls://} before it
     * or not. Throws IllegalArgumentException, with words for a person, on anything else.
     */
    public static Address of(String text) {
        boolean tls = text.regionMatches(true, 0, TLS, 0, TLS.length());
        return of(tls ? text.substring(TLS.length()) : text, tls);
    }

    private static Address of(String text, boolean tls) {
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            if (end < 0) throw new IllegalArgumentException("the ] is missing in " + text);
            String rest = text.substring(end + 1);
            if (!rest.isEmpty() && !rest.startsWith(":")) throw new IllegalArgumentException("no address: " + text);
            return new Address(text.substring(1, end), rest.isEmpty() ? PORT : port(rest.substring(1)), tls);
        }
        int colon = text.indexOf(':');
        if (colon < 0 || colon != text.lastIndexOf(':')) return new Address(text, PORT, tls);
        return new Address(text.substring(0, colon), port(text.substring(colon + 1)), tls);
    }

    private static boolean strange(int c) {
        return Character.isWhitespace(c) || c == '[' || c == ']' || c == '/';
    }

    private static int port(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a port is a number from 1 to 65535, not " + text, e);
        }
    }

    /** The same place, spoken to plainly. */
    Address plain() {
        return new Address(host, port);
    }

    /** The form {@link #of} reads. */
    @Override
    public String toString() {
        return (tls ? TLS : "") + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
