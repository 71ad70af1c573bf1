package tertulia.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import tertulia.model.Command;
import tertulia.model.Limit;
import tertulia.model.MessageId;
import tertulia.model.Refusal;
import tertulia.model.Text;

final class OutboxTest {
    private static final Map<Limit, Long> FREE = Map.of(Limit.SAY_PER_SECOND, 0L, Limit.UNANSWERED, 8L);
    private static final Refusal BUSY = Refusal.of(Refusal.Code.BUSY);

    private final Outbox outbox = new Outbox(Timing.usual(), 0);

    private static MessageId id(long n) {
        return new MessageId(1, n);
    }

    private void add(long first, long last) {
        for (long n = first; n <= last; n++) {
            outbox.add(
                    id(n), new Command.Say(new Command.Target.Named("ALL"), Optional.of(id(n)), Text.of("text " + n)));
        }
    }

    private List<Long> take(long nowNanos) {
        return outbox.take(nowNanos).stream()
                .map(say -> say.id().orElseThrow().low())
                .toList();
    }

    @Test
    void nothingGoesOutWithoutAConnectionAndAllOfItInOrderWithOne() {
        add(1, 3);
        assertThat(take(0)).isEmpty();
        assertThat(outbox.next(0)).isEmpty();
        outbox.connected(FREE, 0);
        assertThat(take(0)).containsExactly(1L, 2L, 3L);
        assertThat(take(0)).isEmpty();
    }

    @Test
    void onlySoManyAreUnanswered() {
        add(1, 10);
        outbox.connected(FREE, 0);
        assertThat(take(0)).containsExactly(1L, 2L, 3L, 4L);
        outbox.stored(id(1));
        outbox.stored(id(1));
        assertThat(take(0)).containsExactly(5L);
    }

    @Test
    void whatWasNotAnsweredIsSentAgainAfterALoss() {
        add(1, 4);
        outbox.connected(FREE, 0);
        take(0);
        outbox.stored(id(2));
        outbox.disconnected();
        assertThat(take(0)).isEmpty();
        outbox.connected(FREE, 0);
        assertThat(take(0)).containsExactly(1L, 3L, 4L);
    }

    @Test
    void whatTheServerHadNoRoomForGoesOutAgainLaterAndAlone() {
        add(1, 2);
        outbox.connected(FREE, 0);
        take(0);
        outbox.stored(id(2));
        add(3, 3);
        assertThat(outbox.refused(id(1), BUSY, 0)).isEmpty();
        assertThat(take(0)).isEmpty();
        long again = outbox.next(0).orElseThrow();
        assertThat(again).isEqualTo(Timing.usual().again().toNanos());
        assertThat(take(again)).containsExactly(1L);
        assertThat(outbox.next(again)).isEmpty();
        outbox.refused(id(1), BUSY, again);
        assertThat(outbox.next(again)).isEqualTo(OptionalLong.of(2 * again));
        assertThat(take(3 * again)).containsExactly(1L);
        outbox.stored(id(1));
        assertThat(take(3 * again)).containsExactly(3L);
    }

    @Test
    void whatIsRefusedForGoodIsGivenUp() {
        add(1, 2);
        outbox.connected(FREE, 0);
        take(0);
        assertThat(outbox.refused(id(1), Refusal.of(Refusal.Code.NOBODY, "Bob"), 0))
                .isPresent();
        assertThat(outbox.refused(id(1), BUSY, 0)).isEmpty();
        outbox.stored(id(2));
        assertThat(outbox.isEmpty()).isTrue();
    }

    @Test
    void theServersBucketNeverRunsDry() {
        for (long perSecond : new long[] {1, 7, 50, 1000}) {
            for (int burst : new int[] {1, 2, 10, 500}) {
                var hurried = new Outbox(Timing.usual(), 0);
                var limits = Map.of(Limit.SAY_PER_SECOND, perSecond, Limit.SAY_BURST, (long) burst);
                // Somebody else of the same user has just used up most of it, but for what one may send at once.
                double tokens = Math.min(burst, Math.max(1, perSecond / 2.0));
                double filled = 0;
                long now = 0;
                hurried.connected(limits, now);
                for (long n = 1; n <= 2000; n++) {
                    hurried.add(
                            id(n), new Command.Say(new Command.Target.Named("ALL"), Optional.of(id(n)), Text.of("x")));
                }
                int sent = 0;
                while (sent < 2000) {
                    for (var say : hurried.take(now)) {
                        tokens = Math.min(burst, tokens + (now / 1e9 - filled) * perSecond);
                        filled = now / 1e9;
                        assertThat(--tokens)
                                .as("%d a second, %d at once", perSecond, burst)
                                .isGreaterThan(-0.001);
                        hurried.stored(say.id().orElseThrow());
                        sent++;
                    }
                    if (sent == 777) hurried.connected(limits, now);
                    now += hurried.next(now).orElse(0);
                }
            }
        }
    }
}
