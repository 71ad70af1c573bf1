package tertulia.desktop.talk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class EmojiTest {
    private static List<String> parts(String text) {
        return Emoji.parts(text).stream()
                .map(part -> part.emoji() ? "<" + part.text() + ">" : part.text())
                .toList();
    }

    @Test
    void sequencesAreWholeEmoji() {
        assertThat(parts("a😀👩‍💻🇦🇱👍🏽b")).containsExactly("a", "<😀>", "<👩‍💻>", "<🇦🇱>", "<👍🏽>", "b");
        assertThat(parts("1️⃣ ❤️‍🔥")).containsExactly("<1️⃣>", " ", "<❤️‍🔥>");
    }

    @Test
    void digitsSignsAndCharactersInTextStyleAreText() {
        assertThat(parts("12 # © ™ ❤ ☎︎ № e\u0301")).containsExactly("12 # © ™ ❤ ☎︎ № e\u0301");
        assertThat(parts("Привет, 你好")).containsExactly("Привет, 你好");
        assertThat(parts("")).containsExactly("");
    }

    @Test
    void aNameLeavesOutWhatOnlyChoosesAStyle() {
        assertThat(Emoji.name("❤️‍🔥")).isEqualTo("2764-200d-1f525");
        assertThat(Emoji.family(Emoji.name("👍🏽"))).isEqualTo("1f44d");
        assertThat(Emoji.family(Emoji.name("👩🏻‍🤝‍👨🏿"))).isEqualTo("1f469-200d-1f91d-200d-1f468");
    }
}
