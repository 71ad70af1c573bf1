package tertulia.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tertulia.client.Caesar;

final class CrackTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | Meet me at the bridge after school",
                "fr | Rendez-vous près du pont après les cours",
                "pt | Encontre-me na ponte depois da aula",
                "sq | Takohemi te ura pas mësimit"
            })
    void theRightKeyComesFirstWhateverItIs(Letters language, String text) {
        for (int key = 1; key <= Caesar.KEYS; key++) {
            var guesses = Crack.guesses(new Caesar(key).seal(text).text(), language);
            assertThat(guesses.getFirst().key()).as("key %d", key).isEqualTo(key);
            assertThat(guesses.getFirst().text()).isEqualTo(text);
            assertThat(guesses.getFirst().likely()).isGreaterThan(0.5);
        }
    }

    @Test
    void allKeysAreTriedAndTogetherTheyAreCertain() {
        var guesses = Crack.guesses("Dwwdfn dw gdzq", Letters.en);
        assertThat(guesses.stream().map(Crack.Guess::key).sorted())
                .isEqualTo(IntStream.rangeClosed(1, 25).boxed().toList());
        assertThat(guesses.stream().mapToDouble(Crack.Guess::likely).sum()).isEqualTo(1, offset(1e-9));
        assertThat(guesses).isSortedAccordingTo((one, other) -> Double.compare(other.likely(), one.likely()));
    }

    @Test
    void aLongTextIsNotTooMuch() {
        var guess = Crack.guesses("Nffu nf bu uif csjehf bgufs tdippm! ".repeat(10_000), Letters.en)
                .getFirst();
        assertThat(guess.key()).isEqualTo(1);
        assertThat(guess.likely()).isEqualTo(1, offset(1e-9));
    }

    @Test
    void theFirstIsPrintedWholeAndTheOthersInALine() {
        String text = "first line, and it is a long one, so that nobody has any doubt\nsecond\u001b line";
        var lines = printed(new Caesar(3).seal(text).text()).lines().toList();
        assertThat(lines).hasSize(26);
        assertThat(lines.get(0))
                .isEqualTo(" 3  100.0%  first line, and it is a long one, so that nobody has any doubt");
        assertThat(lines.get(1)).isEqualTo(" 3  100.0%  second␛ line");
        assertThat(lines.subList(2, 26)).allMatch(line -> line.matches("[ \\d]\\d +\\d+\\.\\d%  .{60} …"));
    }

    @Test
    void withoutLettersThereIsNothingToCount() {
        assertThatThrownBy(() -> printed("Привет, 123!")).isInstanceOf(Failure.class);
    }

    private static String printed(String sealed) {
        var out = new ByteArrayOutputStream();
        CrackCommand.crack(sealed, Letters.en, new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }
}
