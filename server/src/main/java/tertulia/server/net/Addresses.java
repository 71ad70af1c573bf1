package tertulia.server.net;

import io.netty.channel.ChannelFuture;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import tertulia.core.Allowance;
import tertulia.core.Budget;
import tertulia.core.Network;
import tertulia.core.Rate;
import tertulia.core.Share;
import tertulia.model.Ip;
import tertulia.model.Limit;
import tertulia.model.Limits;

/**
 * How many connections there are, in all and from each network, and what a network may do: the one place where it is decided which
 * connections belong together. What was used up is remembered after the last connection until it is made up for. Used from every
 * lane.
 */
final class Addresses {
    /** What a connection and who is behind it cost in the heap while nothing happens. */
    private static final long CONNECTION_BYTES = 2048;
    /** What it costs in the heap to remember an address. */
    private static final long REMEMBERED_BYTES = 320;
    /** How many times what an address may holds for the wider network that it is in. */
    private static final int WIDER = 4;

    private static final Network LOOPBACK = Network.free("loopback");

    private final Limits limits;
    private final Descriptors descriptors = Descriptors.left();
    private final Share share;
    private final long mostRemembered;
    private final AtomicInteger all = new AtomicInteger();

    // Guarded by itself.
    private final Map<Prefix, Shares> known = new HashMap<>();

    Addresses(Limits limits, Budget budget) {
        this.limits = limits;
        share = budget.share(Budget.Use.CONNECTIONS);
        long most = budget.share(Budget.Use.RATES).most() / 2 / REMEMBERED_BYTES;
        mostRemembered = Math.min(limits.of(Limit.REMEMBERED_ADDRESSES), most);
    }

    /** Counts a connection until it is closed; false if there are too many already. */
    boolean enter(ChannelFuture closed) {
        long most = limits.of(Limit.CONNECTIONS);
        int number = all.incrementAndGet();
        share.add(CONNECTION_BYTES);
        closed.addListener(gone -> left());
        if (number > descriptors.most()) {
            descriptors.missing(number - 1);
            return false;
        }
        return (most == 0 || number <= most) && !share.isUsed();
    }

    /** Whether so many newcomers are being sent away that others must wait for that. */
    boolean isCrowded() {
        return all.get() - Descriptors.TOLD >= descriptors.most();
    }

    /** No connection could be taken in. */
    void failed() {
        descriptors.missing(all.get());
    }

    /** Counts a connection from this address; what it shares with others, or nothing if there are too many of them already. */
    Optional<Network> share(InetAddress address, ChannelFuture closed) {
        if (address.isLoopbackAddress()) return Optional.of(LOOPBACK);
        var prefixes = Prefix.of(address);
        var shares = count(prefixes);
        closed.addListener(gone -> leave(shares));
        if (shares.stream().anyMatch(Shares::isFull)) return Optional.empty();
        return Optional.of(new Network(
                prefixes.getFirst().text(),
                all(shares, each -> each.says),
                all(shares, each -> each.commands),
                all(shares, each -> each.joins),
                all(shares, each -> each.bytes)));
    }

    private static Rate all(List<Shares> shares, Function<Shares, Rate> which) {
        return shares.stream().map(which).reduce(Rate::both).orElse(Rate.FREE);
    }

    private List<Shares> count(List<Prefix> prefixes) {
        synchronized (known) {
            tidy();
            return prefixes.stream()
                    .map(prefix -> {
                        var shares =
                                known.computeIfAbsent(prefix, _ -> new Shares(limits, prefix.isWide() ? WIDER : 1));
                        shares.connections++;
                        return shares;
                    })
                    .toList();
        }
    }

    private void leave(List<Shares> shares) {
        synchronized (known) {
            for (var each : shares) each.connections--;
        }
    }

    /** Of those without connections, keeps at most so many: first what is whole goes, then what is nearest to it. */
    private void tidy() {
        long most = mostRemembered + all.get() * 2L;
        if (known.size() <= most) return;
        long nanos = System.nanoTime();
        record Measured(Prefix prefix, long missing) {}
        var idle = known.entrySet().stream()
                .filter(one -> one.getValue().connections == 0)
                .map(one -> new Measured(one.getKey(), one.getValue().missing(nanos)))
                .sorted(Comparator.comparingLong(Measured::missing))
                .toList();
        int whole = (int) idle.stream().filter(one -> one.missing == 0).count();
        for (var one : idle.subList(0, Math.max(whole, idle.size() / 4))) known.remove(one.prefix);
    }

    /** How many networks are remembered or have connections. */
    int networks() {
        synchronized (known) {
            return known.size();
        }
    }

    /** The first so many bits of an address. */
    private record Prefix(long bits, int length) {
        /** What the address counts as: itself if it is IPv4; of IPv6 the 64 bits of its link, and the 56 of a household. */
        static List<Prefix> of(InetAddress address) {
            byte[] bytes = address.getAddress();
            long bits = 0;
            for (int i = 0; i < Math.min(8, bytes.length); i++) bits = bits << 8 | bytes[i] & 0xff;
            if (bytes.length == 4) return List.of(new Prefix(bits, 32));
            return List.of(new Prefix(bits, 64), new Prefix(bits & -1L << 8, 56));
        }

        boolean isWide() {
            return length == 56;
        }

        String text() {
            return Long.toHexString(bits) + "/" + length;
        }
    }

    /** What the connections of one network share. */
    private static final class Shares {
        private final Allowance says;
        private final Allowance commands;
        private final Allowance joins;
        private final Allowance bytes;
        private final long mostConnections;
        // Guarded by the map that it is in.
        private int connections;

        Shares(Limits limits, int times) {
            says = allowance(limits, Limit.ADDRESS_SAY_PER_SECOND, Limit.ADDRESS_SAY_BURST, times);
            commands = allowance(limits, Limit.ADDRESS_COMMANDS_PER_SECOND, Limit.ADDRESS_COMMANDS_BURST, times);
            joins = allowance(limits, Limit.ADDRESS_JOINS_PER_SECOND, Limit.ADDRESS_JOINS_BURST, times);
            long daily = limits.of(Limit.ADDRESS_BYTES_PER_DAY) * times;
            bytes = new Allowance((double) daily / Duration.ofDays(1).toSeconds(), daily, System.nanoTime());
            mostConnections = limits.of(Limit.ADDRESS_CONNECTIONS) * times;
        }

        private static Allowance allowance(Limits limits, Limit rate, Limit burst, int times) {
            return new Allowance((double) limits.of(rate) * times, limits.of(burst) * times, System.nanoTime());
        }

        boolean isFull() {
            return mostConnections > 0 && connections > mostConnections;
        }

        long missing(long nanos) {
            long commanded = Math.max(says.missing(nanos), commands.missing(nanos));
            return Math.max(commanded, Math.max(joins.missing(nanos), bytes.missing(nanos)));
        }
    }

    private void left() {
        share.give(CONNECTION_BYTES);
        if (all.decrementAndGet() > 0) return;
        synchronized (all) {
            all.notifyAll();
        }
    }

    void awaitNobody(int seconds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        synchronized (all) {
            try {
                for (long left = seconds * 1000L;
                        all.get() > 0 && left > 0;
                        left = (end - System.nanoTime()) / 1_000_000) {
                    all.wait(left);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    int connections() {
        return all.get();
    }

    /** An address and port in words: {@code 192.0.2.7:40212}, {@code [2001:db8::7]:40212}; without a port that is 0. */
    static String text(InetSocketAddress address) {
        String host = Ip.host(address.getAddress().getHostAddress());
        return address.getPort() == 0 ? host : host + ":" + address.getPort();
    }
}
