package tertulia.app;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import tertulia.model.Ip;

/** This machine's own addresses and name. */
final class Addresses {
    /** Names of interfaces that lead into a tunnel, or to containers and virtual machines on this machine. */
    private static final Pattern INWARD = Pattern.compile(
            "(docker|br-|virbr|veth|vmnet|vboxnet|lxc|lxd|cni|flannel|podman|tun|tap|wg|tailscale|zt|utun|ppp).*");

    private Addresses() {}

    /** An interface that is up: its name, whether it is a tunnel or leads to what is on this machine only, its addresses. */
    record Link(String name, boolean inward, List<InetAddress> addresses) {}

    /** {@code 192.0.2.7:5555} or {@code [2001:db8::7]:5555}. */
    static String text(InetSocketAddress address) {
        var host = address.getAddress();
        return (host == null ? address.getHostString() : Ip.host(host.getHostAddress())) + ":" + address.getPort();
    }

    /** All addresses of this machine, of IPv6 and IPv4; where there is no IPv6, of IPv4. */
    static InetSocketAddress everywhere(int port) {
        try {
            return new InetSocketAddress(hasIpv6() ? "::" : "0.0.0.0", port);
        } catch (SocketException e) {
            return new InetSocketAddress(port);
        }
    }

    private static boolean hasIpv6() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .anyMatch(Inet6Address.class::isInstance);
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

    /**
     * This machine's addresses that others may reach, the likeliest first: of every interface that is up, but for loopback and
     * link-local IPv6.
     */
    static List<InetAddress> ofThisMachine() {
        try {
            var links = new ArrayList<Link>();
            for (var network : NetworkInterface.networkInterfaces().toList()) {
                if (!network.isUp() || network.isLoopback()) continue;
                var addresses = network.inetAddresses()
                        .filter(address -> !(address instanceof Inet6Address && address.isLinkLocalAddress()))
                        .toList();
                boolean inward = network.isPointToPoint()
                        || INWARD.matcher(network.getName()).matches();
                links.add(new Link(network.getName(), inward, addresses));
            }
            return ordered(links, routes(links));
        } catch (SocketException e) {
            return List.of(); // Without a list, the address of this machine itself is still told.
        }
    }

    private static Map<String, Long> routes(List<Link> links) {
        var routes = Routes.ofThisMachine();
        if (!routes.isEmpty()) return routes;
        var usual = Routes.usual();
        return links.stream()
                .filter(link -> usual.isPresent() && link.addresses().contains(usual.get()))
                .findFirst()
                .map(link -> Map.of(link.name(), 0L))
                .orElse(Map.of());
    }

    /**
     * First of the interface through which the rest of the world is reached, then of the others; of tunnels and of what is on
     * this machine only at the end; of each interface IPv4 first.
     */
    static List<InetAddress> ordered(List<Link> links, Map<String, Long> routes) {
        return links.stream()
                .sorted(Comparator.comparing(Link::inward)
                        .thenComparing(link -> routes.getOrDefault(link.name(), Long.MAX_VALUE)))
                .flatMap(link -> link.addresses().stream()
                        .sorted(Comparator.comparing(address -> !(address instanceof Inet4Address))))
                .toList();
    }
}
