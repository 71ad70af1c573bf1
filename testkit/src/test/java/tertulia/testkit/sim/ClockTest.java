package tertulia.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tertulia.core.WatchedClock;
import tertulia.model.RoomId;
import tertulia.model.Text;

/** The time of entries while somebody sets the machine's clock. */
final class ClockTest {
    private static final Duration TEN_YEARS = Duration.ofDays(3653);
    private static final int MOST_STEPS = 1_000_000;

    private final SplittableRandom dice = new SplittableRandom(1);
    private final Schedule schedule = new Schedule(dice.split(), false);
    private final Scene scene = new Scene(schedule, new Swarm(dice.split()));
    private final SimNode node = new SimNode(scene);
    private final List<Instant> stamps = new ArrayList<>();

    @BeforeEach
    void start() {
        scene.nodes().add(node);
        scene.hostile(false);
        node.start();
        pass(Duration.ofMinutes(2));
    }

    @Test
    void aClockThatWasWrongForAWhileBindsNothingThatComesAfter() {
        say();
        schedule.jump(TEN_YEARS.toMillis());
        say();
        pass(Duration.ofSeconds(8));
        schedule.jump(-TEN_YEARS.toMillis());
        say();
        assertThat(stamps.get(1)).isAfter(stamps.get(0).plus(TEN_YEARS));
        assertThat(stamps.get(2)).as("nobody knows yet which time is right").isEqualTo(stamps.get(1));
        pass(Duration.ofMinutes(2));
        say();
        assertThat(stamps.get(3)).isAfter(stamps.get(0)).isBefore(stamps.get(0).plus(Duration.ofMinutes(10)));
        node.kill();
        node.start();
        pass(Duration.ofMinutes(2));
        say();
        assertThat(stamps.get(4)).isAfter(stamps.get(3)).isBefore(stamps.get(0).plus(Duration.ofMinutes(10)));
    }

    @Test
    void aClockThatIsSetBackALittleNeverMakesTimeRunBack() {
        say();
        for (int i = 1; i < 20; i++) {
            schedule.jump(-5000);
            say();
            assertThat(stamps.get(i)).isAfterOrEqualTo(stamps.get(i - 1));
        }
    }

    @Test
    void onlyAJumpIsOne() {
        var clock = new WatchedClock(schedule, schedule.lane()::nanos);
        pass(Duration.ofHours(30));
        assertThat(clock.look()).isEmpty();
        schedule.jump(60_000);
        assertThat(clock.look()).isEmpty();
        assertThat(clock.wasSet()).isFalse();
        schedule.jump(-3_600_000);
        pass(Duration.ofSeconds(1));
        assertThat(clock.look()).isEqualTo(Optional.of(Duration.ofHours(-1)));
        assertThat(clock.wasSet()).isTrue();
        assertThat(clock.isSteady()).isFalse();
        pass(Duration.ofMinutes(1));
        assertThat(clock.look()).isEmpty();
        assertThat(clock.wasSet()).isFalse();
        assertThat(clock.isSteady()).isTrue();
    }

    /** Says something in the lobby and notes its time. */
    private void say() {
        var said = node.node().announce(Text.of("text " + stamps.size())).toCompletableFuture();
        pass(Duration.ofSeconds(1));
        assertThat(said).isCompletedWithValue(Optional.empty());
        stamps.add(scene.log().entry(RoomId.LOBBY, stamps.size() + 1).at());
    }

    private void pass(Duration time) {
        schedule.settle(time, MOST_STEPS);
    }
}
