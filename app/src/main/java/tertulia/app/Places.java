package tertulia.app;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tertulia.model.Ip;

/**
 * Where a server that listens on {@code bound} can be reached, by the names and addresses that people type; those after the first
 * line are in the order in which they should be tried.
 *
 * @param links what a browser opens, with the key of the word that says from where
 * @param join the host that others than browsers name: one that a whole network can reach, if there is one
 * @param code what a phone opens, if others than this machine can reach it at all
 */
record Places(List<Link> links, String join, Optional<String> code) {

    /** {@code where} is the end of a key, as in {@code banner.network}. */
    record Link(String url, String where) {}

    /**
     * A server on loopback alone is reached under a public name through a proxy, by https at its usual port; so is every server
     * that is {@code behindProxy}.
     */
    static Places of(
            InetSocketAddress bound,
            Collection<String> publicNames,
            boolean behindProxy,
            boolean tlsOnly,
            Supplier<List<InetAddress>> machine) {
        var address = bound.getAddress();
        boolean here = address.isLoopbackAddress();
        var network = reachable(address, machine);
        var names = publicNames.stream().sorted().toList();
        boolean proxied = behindProxy || here;
        int port = bound.getPort();

        var links = new ArrayList<Link>();
        if (here || address.isAnyLocalAddress())
            links.add(new Link(url(here ? host(address) : "localhost", port, tlsOnly), "here"));
        for (String name : names)
            links.add(new Link(proxied ? "https://" + name + "/" : url(name, port, tlsOnly), "public"));
        for (var other : network) links.add(new Link(url(host(other), port, tlsOnly), "network"));

        var join = Stream.concat(
                        proxied ? Stream.<String>of() : names.stream(),
                        network.stream().map(Places::host))
                .findFirst()
                .orElse(here ? host(address) : "localhost");
        return new Places(links, join, code(links, network, port, tlsOnly));
    }

    private static List<InetAddress> reachable(InetAddress bound, Supplier<List<InetAddress>> machine) {
        if (bound.isLoopbackAddress()) return List.of();
        if (!bound.isAnyLocalAddress()) return List.of(bound);
        return machine.get().stream()
                .filter(address -> address instanceof Inet4Address || !(bound instanceof Inet4Address))
                .toList();
    }

    /** A public name, else the first address of IPv4, which a phone is most likely to reach. */
    private static Optional<String> code(List<Link> links, List<InetAddress> network, int port, boolean tlsOnly) {
        var named = links.stream().filter(link -> link.where().equals("public")).map(Link::url);
        var addresses = Stream.concat(network.stream().filter(Inet4Address.class::isInstance), network.stream());
        return Stream.concat(named, addresses.map(address -> url(host(address), port, tlsOnly)))
                .findFirst();
    }

    /** What a browser opens to come here, the best for another device first. */
    List<String> urls() {
        return Stream.concat(code.stream(), links.stream().map(Link::url))
                .distinct()
                .toList();
    }

    private static String host(InetAddress address) {
        return Ip.host(address.getHostAddress());
    }

    /** The usual port of http and https is not written. */
    static String url(String host, int port, boolean tls) {
        return (tls ? "https://" : "http://") + host + (port == (tls ? 443 : 80) ? "" : ":" + port) + "/";
    }
}
