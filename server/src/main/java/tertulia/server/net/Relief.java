package tertulia.server.net;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tertulia.core.Share;

/**
 * Looks after a share that connections hold: when nothing is left of it, the one that is longest without progress, on
 * whichever lane, is closed, and so on until something is. Used from every lane.
 */
final class Relief {
    private final Share share;
    private final List<Holders> lanes = new ArrayList<>();
    private final AtomicBoolean underWay = new AtomicBoolean();

    /** What connections that are being closed still hold. */
    private final AtomicLong leaving = new AtomicLong();

    Relief(Share share) {
        this.share = share;
    }

    /** Those who hold something on this lane; called for each lane, before there are connections. */
    Holders on(LoopLane lane) {
        var holders = new Holders(lane, this);
        lanes.add(holders);
        return holders;
    }

    Share share() {
        return share;
    }

    /** Sees to it that something is left; called on the lane of {@code here}. */
    void relieve(Holders here) {
        while (over() >= 0) {
            var chosen = longest();
            if (chosen == null) return;
            if (!chosen.equals(here)) {
                relieveLater(chosen);
                // That lane may be busy for a while, and this one must not go on taking meanwhile.
                if (here.isEmpty() || over() < share.most() / 8) return;
            }
            close(here.longest());
        }
    }

    private long over() {
        return -share.left() - leaving.get();
    }

    private void relieveLater(Holders there) {
        if (!underWay.compareAndSet(false, true)) return;
        there.lane().run(() -> {
            underWay.set(false);
            relieve(there);
        });
    }

    private @Nullable Holders longest() {
        Holders longest = null;
        for (var holders : lanes) {
            if (!holders.isEmpty() && (longest == null || holders.isLonger(longest))) longest = holders;
        }
        return longest;
    }

    private void close(Holding holding) {
        var closed = holding.channel().closeFuture();
        long shared = holding.close();
        leaving.addAndGet(shared);
        closed.addListener(done -> leaving.addAndGet(-shared));
    }
}
