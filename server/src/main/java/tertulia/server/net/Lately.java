package tertulia.server.net;

import io.netty.channel.ChannelFuture;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * From which networks something has come and not long gone: an IPv4 address, the first 64 bits of an IPv6 one. What is gone
 * is forgotten after {@value #MINUTES} minutes, or when {@value #MOST} others have gone since. Used from every lane.
 */
final class Lately {
    private static final int MINUTES = 5;
    private static final int MOST = 4096;
    private static final int NETWORK_BYTES = 8;
    private static final long KEPT_NANOS = TimeUnit.MINUTES.toNanos(MINUTES);

    // Guarded by this.
    private final Map<ByteBuffer, Integer> here = new HashMap<>();
    private final Map<ByteBuffer, Long> gone = new LinkedHashMap<>();

    /** Something has come from there, and stays until this. */
    synchronized void came(InetAddress address, ChannelFuture end) {
        var network = network(address);
        here.merge(network, 1, Integer::sum);
        end.addListener(ended -> left(network));
    }

    private synchronized void left(ByteBuffer network) {
        here.computeIfPresent(network, (same, number) -> number == 1 ? null : number - 1);
        gone.remove(network);
        gone.put(network, System.nanoTime());
        if (gone.size() > MOST) gone.remove(gone.keySet().iterator().next());
    }

    /** Whether something of it is there or was, a few minutes ago. */
    synchronized boolean knows(InetAddress address) {
        var network = network(address);
        if (here.containsKey(network)) return true;
        var left = gone.get(network);
        return left != null && System.nanoTime() - left < KEPT_NANOS;
    }

    private static ByteBuffer network(InetAddress address) {
        byte[] bytes = address.getAddress();
        return ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, NETWORK_BYTES)).slice();
    }
}
