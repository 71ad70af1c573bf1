package tertulia.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tertulia.e2e.Program;
import tertulia.e2e.ServerProcess;

/**
 * All attacks in turn on the packaged server, with the limits and the heap it has of itself: a bystander goes on being
 * answered, no Error, memory stays bounded and is given back, and what was acknowledged is there after {@code kill -9}. Two
 * minutes as a part of the build, ten by {@code ./build -Pattack}; {@code -Dtertulia.attack.only=handshakes} makes only
 * those with that in their name.
 */
final class AttackTest {
    private static final int SECONDS = Integer.getInteger("tertulia.attack.seconds", 120);
    private static final String ONLY = System.getProperty("tertulia.attack.only", "");

    /** On a machine that has other things to do; in the long form, with the machine to itself, it is a second. */
    private static final long LONGEST_ACK_MILLIS = Long.getLong("tertulia.attack.ack-millis", 60_000);

    private static final long MOST_MEGABYTES = 700;
    private static final long QUIET_MEGABYTES = Long.getLong("tertulia.attack.quiet-megabytes", 250);
    private static final Duration QUIET_WITHIN = Duration.ofMinutes(1);

    @Test
    void aBystanderIsAnsweredAndNothingIsLostWhateverStrangersDo(@TempDir Path data) throws Exception {
        var launcher = Program.ROOT.resolve("tertulia").toString();
        var setup = ServerProcess.Setup.in(data).by(List.of(launcher));
        var attacks = Attacks.ALL.stream()
                .filter(attack -> attack.name().contains(ONLY))
                .toList();
        try (var server = setup.start()) {
            var target = new Target(server.port());
            try (var bystander = new Bystander(target)) {
                for (var attack : attacks)
                    make(attack, target, Duration.ofSeconds(SECONDS / attacks.size()), bystander, server);
                long quiet = quietMegabytes(server);
                System.out.printf(
                        "attacks: %d acks, longest %d ms, a minute later %d MB%n",
                        bystander.said(), bystander.longestMillis(), quiet);
                assertThat(server.err().all()).as("stderr").noneMatch(line -> line.contains("Error"));
                assertThat(bystander.longestMillis())
                        .as("milliseconds of the longest ack")
                        .isLessThan(LONGEST_ACK_MILLIS);
                assertThat(quiet).as("megabytes when all are gone").isLessThan(QUIET_MEGABYTES);
                server.kill();
                try (var again = setup.start()) {
                    bystander.checkKept(again);
                }
            }
        }
    }

    private static void make(Attack attack, Target target, Duration duration, Bystander bystander, ServerProcess server)
            throws InterruptedException, ExecutionException, IOException {
        long most = 0;
        long longest = 0;
        var second = new Target.Attempt(duration.plusMinutes(5));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var done = threads.submit(() -> {
                attack.run(target, duration);
                return true;
            });
            while (!done.isDone()) {
                longest = Math.max(longest, bystander.say("during: " + attack.name()));
                most = Math.max(most, megabytes(server));
                second.pause(TimeUnit.MILLISECONDS.toNanos(500));
            }
            done.get();
        }
        System.out.printf("attack: %s: longest ack %d ms, at most %d MB%n", attack.name(), longest, most);
        assertThat(server.isAlive()).as(server.lastWords()).isTrue();
        assertThat(most).as("megabytes during: %s", attack.name()).isLessThan(MOST_MEGABYTES);
    }

    /** The memory once it is below what is asked, or when the time for that is over. */
    private static long quietMegabytes(ServerProcess server) throws IOException {
        long end = System.nanoTime() + QUIET_WITHIN.toNanos();
        Awaitility.await()
                .atMost(QUIET_WITHIN.multipliedBy(2))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> megabytes(server) < QUIET_MEGABYTES || System.nanoTime() > end);
        return megabytes(server);
    }

    private static long megabytes(ServerProcess server) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + server.pid() + "/status"))) {
            if (line.startsWith("VmRSS:")) return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024;
        }
        return 0;
    }
}
