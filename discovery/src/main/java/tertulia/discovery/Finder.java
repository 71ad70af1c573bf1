package tertulia.discovery;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.jmdns.JmDNS;
import javax.jmdns.ServiceEvent;
import javax.jmdns.ServiceInfo;
import javax.jmdns.ServiceListener;

/** Listens for servers on the networks of this machine, until it is closed. Where there is no multicast it finds nobody. */
public final class Finder implements AutoCloseable {
    private static final int MOST = 64;

    private final Consumer<List<Found>> listener;
    private final Map<Heard, Told> told = new HashMap<>();
    private final Networks networks;
    private List<Found> known = List.of();

    /** An announcement, by where it was heard. */
    private record Heard(JmDNS network, String name) {}

    /** {@code server}: what is the same if one server is heard on several networks. */
    private record Told(String server, Found found) {}

    private Finder(Consumer<List<Found>> listener) {
        this.listener = listener;
        networks = Networks.join(Networks::ofThisMachine, new Guest());
    }

    /**
     * Begins to listen. Whenever servers come or go, {@code listener} is told all that are there now, at most 64, by their
     * names; in threads of the finder's, one call after the other. The first are there within about a second.
     */
    public static Finder start(Consumer<List<Found>> listener) {
        return new Finder(listener);
    }

    /** Nothing is told any more once this returns; what is to be tidied up is so beside. */
    @Override
    public void close() {
        networks.close();
        synchronized (this) {
            told.clear();
            known = List.of();
        }
    }

    private synchronized boolean isFull() {
        return told.size() >= MOST;
    }

    private synchronized void found(Heard heard, ServiceInfo info) {
        var found = Found.of(info);
        if (found.isEmpty() || told.size() >= MOST && !told.containsKey(heard)) return;
        told.put(heard, new Told(info.getServer() + ":" + info.getPort(), found.get()));
        tell();
    }

    private synchronized void lost(Heard heard) {
        if (told.remove(heard) != null) tell();
    }

    private synchronized void lost(JmDNS network) {
        if (told.keySet().removeIf(heard -> heard.network().equals(network))) tell();
    }

    private void tell() {
        var seen = new HashSet<String>();
        var now = told.values().stream()
                .sorted(Comparator.comparing((Told one) -> one.found().name(), String.CASE_INSENSITIVE_ORDER)
                        .thenComparing(one -> one.found().host().contains(":"))
                        .thenComparing(one -> one.found().host()))
                .filter(one -> seen.add(one.server()))
                .map(Told::found)
                .toList();
        if (now.equals(known)) return;
        known = now;
        listener.accept(now);
    }

    private final class Guest implements Networks.Guest {
        @Override
        public void joined(JmDNS network) {
            network.addServiceListener(Networks.TYPE, new Ear());
        }

        @Override
        public void left(JmDNS network) {
            lost(network);
        }
    }

    private final class Ear implements ServiceListener {
        @Override
        public void serviceAdded(ServiceEvent event) {
            // Only the name is known yet: the rest is asked for.
            if (!isFull()) event.getDNS().requestServiceInfo(event.getType(), event.getName());
        }

        @Override
        public void serviceResolved(ServiceEvent event) {
            found(new Heard(event.getDNS(), event.getName()), event.getInfo());
        }

        @Override
        public void serviceRemoved(ServiceEvent event) {
            lost(new Heard(event.getDNS(), event.getName()));
        }
    }
}
