package tertulia.discovery;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import javax.jmdns.ServiceInfo;
import org.jspecify.annotations.Nullable;
import tertulia.model.Ip;
import tertulia.model.Visible;

/**
 * A server as it makes itself known: what it calls itself, harmless on a screen and of at most 63 characters before it was
 * made so; its address in digits; its port; whether one can speak to it by TLS there. Any of it may be a lie.
 */
public record Found(String name, String host, int port, boolean tls) {
    private static final int NAME_CHARACTERS = 63;

    /** What was told, if it is enough to connect to. JmDNS hands out halves, too: without {@code tls} more is to come. */
    static Optional<Found> of(ServiceInfo told) {
        return of(told.getName(), told.getInetAddresses(), told.getPort(), told.getPropertyString("tls"));
    }

    static Optional<Found> of(String name, InetAddress[] addresses, int port, @Nullable String tls) {
        if (tls == null || port < 1 || port > 65_535) return Optional.empty();
        return Arrays.stream(addresses)
                .filter(Found::isUsable)
                .min(Comparator.comparing(address -> !(address instanceof Inet4Address)))
                .map(address -> Ip.text(address.getHostAddress()))
                .map(host -> new Found(shown(name, host), host, port, "1".equals(tls)));
    }

    /** Nobody else's server is on this machine itself, and a link-local IPv6 address needs an interface besides. */
    private static boolean isUsable(InetAddress address) {
        return !address.isLoopbackAddress()
                && !address.isAnyLocalAddress()
                && !address.isMulticastAddress()
                && (address instanceof Inet4Address || !address.isLinkLocalAddress());
    }

    private static String shown(String name, String host) {
        if (name.isBlank()) return host;
        int end = name.offsetByCodePoints(0, Math.min(NAME_CHARACTERS, name.codePointCount(0, name.length())));
        return Visible.text(name.substring(0, end));
    }
}
