package tertulia.server.front.web;

import io.netty.util.NetUtil;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a request calls the server: a name or an address, with or without a port (RFC 9110 §7.2). {@code text} is that, in
 * lower case, and {@code name} is it without port and brackets.
 */
record Host(String text, String name, boolean isAddress) {

    /** Reads a Host header; empty if it is none. */
    static Optional<Host> of(String header) {
        String text = header.toLowerCase(Locale.ROOT);
        int end = text.startsWith("[") ? text.indexOf(']') + 1 : text.indexOf(':');
        if (end < 0) end = text.length();
        String name = text.substring(0, end);
        if (!isPort(text.substring(end))) return Optional.empty();
        if (name.startsWith("[")) {
            String address = name.substring(1, name.length() - 1);
            return NetUtil.isValidIpV6Address(address) && address.indexOf('%') < 0
                    ? Optional.of(new Host(text, address, true))
                    : Optional.empty();
        }
        if (NetUtil.isValidIpV4Address(name)) return Optional.of(new Host(text, name, true));
        if (name.endsWith(".")) name = name.substring(0, name.length() - 1);
        return isName(name) ? Optional.of(new Host(text, name, false)) : Optional.empty();
    }

    private static boolean isPort(String text) {
        if (text.isEmpty()) return true;
        if (text.charAt(0) != ':' || text.length() > 6) return false;
        return text.chars().skip(1).allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean isName(String text) {
        return !text.isEmpty()
                && text.charAt(0) != '.'
                && text.chars()
                        .allMatch(
                                c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '.' || c == '_');
    }

    /**
     * Whether it can't be a name that somebody elsewhere made point here, to have a browser talk to this server in the name
     * of their page (DNS rebinding).
     */
    boolean isOurs(Set<String> names) {
        return isAddress
                || name.equals("localhost")
                || name.endsWith(".localhost")
                || name.endsWith(".local")
                || names.contains(name);
    }
}
