package tertulia.app;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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

    /** This machine's own name, in lower case; where it is in a file, without asking a name server. */
    static String hostName() {
        try {
            var file = Path.of("/proc/sys/kernel/hostname");
            String name = Files.exists(file)
                    ? Files.readString(file).strip()
                    : InetAddress.getLocalHost().getHostName();
            return name.toLowerCase(Locale.ROOT);
        } catch (IOException e) {
            return "localhost"; // A machine without a name is not called by one.
        }
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
