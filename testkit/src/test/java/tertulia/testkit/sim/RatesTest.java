package tertulia.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tertulia.core.Allowance;
import tertulia.core.Network;
import tertulia.core.Rate;
import tertulia.model.Command;
import tertulia.model.Limit;
import tertulia.model.Notice;
import tertulia.model.Refusal;

/** What somebody may do is counted by user and by network, over all connections at once and one after the other. */
class RatesTest {
    private static final Map<Limit, Long> SLOW = Map.of(Limit.SAY_PER_SECOND, 1L, Limit.SAY_BURST, 10L);

    @Test
    void aGuestWhoComesBackAgainAndAgainSaysNoMoreThanOneWhoStays() {
        var stage = new Stage(SLOW);
        var witness = stage.join("Witness", "away");
        var guest = stage.join("Quick", "home");
        for (int i = 0; i < 50; i++) {
            var next = guest.again("home");
            for (int n = 0; n < 8; n++) next.sayToAll(i + "." + n);
            next.quit();
            stage.pass(Duration.ofMillis(10));
            if (next.isWelcome()) guest = next;
        }
        stage.pass(Duration.ofMillis(500));
        // A burst, and one second's worth.
        assertThat(witness.told(Notice.Heard.class)).hasSizeBetween(1, 11);
    }

    @Test
    void manyConnectionsOfAUserShareWhatTheUserMaySay() {
        var stage = new Stage(SLOW);
        var first = stage.join("Quick", "home");
        var all = new ArrayList<Stage.Guest>();
        for (int i = 0; i < 5; i++) all.add(first.again("home" + i));
        for (var each : all) for (int i = 0; i < 5; i++) each.sayToAll("text");
        assertThat(all.stream().mapToInt(Stage.Guest::acks).sum()).isBetween(1, 10);
        stage.pass(Duration.ofSeconds(20));
        assertThat(all.stream().mapToInt(Stage.Guest::acks).sum())
                .as("what was not read at first is read later, and nobody is sent away")
                .isBetween(20, 25);
        assertThat(all).noneMatch(each -> each.closed);
    }

    @Test
    void whoeverHasWaitedMaySayAsMuchAsAtFirst() {
        var stage = new Stage(SLOW);
        var guest = stage.join("Quick", "home");
        for (int i = 0; i < 9; i++) guest.sayToAll("text");
        assertThat(guest.acks()).isEqualTo(9);
        guest.quit();
        stage.pass(Duration.ofMinutes(20));
        var later = guest.again("home");
        stage.pass(Duration.ofSeconds(1));
        for (int i = 0; i < 9; i++) later.sayToAll("text");
        assertThat(later.acks()).isEqualTo(9);
    }

    @Test
    void whatOneUserSaysTakesNothingFromAnother() {
        var stage = new Stage(SLOW);
        var quick = stage.join("Quick", "home");
        var other = stage.join("Other", "home");
        for (int i = 0; i < 20; i++) quick.sayToAll("text");
        assertThat(quick.refused()).contains(Refusal.Code.TOO_FAST);
        for (int i = 0; i < 9; i++) other.sayToAll("text");
        assertThat(other.acks()).isEqualTo(9);
    }

    @Test
    void moreThanOnePersonMaySendInADayIsRefusedInWordsUntilTheDayIsOver() {
        var stage = new Stage(Map.of(Limit.BYTES_PER_DAY, 100_000L, Limit.SAY_PER_SECOND, 0L));
        var guest = stage.join("Wordy", "home");
        int said = 0;
        for (; guest.refused().isEmpty() && said < 100; said++) guest.sayToAll("x".repeat(8000));
        assertThat(said).isBetween(12, 14);
        assertThat(guest.refused()).containsExactly(Refusal.Code.TOO_MUCH);
        assertThat(guest.closed).isFalse();
        var again = guest.again("elsewhere");
        again.sayToAll("x");
        assertThat(again.refused()).containsExactly(Refusal.Code.TOO_MUCH);
        again.quit();
        guest.quit();
        stage.pass(Duration.ofHours(25));
        var nextDay = guest.again("home");
        nextDay.sayToAll("x".repeat(8000));
        assertThat(nextDay.acks()).isEqualTo(1);
    }

