package tertulia.server.front.web;

import io.netty.util.NetUtil;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a request calls the server: a name or an address, with or without a port (RFC 9110 §7.2). {@code text} is that, in
 * lower case, and {@code name} is it without port and brackets.
 */
record Host(String text, String name, OptionalInt port, boolean isAddress) {

    /** Reads a Host header; empty if it is none. */
    static Optional<Host> of(String header) {
        String text = header.toLowerCase(Locale.ROOT);
        int end = text.startsWith("[") ? text.indexOf(']') + 1 : text.indexOf(':');
        if (end < 0) end = text.length();
        String name = text.substring(0, end);
        var port = port(text.substring(end));
        if (port.isEmpty() && end < text.length()) return Optional.empty();
        if (name.startsWith("[")) {
            String address = name.substring(1, name.length() - 1);
            return NetUtil.isValidIpV6Address(address) && address.indexOf('%') < 0
                    ? Optional.of(new Host(text, address, port, true))
                    : Optional.empty();
        }
        if (NetUtil.isValidIpV4Address(name)) return Optional.of(new Host(text, name, port, true));
        if (name.endsWith(".")) name = name.substring(0, name.length() - 1);
        return isName(name) ? Optional.of(new Host(text, name, port, false)) : Optional.empty();
    }

    /** Empty if the text is no colon and number, and for none behind the colon, which is allowed. */
    private static OptionalInt port(String text) {
        return text.matches(":[0-9]{1,5}") ? OptionalInt.of(Integer.parseInt(text.substring(1))) : OptionalInt.empty();
    }

    private static boolean isName(String text) {
        return !text.isEmpty()
                && text.charAt(0) != '.'
                && text.chars()
                        .allMatch(
                                c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '.' || c == '_');
    }

    /** Whether every device means itself by it. */
    boolean isThisMachine() {
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || name.equals("::1")
                || isAddress && name.startsWith("127.");
    }

    /**
     * Whether it can't be a name that somebody elsewhere made point here, to have a browser talk to this server in the name
     * of their page (DNS rebinding).
     */
    boolean isOurs(Names names) {
        return isAddress || isThisMachine() || names.has(name);
    }
}
