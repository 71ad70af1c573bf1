package tertulia.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.text.PluralRules;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SentenceTest {
    private static final String COUNTED =
            "{1, plural, =0 {nobody} one {{0} и # гость} few {{0} и # гостя} other {# ''всего''}}!";

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 11, 21, 22, 100, 101})
    void itIsWhatIcuMakesOfIt(int count) {
        String ours = filled(COUNTED, "Ана", count);

        assertThat(ours).isEqualTo(new MessageFormat(COUNTED, Locale.of("ru")).format(new Object[] {"Ана", count}));
    }

    @Test
    void numbersAreNotGrouped() {
        assertThat(filled("{0}: {0, plural, other {#}}", 65_536)).isEqualTo("65536: 65536");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "many", "-1", "NaN", "99999999999999999999"})
    void whatIsNoCountHasTheLastForm(String count) {
        assertThat(filled("{0, plural, one {# byte} other {# bytes}}", count)).isEqualTo(count + " bytes");
    }

    @Test
    void aPartThatIsMissingIsSeen() {
        assertThat(filled("{0} and {1}", "Ana")).isEqualTo("Ana and {1}");
    }

    @ParameterizedTest
    @CsvSource({"it is done,⟦ît îš dõñé⟧", "{0} left,⟦Ana léft⟧"})
    void aMarkedSentenceLeavesItsPartsAlone(String text, String marked) {
        assertThat(Sentence.filled(text, new Object[] {"Ana"}, true, () -> PluralRules.DEFAULT))
                .isEqualTo(marked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{name}", "{0, date}", "{0, choice, 0#none|1#one}", "{0"})
    void whatIsNoSentenceIsRefused(String text) {
        assertThatThrownBy(() -> filled(text, "1")).isInstanceOf(IllegalArgumentException.class);
    }

    private static String filled(String text, Object... parts) {
        return Sentence.filled(text, parts, false, () -> PluralRules.forLocale(Locale.of("ru")));
    }
}
