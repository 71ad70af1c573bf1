package tertulia.model;

import java.util.Arrays;
import java.util.List;

/** IP addresses as people write them, from what Java writes: IPv6 short (RFC 5952), and in brackets where more follows. */
public final class Ip {
    private static final String ZERO = "0";

    private Ip() {}

    /**
     * {@code 2001:db8::7} for {@code 2001:db8:0:0:0:0:0:7}; IPv4 as it is. A zone stays behind a link-local address alone, which
     * means nothing without; Java adds it to others, too.
     */
    public static String text(String address) {
        if (address.indexOf(':') < 0) return address;
        int zone = address.indexOf('%');
        String plain = zone < 0 ? address : address.substring(0, zone);
        boolean linkLocal = plain.regionMatches(true, 0, "fe8", 0, 3);
        return shortened(Arrays.asList(plain.split(":", -1))) + (linkLocal && zone >= 0 ? address.substring(zone) : "");
    }

    /** The same in brackets if it is IPv6. */
    public static String host(String address) {
        return address.indexOf(':') < 0 ? address : "[" + text(address) + "]";
    }

    /** With :: for the longest run of two zeros or more, the first of equals. */
    private static String shortened(List<String> words) {
        int start = 0;
        int length = 1;
        for (int i = 0; i < words.size(); i++) {
            int end = i;
            while (end < words.size() && words.get(end).equals(ZERO)) end++;
            if (end - i > length) {
                start = i;
                length = end - i;
            }
        }
        if (length < 2) return String.join(":", words);
        return String.join(":", words.subList(0, start)) + "::"
                + String.join(":", words.subList(start + length, words.size()));
    }
}