    @Test
    void aHandleThatIsKeptIsNotGivenUpForNewcomersFromElsewhere() {
        var stage = new Stage(Map.of(Limit.KEPT_HANDLES, 20L));
        var honest = stage.join("Honest", "home");
        honest.quit();
        var greedy = new ArrayList<Stage.Guest>();
        for (int i = 0; i < 50; i++) {
            greedy.add(stage.join("Greedy" + i, "den"));
            greedy.getLast().quit();
        }
        for (int i = 0; i < 50; i++) stage.join("Single" + i, "den" + i).quit();
        var stranger = stage.join("Honest", "den");
        assertThat(stranger.refused()).containsExactly(Refusal.Code.NAME_TAKEN);
        var back = honest.again("home");
        assertThat(back.welcome().you()).isEqualTo(honest.welcome().you());
        // Those who hold most lose their newest first.
        assertThat(stage.join("Greedy0", "elsewhere").refused()).containsExactly(Refusal.Code.NAME_TAKEN);
        assertThat(stage.join("Greedy49", "elsewhere").isWelcome()).isTrue();
    }

    @Test
    void whoeverCameAndWentIsHeldByNothingOnceTheHandleIsGivenUp() {
        var stage = new Stage(Map.of(Limit.KEPT_HANDLES, 20L));
        for (int i = 0; i < 200; i++) stage.join("Passing" + i, "den" + i).quit();
        var restless = stage.join("Restless", "home");
        for (int i = 0; i < 200; i++) {
            var again = restless.again("home");
            restless.breakOff();
            restless = again;
        }
        stage.pass(Duration.ofMinutes(1));
        assertThat(stage.timers()).isLessThan(20);
    }

    @Test
    void aHandleThatWasKeptFromBeforeARestartIsNobodyElsesEither() {
        var stage = new Stage(Map.of(Limit.KEPT_HANDLES, 5L));
        for (int i = 0; i < 5; i++) stage.join("Before" + i, "home").quit();
        stage.restart();
        for (int i = 0; i < 20; i++) stage.join("After" + i, "den").quit();
        for (int i = 0; i < 5; i++) {
            assertThat(stage.join("Before" + i, "den").refused()).containsExactly(Refusal.Code.NAME_TAKEN);
        }
    }

    @Test
    void hellosAndChecksOfNamesAreCountedByNetworkWhoeverSendsThem() {
        var stage = new Stage(Map.of());
        var crowd = new Network("den", Rate.FREE, Rate.FREE, new Allowance(1, 10, 0), Rate.FREE);
        for (int i = 0; i < 4; i++) {
            var curious = stage.connect(crowd);
            curious.send(new Command.Check("Name" + i, Optional.empty()));
            assertThat(curious.told(Notice.Free.class)).hasSize(1);
            curious.quit();
        }
        var guests = new ArrayList<Stage.Guest>();
        for (int i = 0; i < 20; i++) {
            guests.add(stage.connect(crowd));
            guests.getLast().hello(Optional.of("Guest" + i), Optional.empty(), Optional.empty());
        }
        assertThat(guests.stream().filter(Stage.Guest::isWelcome)).hasSize(6);
        var late = stage.connect(crowd);
        late.send(new Command.Check("Late", Optional.empty()));
        assertThat(late.told(Notice.Free.class)).isEmpty();
        assertThat(stage.join("Other", "home").isWelcome()).isTrue();
        stage.pass(Duration.ofMinutes(1));
        assertThat(guests).as("they are let in later").allMatch(Stage.Guest::isWelcome);
        assertThat(late.told(Notice.Free.class)).hasSize(1);
    }

    @Test
    void joinsAreCountedToo() {
        var stage = new Stage(SLOW);
        var guest = stage.join("Restless", "home");
        int welcome = 0;
        for (int i = 0; i < 30; i++) {
            var next = guest.again("home");
            if (next.isWelcome()) welcome++;
            next.quit();
        }
        assertThat(welcome).isBetween(1, 10);
        var last = stage.connect("home");
        last.hello(Optional.empty(), Optional.of(guest.welcome().token()), Optional.empty());
        assertThat(last.isWelcome()).isFalse();
        stage.pass(Duration.ofSeconds(30));
        assertThat(last.isWelcome()).as("it is let in later").isTrue();
    }
}
