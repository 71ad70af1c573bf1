package tertulia.testkit.sim;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tertulia.core.port.Directory.Place;
import tertulia.core.port.Directory.Rooms;
import tertulia.model.Notice.RoomInfo;

/** The list of a user's rooms as a directory tells it, for directories in memory. */
public final class RoomList {
    private RoomList() {}

    /** A room of a user's, and where in the list it stands. */
    public record Listed(Place place, RoomInfo info) {}

    private static final Comparator<Place> ORDER = Comparator.comparing(Place::written)
            .thenComparing(Place::at)
            .reversed()
            .thenComparing(place -> place.room().text());

    /** The page of these rooms, in whatever order they are, that a directory would give. */
    public static Rooms page(List<Listed> rooms, Optional<Place> after, int limit) {
        var rest = rooms.stream()
                .sorted(Comparator.comparing(Listed::place, ORDER))
                .dropWhile(one -> after.isPresent() && ORDER.compare(one.place(), after.get()) <= 0)
                .toList();
        var page = rest.subList(0, Math.clamp(limit, 0, rest.size()));
        boolean more = page.size() < rest.size() && !page.isEmpty();
        return new Rooms(
                page.stream().map(Listed::info).toList(),
                more ? Optional.of(page.getLast().place()) : Optional.empty());
    }
}
