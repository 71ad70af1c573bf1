package tertulia.model;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** IP addresses as people write them: IPv6 short (RFC 5952), and in brackets where a port or a path follows. */
public final class Ip {
    private static final int WORDS = 8;

    private Ip() {}

    /** {@code 192.0.2.7}, {@code 2001:db8::7}, {@code fe80::1%eth0}. */
    public static String text(InetAddress address) {
        if (!(address instanceof Inet6Address)) return address.getHostAddress();
        String given = address.getHostAddress();
        int zone = address.isLinkLocalAddress() ? given.indexOf('%') : -1; // Java adds it to others, too.
        return shortened(address.getAddress()) + (zone < 0 ? "" : given.substring(zone));
    }

    /** The same in brackets if it is IPv6. */
    public static String host(InetAddress address) {
        return address instanceof Inet6Address ? "[" + text(address) + "]" : text(address);
    }

    /** {@code 192.0.2.7:5555} or {@code [2001:db8::7]:5555}; the name, if it is not resolved. */
    public static String text(InetSocketAddress address) {
        var host = address.getAddress();
        return (host == null ? address.getHostString() : host(host)) + ":" + address.getPort();
    }

    /** In hexadecimal, with :: for the longest run of two zeros or more, the first of equals. */
    private static String shortened(byte[] address) {
        int[] words = new int[WORDS];
        for (int i = 0; i < WORDS; i++) words[i] = (address[2 * i] & 0xff) << 8 | address[2 * i + 1] & 0xff;
        int start = 0;
        int length = 1;
        for (int i = 0; i < WORDS; i++) {
            int end = i;
            while (end < WORDS && words[end] == 0) end++;
            if (end - i > length) {
                start = i;
                length = end - i;
            }
        }
        if (length < 2) return joined(words, 0, WORDS);
        return joined(words, 0, start) + "::" + joined(words, start + length, WORDS);
    }

    private static String joined(int[] words, int from, int to) {
        var text = new StringBuilder();
        for (int i = from; i < to; i++) text.append(i > from ? ":" : "").append(Integer.toHexString(words[i]));
        return text.toString();
    }
}
