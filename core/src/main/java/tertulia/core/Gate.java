package tertulia.core;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.Set;
import tertulia.core.port.Lane;

/**
 * Lets at most so many of a lane's newcomers in at a time, and the others after them in their order: what those who are in ask for
 * is never behind a whole crowd. A session that ends leaves in any case. On the lane.
 */
final class Gate {
    private final Lane lane;
    private final int most;
    private final Set<Session> within = new HashSet<>(0);
    private final SequencedMap<Session, Runnable> waiting = new LinkedHashMap<>(0);

    Gate(Lane lane, int most) {
        this.lane = lane;
        this.most = most;
    }

    /** Runs {@code enter} once there is room, unless the session has ended by then. */
    void pass(Session session, Runnable enter) {
        if (within.size() >= most) {
            waiting.put(session, enter);
        } else {
            within.add(session);
            enter.run();
        }
    }

    /** The session is in, was refused, has ended, or has to wait for something else. */
    void leave(Session session) {
        waiting.remove(session);
        if (!within.remove(session)) return;
        var next = waiting.pollFirstEntry();
        if (next == null) return;
        within.add(next.getKey());
        lane.run(() -> next.getKey().ifOpen(next.getValue()));
    }
}
