package tertulia.server.tls;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a machine is called and where it is reached. Addresses are written as {@link InetAddress#getHostAddress} does. */
record Host(Set<String> names, Set<String> addresses) {
    private static final Pattern NAME =
            Pattern.compile("(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");
    private static final int MOST_ADDRESSES = 200;

    Host {
        names = Set.copyOf(names);
        addresses = Set.copyOf(addresses);
    }

    /** This machine as it is now, of this host name, and these names for it besides. */
    static Host here(String hostName, Collection<String> more) {
        return new Host(names(hostName, more), localAddresses());
    }

    /** Of a machine with this host name: the name, its first label, that in {@code .local}, localhost, and more. */
    static Set<String> names(String host, Collection<String> more) {
        var names = new LinkedHashSet<>(List.of("localhost"));
        String full = host.toLowerCase(Locale.ROOT);
        if (NAME.matcher(full).matches() && !full.matches("[0-9.]+")) {
            String label = full.replaceFirst("\\..*", "");
            names.addAll(List.of(full, label, label + ".local"));
        }
        for (String name : more) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (NAME.matcher(lower).matches()) names.add(lower);
        }
        return names;
    }

    private static Set<String> localAddresses() {
        var found = new LinkedHashSet<>(List.of("127.0.0.1", "0:0:0:0:0:0:0:1"));
        try {
            for (var network : NetworkInterface.networkInterfaces().toList()) {
                if (!network.isUp()) continue;
                network.inetAddresses().map(Host::text).forEach(found::add);
            }
        } catch (SocketException e) {
            return found; // Those of this machine itself are always there.
        }
        return found.stream().limit(MOST_ADDRESSES).collect(Collectors.toSet());
    }

    static String text(InetAddress address) {
        return address.getHostAddress().replaceFirst("%.*", "");
    }
}
