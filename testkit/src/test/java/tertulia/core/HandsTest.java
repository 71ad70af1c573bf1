package tertulia.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import tertulia.model.UserId;

/** A code makes its holder a guest once, and not for long. */
final class HandsTest {
    private static final UserId ANA = new UserId(0, 1);
    private static final UserId RAFID = new UserId(0, 2);
    private static final long BEGIN = Long.MAX_VALUE - 5; // Nanoseconds run over.

    private static long after(Duration time) {
        return BEGIN + time.toNanos();
    }

    @Test
    void aCodeIsGoodForOneHello() {
        var hands = new Hands();
        hands.open("a", ANA, BEGIN);
        assertThat(hands.take("b", BEGIN)).isEmpty();
        assertThat(hands.take("a", BEGIN)).hasValue(ANA);
        assertThat(hands.take("a", BEGIN)).isEmpty();
    }

    @Test
    void aCodeIsGoodForAMinute() {
        var hands = new Hands();
        hands.open("a", ANA, BEGIN);
        hands.open("r", RAFID, BEGIN);
        assertThat(hands.take("a", after(Duration.ofMillis(59_999)))).hasValue(ANA);
        assertThat(hands.take("r", after(Duration.ofMinutes(1)))).isEmpty();
    }

    @Test
    void aNewCodeEndsTheOneBefore() {
        var hands = new Hands();
        hands.open("a", ANA, BEGIN);
        hands.open("b", ANA, BEGIN);
        assertThat(hands.take("a", BEGIN)).isEmpty();
        assertThat(hands.take("b", BEGIN)).hasValue(ANA);
    }

    @Test
    void thereAreNotMoreThanABoundAllows() {
        var hands = new Hands();
        for (int i = 0; i <= 4096; i++) hands.open("code " + i, new UserId(1, i), BEGIN);
        assertThat(hands.take("code 0", BEGIN)).isEmpty();
        assertThat(hands.take("code 1", BEGIN)).isPresent();
        assertThat(hands.take("code 4096", BEGIN)).isPresent();
    }
}
