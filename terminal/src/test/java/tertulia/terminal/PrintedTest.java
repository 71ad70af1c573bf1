package tertulia.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PrintedTest {
    private static final String FAMILY = "\ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67";

    private static List<String> rows(String time, String text, int columns) {
        return new Printed(new AttributedString(time), new AttributedString(text))
                .rows(columns).stream().map(AttributedString::toString).toList();
    }

    @Test
    void aLineGoesOnBetweenWordsAndNeverWhereATimeStands() {
        assertThat(rows("12:00", "Rafid: the quick brown fox jumps over the lazy dog", 31))
                .containsExactly("12:00 Rafid: the quick brown", "        fox jumps over the", "        lazy dog");
        assertThat(rows("12:00", "Rafid: short", 31)).containsExactly("12:00 Rafid: short");
        assertThat(rows("", "", 31)).containsExactly("");
    }

    @Test
    void addressesAndKeysStayWhole() {
        assertThat(rows("", "see https://example.org/some/where-else?x=y or SHA256:ab/cd+ef", 48))
                .containsExactly("see https://example.org/some/where-else?x=y or", "  SHA256:ab/cd+ef");
    }

    @Test
    void aTextThatImitatesALineIsIndented() {
        for (int columns = 24; columns < 90; columns++)
            assertThat(rows("12:00", "Eve: " + "x".repeat(40) + "\u00a012:01\u00a0Ana:\u00a0yes", columns).stream()
                            .skip(1))
                    .allMatch(row -> row.startsWith("        "));
    }

    @Test
    void indentationOfAMessageStays() {
        assertThat(rows("12:00", "Ana:     four blanks", 60)).containsExactly("12:00 Ana:     four blanks");
        assertThat(rows("", "  /msg NAME text  the same as NAME*text", 30))
                .containsExactly("  /msg NAME text  the same as", "    NAME*text");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Rafid: 聊天室聊天室聊天室聊天室聊天室聊天室聊天室聊天室聊天室聊天室",
                "Rafid: สวัสดีชาวโลกสวัสดีชาวโลกสวัสดีชาวโลกสวัสดีชาวโลก",
                "Rafid: e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301 नमस्ते नमस्ते",
                "Rafid: https://example.org/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "Rafid: " + FAMILY + FAMILY + FAMILY + FAMILY + FAMILY + FAMILY
                        + "\ud83c\uddeb\ud83c\uddf7\ud83c\udde7\ud83c\uddf7"
            })
    void noRowIsTooWideInAnyScriptAndNothingIsLost(String text) {
        for (int columns = 2; columns < 80; columns++) {
            var rows = rows("12:00", text, columns);
            if (columns > 23) {
                int most = columns;
                assertThat(rows).allMatch(row -> new AttributedString(row).columnLength() < most);
            }
            assertThat(String.join("", rows).replace(" ", "")).isEqualTo("12:00" + text.replace(" ", ""));
        }
    }

    @Test
    void whatAPersonSeesAsOneIsNotTornApart() {
        for (int columns = 24; columns < 60; columns++)
            assertThat(rows("12:00", "Rafid: " + FAMILY.repeat(9), columns))
                    .allMatch(row -> !row.strip().startsWith("\u200d") && !row.endsWith("\u200d"));
    }
}
