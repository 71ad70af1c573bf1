package tertulia.discovery;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.jmdns.JmDNS;
import javax.jmdns.ServiceInfo;

/** Makes a server known on the networks of this machine, until it is closed. What goes wrong with it harms nothing else. */
public final class Announcer implements AutoCloseable {
    /** A DNS label has 63 bytes; some are left for the suffix of a name that is taken. */
    private static final int NAME_BYTES = 56;

    private static final String USUAL_NAME = "Tertulia";
    private static final int GOODBYE_MILLIS = 200;

    private final Networks networks;

    /** What is told: the server's name, its port, the program's version, and whether TLS works by an address alone. */
    public record Service(String name, int port, String version, boolean tls) {}

    private Announcer(Networks networks) {
        this.networks = networks;
    }

    /**
     * Begins, in a thread of its own, to tell of a server that listens on {@code bound}: on all networks if that is the
     * wildcard, on none if it is loopback. A name that is taken there gets a number.
     */
    public static Announcer start(Service service, InetAddress bound) {
        Networks.Guest guest = network -> announce(network, service);
        return new Announcer(Networks.join(addresses(bound, Networks::ofThisMachine), guest));
    }

    /** The addresses at which a server that listens on {@code bound} can be reached from a network. */
    static Supplier<Set<InetAddress>> addresses(InetAddress bound, Supplier<Set<InetAddress>> all) {
        if (!bound.isAnyLocalAddress()) {
            var one = bound.isLoopbackAddress() ? Set.<InetAddress>of() : Set.of(bound);
            return () -> one;
        }
        if (!(bound instanceof Inet4Address)) return all;
        return () -> all.get().stream().filter(Inet4Address.class::isInstance).collect(Collectors.toUnmodifiableSet());
    }

    private static void announce(JmDNS network, Service service) throws IOException {
        var told = Map.of("version", service.version(), "tls", service.tls() ? "1" : "0");
        network.registerService(ServiceInfo.create(Networks.TYPE, label(service.name()), service.port(), 0, 0, told));
    }

    /** The name as one label of DNS: without dots, backslashes and control characters, and not too long. */
    static String label(String name) {
        String plain = name.replaceAll("[.\\\\\\p{Cntrl}]", "-").strip();
        var label = new StringBuilder();
        int bytes = 0;
        for (int c : plain.codePoints().toArray()) {
            String next = Character.toString(c);
            bytes += next.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > NAME_BYTES) break;
            label.append(next);
        }
        return label.isEmpty() ? USUAL_NAME : label.toString().strip();
    }

    /** Says goodbye on all networks; takes a fifth of a second at most. */
    @Override
    public void close() {
        networks.close();
        networks.awaitGoodbyes(GOODBYE_MILLIS);
    }
}
