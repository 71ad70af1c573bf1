package tertulia.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tertulia.model.Handle;

/** The same cases as the page's. */
final class MentionsTest {
    private static final Mentions ANA = new Mentions(new Handle("Ana"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ana",
                "ana",
                "hi @ANA!",
                "(ana)",
                "x, ana.",
                "-ana",
                "ana-",
                "ana's",
                "to\nana",
                "yes --ana",
                "---ana"
            })
    void aNameIsFoundAsAWord(String text) {
        assertThat(ANA.in(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Anas",
                "banana",
                "ana_",
                "ana2",
                "ана",
                "me@ana.org",
                "ana-lisa",
                "lisa-ana",
                "anä",
                "yes-ana"
            })
    void aPartOfAWordIsNoName(String text) {
        assertThat(ANA.in(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"Zoë,zoe\u0308", "Ana-Lisa,ana-lisa", "Шпек,'эй, @шпек'", "王伟,@王伟 你好"})
    void namesOfEveryKindAreFound(String name, String text) {
        assertThat(new Mentions(new Handle(name)).in(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "ana-", "-@"})
    @Timeout(60)
    void aMillionHyphensAreLookedThrough(String part) {
        assertThat(ANA.in(part.repeat(1_000_000 / part.length()))).isFalse();
    }
}
