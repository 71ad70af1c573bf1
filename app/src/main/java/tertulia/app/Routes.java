package tertulia.app;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Through which interface this machine reaches the rest of the world. Nothing is sent to find out. */
final class Routes {
    /** An address for documentation (RFC 5737), which is routed as any other. */
    private static final InetSocketAddress ELSEWHERE = new InetSocketAddress("192.0.2.1", 9);

    private static final int LEAST_FIELDS = 8;

    private Routes() {}

    /** The interfaces with a default route, each with its metric: the lowest is the one that is used. */
    static Map<String, Long> ofThisMachine() {
        try {
            var routes = new HashMap<String, Long>();
            read(routes, Files.readAllLines(Path.of("/proc/net/route")), false);
            if (Files.exists(Path.of("/proc/net/ipv6_route")))
                read(routes, Files.readAllLines(Path.of("/proc/net/ipv6_route")), true);
            return routes;
        } catch (IOException | NumberFormatException e) {
            return Map.of(); // No Linux: then it is asked otherwise.
        }
    }

    /** Reads Linux's table; the routes of IPv4 go before those of IPv6. */
    static void read(Map<String, Long> routes, List<String> table, boolean ipv6) {
        for (String line : table) {
            String[] fields = line.strip().split("\\s+", -1);
            if (fields.length < LEAST_FIELDS) continue;
            if (ipv6) {
                String name = fields[fields.length - 1];
                boolean isDefault = fields[0].matches("0{32}") && fields[1].equals("00") && !name.equals("lo");
                if (isDefault) routes.putIfAbsent(name, Long.parseLong(fields[5], 16));
            } else if (fields[1].equals("00000000") && fields[7].equals("00000000")) {
                routes.merge(fields[0], Long.parseLong(fields[6]), Math::min);
            }
        }
    }

    /** The address with which this machine would speak to others, where there is no table to read. */
    static Optional<InetAddress> usual() {
        try (var socket = new DatagramSocket()) {
            socket.connect(ELSEWHERE);
            return Optional.ofNullable(socket.getLocalAddress()).filter(address -> !address.isAnyLocalAddress());
        } catch (SocketException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
