package tertulia.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class WordsTest {

    @ParameterizedTest
    @EnumSource
    void everyRefusalHasASentence(Refusal.Code code) {
        assertThat(Words.english().of(Refusal.of(code, "ONE", "TWO")))
                .isNotEqualTo(code.text())
                .isNotBlank();
    }

    @ParameterizedTest
    @EnumSource
    void everyFarewellHasASentence(Notice.Reason reason) {
        assertThat(Words.english().of(new Notice.Bye(reason))).isNotBlank();
    }
}
