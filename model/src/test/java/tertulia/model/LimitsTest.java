package tertulia.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class LimitsTest {
    private static Limits all(ToLongFunction<Limit> value) {
        return Limits.with(Arrays.stream(Limit.values()).collect(Collectors.toMap(limit -> limit, value::applyAsLong)));
    }

    @Test
    void theUsualValueIsBetweenTheLeastAndTheGreatestWhichAreNumbersOfAnInt() {
        for (var limit : Limit.values()) {
            assertThat(limit.usual()).as(limit.text()).isBetween(limit.least(), limit.most());
            assertThat(limit.least()).as(limit.text()).isNotNegative();
            assertThat(limit.most()).as(limit.text()).isLessThanOrEqualTo(Integer.MAX_VALUE);
        }
    }

    @Test
    void everyLimitSaysWhatItBoundsAndInWhichUnit() {
        for (var limit : Limit.values()) {
            assertThat(limit.meaning()).as(limit.text()).matches("[A-Z].{15,}\\.");
            assertThat(limit.unit()).as(limit.text()).isNotBlank();
        }
    }

    /** Without this, an operator could be told to write a 0 that is refused, or could not know what it does. */
    @Test
    void noneCanBeZeroUnlessThatMeansSomething() {
        for (var limit : Limit.values()) {
            if (limit.meaning().contains("0 means"))
                assertThat(limit.least()).as(limit.text()).isZero();
        }
        for (var limit : new Limit[] {
            Limit.TEXT_BYTES, Limit.HANDLE_CHARACTERS, Limit.JSON_BYTES, Limit.WATER_HIGH_BYTES, Limit.PING_SECONDS
        }) assertThat(limit.least()).as(limit.text()).isPositive();
    }

    @Test
    void whatContradictsItselfIsFound() {
        assertThat(Limits.usual().contradictions()).isEmpty();
        assertThat(all(Limit::least).contradictions()).isEmpty();
        assertThat(all(Limit::most).contradictions()).isEmpty();
        assertThat(Limits.with(Map.of(Limit.TEXT_BYTES, 40_000L)).contradictions())
                .containsExactly(new Contradiction(Limit.TEXT_BYTES, Limit.JSON_BYTES, 2));
        assertThat(Limits.with(Map.of(Limit.TEXT_BYTES, 32_768L)).contradictions())
                .isEmpty();
        assertThat(Limits.with(Map.of(Limit.WATER_HIGH_BYTES, 4096L, Limit.WAITING_DRAFTS, 5L))
                        .contradictions())
                .extracting(Contradiction::small)
                .containsExactly(Limit.WATER_LOW_BYTES, Limit.APPEND_DRAFTS);
    }
}
