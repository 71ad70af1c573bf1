package tertulia.server.net;

import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/** What one connection holds of a share that all connections have, and since when without any progress. On its lane. */
final class Holding {
    private final Channel channel;
    private Holders holders;

    // Its neighbours in the list of its holders.
    @Nullable
    Holding before;

    @Nullable
    Holding after;

    private long bytes;
    private long kept;
    private long sinceNanos;

    Holding(Channel channel, Holders holders) {
        this.channel = channel;
        this.holders = holders;
    }

    /** It holds so many now; 0 means that there is nothing it does not get on with. */
    void set(long now) {
        set(now, now);
    }

    /** It holds so many now and, together with others, {@code all} these, which they share; nothing once it is closed. */
    void set(long now, long all) {
        if (channel.isOpen()) hold(now, all);
        else hold(0, 0);
    }

    private void hold(long now, long all) {
        boolean held = kept > 0;
        if (now != bytes) holders.share().add(now - bytes);
        bytes = now;
        kept = all;
        if (all == 0) {
            if (held) holders.remove(this);
            return;
        }
        if (!held) begin();
        holders.relieve();
    }

    /** It is getting on: from now on it is without progress anew. */
    void progress() {
        if (kept == 0) return;
        holders.remove(this);
        begin();
    }

    private void begin() {
        sinceNanos = System.nanoTime();
        holders.add(this);
    }

    /** What it holds counts in another share from now on. */
    void move(Holders others) {
        if (holders == others) return;
        long now = bytes;
        long all = kept;
        set(0);
        holders = others;
        set(now, all);
    }

    /** Closes the connection; returns the bytes that others share and that are free only when it is closed. */
    long close() {
        long shared = kept - bytes;
        set(0);
        channel.close();
        return shared;
    }

    long bytes() {
        return bytes;
    }

    long sinceNanos() {
        return sinceNanos;
    }

    Channel channel() {
        return channel;
    }
}
