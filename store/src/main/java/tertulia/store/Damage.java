package tertulia.store;

import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.Set;
import tertulia.model.RoomId;

/** Which entries turned out to be damaged: each is told in the log once, and of very many only the first. */
final class Damage {
    private static final System.Logger LOG = System.getLogger(Damage.class.getName());
    private static final int MOST_TOLD = 1000;
    private static final Set<Place> TOLD = new HashSet<>();

    private Damage() {}

    private record Place(RoomId room, long seq) {}

    static void found(RoomId room, long seq) {
        synchronized (TOLD) {
            if (TOLD.size() >= MOST_TOLD || !TOLD.add(new Place(room, seq))) return;
        }
        LOG.log(
                Level.WARNING,
                "damaged room=" + room + " seq=" + seq
                        + ": this entry is not as it was written, and is shown as damaged; a backup may have it");
    }
}
