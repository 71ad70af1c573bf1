package tertulia.server.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What a machine is called and where it is reached. Addresses are written as {@link InetAddress#getHostAddress} does. */
record Host(Set<String> names, Set<String> addresses) {
    private static final Pattern NAME =
            Pattern.compile("(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");
    private static final int MOST_ADDRESSES = 200;

    Host {
        names = Set.copyOf(names);
        addresses = Set.copyOf(addresses);
    }

    /** This machine as it is now, and these names for it besides. */
    static Host here(List<String> more) {
        return new Host(names(hostName(), more), localAddresses());
    }

    /** Of a machine with this host name: the name, its first label, that in {@code .local}, localhost, and more. */
    static Set<String> names(String host, List<String> more) {
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

    /** As the system calls itself; not asked of the network, which may take seconds to answer. */
    static String hostName() {
        try {
            var linux = Path.of("/proc/sys/kernel/hostname");
            if (Files.isReadable(linux)) return Files.readString(linux).strip();
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        } catch (IOException e) {
            return "localhost";
        }
    }

    private static Set<String> localAddresses() {
        var found = new TreeSet<>(List.of("127.0.0.1", "0:0:0:0:0:0:0:1"));
        try {
            for (var network : NetworkInterface.networkInterfaces().toList()) {
                if (!network.isUp()) continue;
                network.inetAddresses().limit(MOST_ADDRESSES).map(Host::text).forEach(found::add);
            }
        } catch (SocketException e) {
            return Set.copyOf(found); // Those of this machine itself are always there.
        }
        while (found.size() > MOST_ADDRESSES) found.remove(found.last());
        return found;
    }

    static String text(InetAddress address) {
        return address.getHostAddress().replaceFirst("%.*", "");
    }
}
