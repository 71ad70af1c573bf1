package tertulia.client;

/** Where a server is: a host name or address, and a port. */
public record Address(String host, int port) {
    /** The port a server has unless it says otherwise. */
    public static final int PORT = 5555;

    /** Throws IllegalArgumentException if there is no such port or no host. */
    public Address {
        if (host.isEmpty() || host.chars().anyMatch(Address::strange)) {
            throw new IllegalArgumentException("a host is needed, as HOST, HOST:PORT or [IPV6]:PORT");
        }
        if (port < 1 || port > 65_535) throw new IllegalArgumentException("a port is a number from 1 to 65535");
    }

    /**
     * Reads {@code HOST}, {@code HOST:PORT}, {@code [::1]:5555}, or a bare IPv6 address. Throws IllegalArgumentException,
     * with words for a person, on anything else.
     */
    public static Address of(String text) {
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            if (end < 0) throw new IllegalArgumentException("the ] is missing in " + text);
            String rest = text.substring(end + 1);
            if (!rest.isEmpty() && !rest.startsWith(":")) throw new IllegalArgumentException("no address: " + text);
            return new Address(text.substring(1, end), rest.isEmpty() ? PORT : port(rest.substring(1)));
        }
        int colon = text.indexOf(':');
        if (colon < 0 || colon != text.lastIndexOf(':')) return new Address(text, PORT);
        return new Address(text.substring(0, colon), port(text.substring(colon + 1)));
    }

    private static boolean strange(int c) {
        return Character.isWhitespace(c) || c == '[' || c == ']';
    }

    private static int port(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a port is a number from 1 to 65535, not " + text, e);
        }
    }

    /** The form {@link #of} reads. */
    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
