package tertulia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the server with -9 again and again while people talk: what was acknowledged is there, once, in order. The moments
 * follow from a seed, {@code -Dtertulia.seed=7} takes another.
 */
final class CrashTest {
    private static final int KILLS = 6;
    private static final List<String> NAMES = List.of("Ada", "Bea", "Cem", "Dov");

    @Test
    void whatWasAcknowledgedIsThereOnceInOrderHoweverOftenTheServerIsKilled(@TempDir Path data) throws Exception {
        long seed = Long.getLong("tertulia.seed", 1);
        try {
            killAgainAndAgain(new Random(seed), data);
        } catch (AssertionError | Exception e) {
            throw new AssertionError("seed " + seed + " (-Dtertulia.seed=" + seed + "): " + e.getMessage(), e);
        }
    }

    private static void killAgainAndAgain(Random random, Path data) throws Exception {
        var talkers = new ArrayList<Talker>();
        var house = new Deployment(ServerProcess.Setup.in(data)
                .configured("limit.say-per-second = 0", "limit.address-say-per-second = 0"));
        try (house;
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            house.startAgain();
            var done = new ArrayList<Future<?>>();
            for (var name : NAMES) {
                var talker = new Talker(name, NAMES, house, new Random(random.nextLong()));
                talkers.add(talker);
                done.add(threads.submit(asTask(talker)));
            }
            for (int kill = 0; kill < KILLS; kill++) {
                house.awaitAcks(20 + random.nextInt(200), done);
                house.kill();
                house.startAgain();
            }
            house.awaitAcks(50, done);
            talkers.forEach(Talker::stop);
            for (var each : done) finish(each);
            house.kill();
            house.startAgain();
            check(talkers, house);
        }
    }

    private static Callable<Boolean> asTask(Talker talker) {
        return () -> {
            talker.talk();
            return true;
        };
    }

    private static void finish(Future<?> task) throws InterruptedException {
        try {
            task.get();
        } catch (ExecutionException e) {
            throw new AssertionError(String.valueOf(e.getCause()), e.getCause());
        }
    }

    private static void check(List<Talker> talkers, Deployment house) {
        Map<String, List<Json>> logs = new HashMap<>();
        int acknowledged = 0;
        for (var talker : talkers) {
            try (var reader = talker.comeBack(house.server())) {
                for (var room : talker.rooms()) logs.computeIfAbsent(room, reader::wholeLog);
            }
            talker.heard().forEach((room, ids) -> {
                var log = ids(logs.getOrDefault(room, List.of()));
                for (int i = 0; i < ids.size(); i++) {
                    assertThat(ids.get(i))
                            .as("what %s heard as %s in %s, live or after a crash", talker, i + 1, room)
                            .isEqualTo(i < log.size() ? log.get(i) : "nothing");
                }
            });
            for (var ack : talker.acks().entrySet()) {
                var place = ack.getValue();
                var entry = logs.getOrDefault(place.room(), List.of()).get((int) place.seq() - 1);
                assertThat(entry.has("id") ? entry.text("id") : "none")
                        .as("the entry %s in %s", place.seq(), place.room())
                        .isEqualTo(ack.getKey());
                acknowledged++;
            }
        }
        assertThat(logs).as("the lobby and the direct rooms of all pairs").hasSize(1 + 6);
        var refused = new HashSet<String>();
        talkers.forEach(talker -> refused.addAll(talker.refused()));
        logs.forEach((room, log) -> checkLog(room, log, refused));
        System.out.println("crash: " + KILLS + " kills, " + acknowledged + " acknowledged, "
                + talkers.stream().mapToInt(Talker::repeated).sum() + " repeated");
    }

    private static List<String> ids(List<Json> log) {
        return log.stream().map(entry -> entry.text("id")).toList();
    }

    /** No hole, nothing twice, and each talker's messages in the order in which they were said. */
    private static void checkLog(String room, List<Json> log, Set<String> refused) {
        var texts = new HashSet<String>();
        Map<String, Integer> last = new HashMap<>();
        for (int i = 0; i < log.size(); i++) {
            var entry = log.get(i);
            assertThat(entry.number("seq")).as("seq in %s", room).isEqualTo(i + 1);
            if (!entry.text("event").equals("said")) continue;
            assertThat(texts.add(entry.text("text")))
                    .as("once: %s", entry.fields())
                    .isTrue();
            if (refused.contains(entry.text("id"))) continue;
            int number = Integer.parseInt(entry.text("text").replaceFirst(".* ", ""));
            assertThat(number)
                    .as("in order: %s", entry.fields())
                    .isGreaterThan(last.getOrDefault(entry.text("name"), -1));
            last.put(entry.text("name"), number);
        }
    }
}
