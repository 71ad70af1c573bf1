package tertulia.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.UnicodeSet;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import tertulia.desktop.talk.Emoji;
import tertulia.desktop.talk.Markup;

/** All emoji that Unicode recommends for interchange: flags, keycaps, families and all tones of skin. */
final class EmojiSequencesTest {
    @Test
    void eachIsHarmlessOneEmojiAndShownLarge() {
        var all = new ArrayList<String>();
        new UnicodeSet().applyIntPropertyValue(UProperty.RGI_EMOJI, 1).forEach(all::add);
        // A tone of skin alone goes with what stands before it.
        all.removeIf(emoji -> UCharacter.hasBinaryProperty(emoji.codePointAt(0), UProperty.EMOJI_MODIFIER));
        assertThat(all).hasSizeGreaterThan(3500).allSatisfy(emoji -> {
            assertThat(Speech.lines(emoji)).isEqualTo(emoji);
            assertThat(Emoji.parts("a" + emoji + "b"))
                    .containsExactly(
                            new Emoji.Part("a", false), new Emoji.Part(emoji, true), new Emoji.Part("b", false));
            assertThat(Markup.isOnlyEmoji(emoji + " " + emoji)).isTrue();
        });
        var missing = all.stream()
                .filter(emoji -> Pictures.of(emoji).join().isEmpty())
                .toList();
        assertThat(missing).as("newer than the pictures, and drawn as text").hasSizeLessThan(all.size() / 20);
    }
}
