package tertulia.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tertulia.core.Budget;

class ShareTest {
    private static final long MOST = 1000;

    private final Budget budget = Budget.of(use -> MOST);

    @Test
    void whatIsTakenAndGivenBackIsCounted() {
        var share = budget.share(Budget.Use.WAITING);
        assertThat(share.take(100, 0)).isTrue();
        share.add(300);
        share.give(150);
        assertThat(share.used()).isEqualTo(250);
        assertThat(share.left()).isEqualTo(750);
        assertThat(share.most()).isEqualTo(MOST);
        assertThat(budget.share(Budget.Use.RECENT).used()).isZero();
    }

    @Test
    void howeverManyAreGreedyANewcomerFindsRoom() {
        var share = budget.share(Budget.Use.WAITING);
        long[] held = new long[20];
        for (int turn = 0; turn < 100; turn++) {
            for (int i = 0; i < held.length; i++) if (share.take(10, held[i])) held[i] += 10;
        }
        for (long each : held) assertThat(each).as("of each greedy one").isBetween(30L, 60L);
        assertThat(share.take(10, 0)).as("a newcomer's first").isTrue();
    }

    @Test
    void whoIsRefusedHoldsNothingMore() {
        var share = budget.share(Budget.Use.WAITING);
        assertThat(share.take(501, 0)).as("more than is left to all others").isFalse();
        assertThat(share.used()).isZero();
    }

    @Test
    void whatIsTakenWithoutAskingIsTooMuchUntilSomeIsGivenBack() {
        var share = budget.share(Budget.Use.REMEMBERED);
        share.add(1200);
        assertThat(share.isUsed()).isTrue();
        assertThat(share.isTooMuch(1200)).isTrue();
        assertThat(share.isTooMuch(0)).isTrue();
        share.give(900);
        assertThat(share.isTooMuch(300)).isFalse();
    }

    @Test
    void whatIsMeasuredElsewhereCountsToo() {
        var share = budget.share(Budget.Use.OUTPUT);
        share.measure(() -> 400);
        share.add(100);
        assertThat(share.used()).isEqualTo(500);
    }
}
