package tertulia.discovery;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.jmdns.JmDNS;
import javax.jmdns.impl.JmDNSImpl;
import org.jspecify.annotations.Nullable;
import tertulia.model.Ip;

/** A multicast DNS on each network that this machine is in, in threads of their own; networks may come and go. */
final class Networks implements AutoCloseable {
    /** The service type, in the form that JmDNS wants. */
    static final String TYPE = "_tertulia._tcp.local.";

    private static final System.Logger LOG = System.getLogger(Networks.class.getName());
    private static final int LOOK_SECONDS = 5;
    private static final int MOST = 16;

    /** JmDNS remembers all that is told on a network. One that tells more than this is left for good. */
    private static final int MOST_RECORDS = 10_000;

    /** Between two packets, so that between two looks no network can tell more than memory holds. */
    private static final long PAUSE_MILLIS = 20;

    private final Supplier<Set<InetAddress>> addresses;
    private final Guest guest;
    /** Not the machine's own name, which is nobody's business. */
    private final String host =
            "tertulia-" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);

    private final Map<InetAddress, JmDNS> open = new HashMap<>();
    private final Set<InetAddress> left = new HashSet<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<Thread> goodbyes = new ArrayList<>();
    private boolean told;

    /** What is done on a network. */
    interface Guest {
        /** Called once for a network, in a thread that may wait. */
        void joined(JmDNS network) throws IOException;

        /** The network is there no more, or this machine no longer in it. */
        default void left(JmDNS network) {}
    }

    private Networks(Supplier<Set<InetAddress>> addresses, Guest guest) {
        this.addresses = addresses;
        this.guest = guest;
    }

    /** Begins in a thread of its own, and looks every few seconds at which addresses there are. */
    static Networks join(Supplier<Set<InetAddress>> addresses, Guest guest) {
        var networks = new Networks(addresses, guest);
        Thread.ofPlatform().daemon().name("discovery").start(networks::run);
        return networks;
    }

    /** This machine's addresses, on each interface that knows multicast one of IPv4 and one of IPv6; loopback has none. */
    static Set<InetAddress> ofThisMachine() {
        var found = new LinkedHashSet<InetAddress>();
        try {
            for (var network : NetworkInterface.networkInterfaces().toList()) {
                if (!network.isUp() || network.isLoopback() || network.isPointToPoint()) continue;
                if (!network.supportsMulticast()) continue;
                var usable = network.inetAddresses()
                        .filter(address -> address instanceof Inet4Address || !address.isLinkLocalAddress())
                        .toList();
                usable.stream()
                        .filter(Inet4Address.class::isInstance)
                        .findFirst()
                        .ifPresent(found::add);
                usable.stream()
                        .filter(address -> !(address instanceof Inet4Address))
                        .findFirst()
                        .ifPresent(found::add);
            }
        } catch (SocketException e) {
            return Set.of(); // The next look may see them.
        }
        return found;
    }

    private void run() {
        try {
            do look();
            while (!over.await(LOOK_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void look() {
        if (over.getCount() == 0) return;
        var wanted = addresses.get();
        for (var address : Set.copyOf(open.keySet())) {
            boolean tooMuch = isTooMuch(open.get(address));
            if (tooMuch) {
                left.add(address);
                tell(address, "more is told there than can be listened to");
            }
            if (tooMuch || !wanted.contains(address)) leave(open.remove(address));
        }
        for (var address : wanted) {
            if (open.size() < MOST && !open.containsKey(address) && !left.contains(address)) join(address);
        }
    }

    private static boolean isTooMuch(@Nullable JmDNS network) {
        if (!(network instanceof JmDNSImpl known)) return false;
        return known.getCache().allValues().size() > MOST_RECORDS
                || known.getServiceTypes().size() > MOST_RECORDS;
    }

    private void join(InetAddress address) {
        try {
            var network = JmDNS.create(named(address), host, PAUSE_MILLIS);
            open.put(address, network);
            Thread.ofPlatform().daemon().name("discovery-join").start(() -> use(address, network));
        } catch (IOException | RuntimeException e) {
            tell(address, e.toString());
        }
    }

    /**
     * The address with our name, for else JmDNS asks a name server for one, and where none answers that takes longer than anybody
     * waits.
     */
    private InetAddress named(InetAddress address) throws UnknownHostException {
        return address instanceof Inet6Address scoped
                ? Inet6Address.getByAddress(host, address.getAddress(), scoped.getScopeId())
                : InetAddress.getByAddress(host, address.getAddress());
    }

    private void use(InetAddress address, JmDNS network) {
        try {
            guest.joined(network);
        } catch (IOException | RuntimeException e) {
            synchronized (this) {
                if (over.getCount() > 0 && open.containsKey(address)) tell(address, e.toString());
            }
        }
    }

    private void leave(@Nullable JmDNS network) {
        if (network == null) return;
        guest.left(network);
        goodbyes.add(Thread.ofPlatform().daemon().name("discovery-leave").start(() -> close(network)));
    }

    private static void close(JmDNS network) {
        try {
            network.close();
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.TRACE, "leaving a network", e); // It is left one way or another.
        }
    }

    /** Nothing depends on it, so one line is enough for whoever wonders why nobody is found. */
    private void tell(InetAddress address, String why) {
        if (!told)
            LOG.log(
                    Level.INFO,
                    "trouble where=discovery address={0} cause={1}",
                    Ip.text(address.getHostAddress()),
                    why);
        told = true;
    }

    /** Leaves all networks; goodbyes go out in threads of their own. */
    @Override
    public synchronized void close() {
        over.countDown();
        goodbyes.removeIf(goodbye -> !goodbye.isAlive());
        open.values().forEach(this::leave);
        open.clear();
    }

    /** Gives goodbyes time to go out: the first packet does so at once, though JmDNS repeats it for seconds. */
    void awaitGoodbyes(long millis) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        try {
            for (var goodbye : goodbyes()) goodbye.join(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized List<Thread> goodbyes() {
        return List.copyOf(goodbyes);
    }
}
