package tertulia.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What lines are is in {@code protocol/vectors/line.json}, checked beside the clients. */
final class LineTest {
    private static final String ALPHABET = "aA*＊/ l\u0000\u202eЖ\n\ud83d\ude00\ud800:.@";

    @Test
    void everyLineIsSomethingAndNothingOfItIsLostButSignsAndBlanks() {
        for (int seed = 0; seed < 2000; seed++) {
            var random = new Random(seed);
            var line = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--)
                line.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            boolean known = random.nextBoolean();
            String said = said(Line.of(line.toString(), Limits.usual(), name -> known));
            assertThat(letters(said)).as("seed %d", seed).isEqualTo(letters(line.toString()));
        }
    }

    private static String said(Line line) {
        return switch (line) {
            case Line.Plain(String text) -> text;
            case Line.ToAll(String text) -> "all" + text;
            case Line.ToName(String name, String text) -> name + text;
            case Line.Unclear(String name, String text) -> name + text;
            case Line.Slash(String name, String rest) -> name + rest;
        };
    }

    private static String letters(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^alж:.]", "");
    }
}
