package tertulia.app;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;

/** Addresses as people type them. */
final class Addresses {
    private Addresses() {}

    /** {@code 192.0.2.7:5555} or {@code [2001:db8::7]:5555}. */
    static String text(InetSocketAddress address) {
        var host = address.getAddress();
        return (host == null ? address.getHostString() : text(host)) + ":" + address.getPort();
    }

    static String text(InetAddress host) {
        String plain = host.getHostAddress().replaceFirst("%.*", "");
        if (!(host instanceof Inet6Address)) return plain;
        return host.isAnyLocalAddress() ? "[::]" : "[" + plain + "]";
    }

    /** This machine's addresses that others may reach: of every interface that is up, but for loopback and link-local IPv6. */
    static List<InetAddress> ofThisMachine() {
        var found = new ArrayList<InetAddress>();
        try {
            for (var network : NetworkInterface.networkInterfaces().toList()) {
                if (!network.isUp() || network.isLoopback()) continue;
                network.inetAddresses()
                        .filter(address -> !(address instanceof Inet6Address && address.isLinkLocalAddress()))
                        .forEach(found::add);
            }
        } catch (SocketException e) {
            return List.of(); // Without a list, the address of this machine itself is still told.
        }
        return found;
    }
}
