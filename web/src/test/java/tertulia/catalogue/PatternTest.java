package tertulia.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class PatternTest {

    @Test
    void aSentenceWithoutPartsIsAString() {
        assertThat(Pattern.json("Join \"now\"")).isEqualTo("\"Join \\\"now\\\"\"");
    }

    @Test
    void twoApostrophesAreOne() {
        assertThat(Pattern.json("this server''s name, {0}")).isEqualTo("[\"this server's name, \",0]");
    }

    @Test
    void partsStandWhereTheyStand() {
        assertThat(Pattern.json("{0} looks too much like {1}")).isEqualTo("[0,\" looks too much like \",1]");
    }

    @Test
    void aCountHasItsForms() {
        assertThat(Pattern.json("{1, plural, =0 {{0} came} one {{0} and # other} other {{0} and # others}}!"))
                .isEqualTo("[{\"of\":1,\"forms\":{\"=0\":[0,\" came\"],"
                        + "\"one\":[0,\" and \",1,\" other\"],\"other\":[0,\" and \",1,\" others\"]}},\"!\"]");
    }

    @Test
    void otherWritingsStandAsTheyAreAndWhatIsNotSeenIsEscaped() {
        assertThat(Pattern.json("тёплый\u00a0«…»\u202f!")).isEqualTo("\"тёплый\\u00a0«…»\\u202f!\"");
    }

    @Test
    void whatABrowserCannotSayIsRefused() {
        for (String sentence : new String[] {"{name}", "{0, date}", "{0, choice, 0#none|1#one}", "{0"})
            assertThatThrownBy(() -> Pattern.json(sentence)).as(sentence).isInstanceOf(IllegalArgumentException.class);
    }
}
