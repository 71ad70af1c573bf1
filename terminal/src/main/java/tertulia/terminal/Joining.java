package tertulia.terminal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import tertulia.client.Happening;
import tertulia.model.RoomId;

/**
 * The beginning of a visit: what is heard is held back until what was said before is there, too, so that both can be shown in
 * their order. It belongs to the client's lane.
 */
final class Joining {
    private final List<Happening.Heard> held = new ArrayList<>();
    private final Instant until;

    /** {@code until}: when it is waited for no longer. */
    Joining(Instant until) {
        this.until = until;
    }

    private record Place(RoomId room, long seq) {
        static Place of(Happening.Heard heard) {
            return new Place(heard.entry().room(), heard.entry().seq());
        }
    }

    void hold(Happening.Heard heard) {
        held.add(heard);
    }

    boolean isOver(Instant now) {
        return now.isAfter(until);
    }

    /** What was heard since, in the order of its times. */
    List<Happening.Heard> fresh() {
        return held.stream()
                .sorted(Comparator.comparing(heard -> heard.entry().at()))
                .toList();
    }

    /** Those of the last messages that the person was shown before, or would have been. */
    List<Happening.Heard> known(List<Happening.Heard> last) {
        var fresh = new HashSet<Place>();
        for (var heard : held) fresh.add(Place.of(heard));
        return last.stream().filter(heard -> !fresh.contains(Place.of(heard))).toList();
    }
}
