package tertulia.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A simulation that has never failed has not been seen to work. Each of these plants a bug in the core's sources, as
 * somebody might have written it, and sees to it that the simulation notices. There is no switch in the core: the text
 * is changed, compiled in memory and loaded beside a simulator of its own.
 */
class CanaryTest {
    private static final Path SOURCES = Path.of("..", "core", "src", "main", "java", "tertulia", "core");

    private static final String READ =
            "hall.log().read(id, at, Math.max(1, limits.count(Limit.CATCH_UP_ENTRIES))), page -> {";

    /**
     * Where to change what, and where to look how long until that is noticed: some bugs show in few seeds. When the
     * simulation changes, so do these.
     */
    private record Plant(String what, String file, String is, String becomes, long first, int seeds) {
        Plant(String what, String file, String is, String becomes) {
            this(what, file, is, becomes, 0, 300);
        }
    }

    private static final List<Plant> PLANTS = List.of(
            new Plant(
                    "a hint that comes while a page is read is forgotten",
                    "Room.java",
                    "        behind = false;\n        operate(" + READ,
                    "        operate(" + READ + "\n            behind = false;",
                    900,
                    9000),
            new Plant(
                    "what the log knows already is tried again", "Room.java", "entries.forEach(drafts::remember);", ""),
            new Plant(
                    "a new audience does not know where it begins",
                    "Audience.java",
                    "        ready = true;\n        at = from;",
                    "        ready = true;"),
            new Plant(
                    "a seat is live though it is behind",
                    "Seat.java",
                    "if (audience.isReady() && at >= audience.at()) live = true;",
                    "if (audience.isReady()) live = true;"),
            new Plant(
                    "what overlaps is taken for what comes next",
                    "Fit.java",
                    "return prev == at ? NEXT : GAP;",
                    "return prev <= at ? NEXT : GAP;"),
            new Plant(
                    "what comes while a post is under way is dropped",
                    "Room.java",
                    "if (posts > 0) return;",
                    "if (posts > 0) unposted.clear();"),
            new Plant(
                    "nobody looks at the head of the log",
                    "Room.java",
                    "if (nanos - lookedNanos >= every && !audiences.isEmpty()) lookAtHead();",
                    ""),
            new Plant("a full voice misses a change of presence for ever", "Listing.java", "else again |= lists;", ""),
            new Plant(
                    "somebody who came back is gone all the same",
                    "Presence.java",
                    "leaving.remove(person);\n        away.remove(person);",
                    "away.remove(person);"),
            new Plant(
                    "whoever was refused stands in the way of those who wait",
                    "Arrival.java",
                    "stage = Stage.NEW;\n        hall.gate().leave(session);",
                    "stage = Stage.NEW;"),
            new Plant(
                    "whoever knows a room's id may listen",
                    "Room.java",
                    "else if (!state.mayRead(user.id())) admission = new Admission.Refused(notHere());",
                    ""),
            new Plant(
                    "the same id with other words is acknowledged",
                    "Drafts.java",
                    "if (same) answer.stored(room, seq, at);",
                    "if (true) answer.stored(room, seq, at);"),
            new Plant(
                    "what is remembered is known again by its id alone",
                    "Remembered.java",
                    "return digest.getLong() == high && digest.getLong() == low;",
                    "return true;"),
            new Plant("memory is not given back", "Unposted.java", "        share.give(underWayBytes);\n", ""),
            new Plant(
                    "an exit does not catch up with an enter",
                    "Seats.java",
                    "if (entering.remove(room, attempt)) {",
                    "entering.remove(room, attempt);\n                        if (!taken.containsKey(room)) {"),
            new Plant(
                    "a look that was asked for is answered by an older page",
                    "Room.java",
                    "if (!behind) tellCurrent(true);\n                return;",
                    "tellCurrent(true);\n                return;",
                    1800,
                    4200),
            new Plant(
                    "a room that started again does not tell its audiences",
                    "Audience.java",
                    "        forgetRecent();\n        at = from;",
                    "        forgetRecent();"),
            new Plant(
                    "a page is told though the voice has become full",
                    "Seat.java",
                    "if (!session.canHear()) return;\n        if (page",
                    "if (page"),
            new Plant(
                    "what is said in a room that was not listed is not told",
                    "Room.java",
                    "return !partial.isEmpty() &&",
                    "return partial.size() > 1000 &&"),
            new Plant(
                    "rooms that the client names do not count",
                    "Arrival.java",
                    "if (rest.isEmpty() || named.isEmpty()) lookIntoLobby(you, first.rooms());",
                    "if (!named.contains(RoomId.LOBBY)) lookIntoLobby(you, first.rooms());\n            else if (true) lookIntoLobby(you, first.rooms());"),
            new Plant(
                    "the list of rooms goes on where it began",
                    "Arrival.java",
                    "find(node.world().directory().rooms(session.you().id(), rest, page()), next -> {\n            rest = next.next();",
                    "find(node.world().directory().rooms(session.you().id(), rest, page()), next -> {\n            rest = Optional.empty();"),
            new Plant(
                    "a seat that is given up goes on reading",
                    "Reads.java",
                    "        free++;\n        next();",
                    "        next();"));

    @TestFactory
    List<DynamicTest> theSimulationNotices() {
        return PLANTS.stream()
                .map(plant -> DynamicTest.dynamicTest(plant.what(), () -> notices(plant)))
                .toList();
    }

    private static void notices(Plant plant) throws Exception {
        var source = Files.readString(SOURCES.resolve(plant.file()));
        assertThat(source.split(java.util.regex.Pattern.quote(plant.is()), -1))
                .as("what is to be changed stands there once")
                .hasSize(2);
        var changed = source.replace(plant.is(), plant.becomes());
        try (var loader =
                new PlantedLoader(Map.of("tertulia.core." + plant.file().replace(".java", ""), changed))) {
            var run = loader.loadClass(Simulation.class.getName()).getMethod("run", long.class, boolean.class);
            for (long seed = plant.first(); seed < plant.first() + plant.seeds(); seed++) {
                try {
                    run.invoke(null, seed, false);
                } catch (java.lang.reflect.InvocationTargetException e) {
                    if (e.getCause() instanceof LinkageError broken) throw broken; // Nothing was noticed, nothing ran.
                    System.out.printf("canary: %s, by seed %d: %s%n", plant.what(), seed, e.getCause());
                    return;
                }
            }
        }
        throw new AssertionError("not noticed in " + plant.seeds() + " seeds: " + plant.what());
    }
}
