package tertulia.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tertulia.model.Author;
import tertulia.model.Notice;

final class PeopleTest {
    private static final Author ANN = FakeServer.somebody("Ann");
    private static final Author BOB = FakeServer.somebody("Bob");
    private static final Author EVE = FakeServer.somebody("Eve");

    private final People people = new People();

    private static Notice.Present whole(long version, Author... users) {
        return new Notice.Present(version, List.of(users), false);
    }

    private static Notice.PresenceChanged joined(long version, Author... users) {
        return new Notice.PresenceChanged(version, List.of(users), List.of());
    }

    @Test
    void theFirstListIsNoNewsButWhatComesAfterIs() {
        people.connected();
        assertThat(people.whole(whole(3, ANN, BOB)).isEmpty()).isTrue();
        assertThat(people.change(joined(4, EVE)).joined()).containsExactly(EVE);
        assertThat(people.change(new Notice.PresenceChanged(5, List.of(), List.of(ANN)))
                        .left())
                .containsExactly(ANN);
        assertThat(people.present()).containsExactly(BOB, EVE);
    }

    @Test
    void aHoleInTheVersionsIsMendedByTheWholeList() {
        people.connected();
        people.whole(whole(3, ANN));
        assertThat(people.change(joined(5, EVE)).hole()).isTrue();
        assertThat(people.change(joined(6, BOB)).hole()).isFalse();
        assertThat(people.whole(whole(5, ANN, EVE)).hole())
                .as("older than what was told")
                .isTrue();
        var change = people.whole(whole(6, ANN, EVE, BOB));
        assertThat(change.hole()).isFalse();
        assertThat(people.present()).containsExactly(ANN, EVE, BOB);
    }

    @Test
    void aListMayComeInParts() {
        people.connected();
        people.whole(new Notice.Present(1, List.of(ANN), true));
        assertThat(people.present()).isEmpty();
        people.whole(whole(1, BOB));
        assertThat(people.present()).containsExactly(ANN, BOB);
    }

    @Test
    void aNameIsFoundInAnyLetterCase() {
        people.connected();
        people.whole(whole(1, ANN, BOB));
        assertThat(people.named("Ann")).contains(ANN);
        assertThat(people.named("ann")).contains(ANN);
        assertThat(people.named("Anne")).isEmpty();
        assertThat(people.named("not a name")).isEmpty();
    }

    @Test
    void whoeverOnlyLooksAlikeIsNobody() {
        people.connected();
        people.whole(whole(1, FakeServer.somebody("pau1"), FakeServer.somebody("pauI")));
        assertThat(people.named("paul")).isEmpty();
        assertThat(people.named("PAUI")).isPresent();
    }

    @Test
    void whateverChangesAreLostTheListIsRightInTheEnd() {
        for (int seed = 0; seed < 1000; seed++) {
            var random = new Random(seed);
            var mine = new People();
            mine.connected();
            Set<Author> there = new LinkedHashSet<>();
            long version = 1;
            boolean asked = false;
            mine.whole(new Notice.Present(1, List.of(), false));
            for (int turn = 0; turn < 40; turn++) {
                var user = FakeServer.somebody("user" + random.nextInt(6));
                boolean came = there.add(user);
                if (!came) there.remove(user);
                version++;
                List<Author> one = List.of(user);
                boolean told = turn == 39 || random.nextInt(4) > 0;
                if (told) {
                    var change = new Notice.PresenceChanged(version, came ? one : List.of(), came ? List.of() : one);
                    asked |= mine.change(change).hole();
                }
                if (asked && (turn == 39 || random.nextBoolean())) {
                    asked = mine.whole(new Notice.Present(version, new ArrayList<>(there), false))
                            .hole();
                }
            }
            assertThat(mine.present()).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(there);
        }
    }
}
