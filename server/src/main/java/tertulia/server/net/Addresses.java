package tertulia.server.net;

import io.netty.channel.ChannelFuture;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tertulia.core.Allowance;
import tertulia.core.Rate;
import tertulia.core.Share;
import tertulia.model.Ip;
import tertulia.model.Limit;
import tertulia.model.Limits;

/** How many connections there are, in all and from each address, and what an address may say. Used from every lane. */
final class Addresses {
    /** What a connection and who is behind it cost in the heap while nothing happens. */
    private static final long CONNECTION_BYTES = 2048;

    private final Limits limits;
    private final Descriptors descriptors = Descriptors.left();
    private final Share share;
    private final AtomicInteger all = new AtomicInteger();
    private final ConcurrentHashMap<InetAddress, SharedRate> known = new ConcurrentHashMap<>();

    Addresses(Limits limits, Share share) {
        this.limits = limits;
        this.share = share;
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

    /** Counts a connection of this address; the rate that they share, or null if there are too many of them already. */
    @Nullable
    Rate share(InetAddress address, ChannelFuture closed) {
        if (address.isLoopbackAddress()) return Rate.FREE;
        var rate = known.compute(address, (key, before) -> {
            var shared = before == null ? new SharedRate(limits) : before;
            shared.connections.incrementAndGet();
            return shared;
        });
        closed.addListener(gone -> known.computeIfPresent(address, (key, shared) -> {
            return shared.connections.decrementAndGet() == 0 ? null : shared;
        }));
        long perAddress = limits.of(Limit.ADDRESS_CONNECTIONS);
        return perAddress > 0 && rate.connections.get() > perAddress ? null : rate;
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

    /** An allowance that connections on several lanes take from. */
    private static final class SharedRate implements Rate {
        private final Allowance allowance;
        private final AtomicInteger connections = new AtomicInteger();

        SharedRate(Limits limits) {
            allowance = new Allowance(limits, Limit.ADDRESS_SAY_PER_SECOND, Limit.ADDRESS_SAY_BURST, System.nanoTime());
        }

        @Override
        public synchronized long patience(long nanos) {
            return allowance.patience(nanos);
        }

        @Override
        public synchronized void take() {
            allowance.take();
        }
    }
}
