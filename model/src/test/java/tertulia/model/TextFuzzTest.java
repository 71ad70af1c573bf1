package tertulia.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** What strangers may call themselves, type and say. */
final class TextFuzzTest {
    private static final Limits LIMITS = Limits.usual();

    @FuzzTest
    void aHandleIsGoodOrRefusedWithAReason(FuzzedDataProvider data) {
        String name = data.consumeRemainingAsString();
        switch (Handle.judge(name, LIMITS)) {
            case Handle.Judged.Bad(Refusal refusal) ->
                assertThat(Words.english().of(refusal)).isNotEmpty();
            case Handle.Judged.Good(Handle handle) -> {
                assertThat(handle.text()).doesNotContainAnyWhitespaces().doesNotContain("*", "!", ":", "(\u0000");
                assertThat(handle.skeleton()).isNotEmpty();
                assertThat(Visible.text(handle.text())).isEqualTo(handle.text());
                assertThat(Handle.judge(handle.text(), LIMITS)).isEqualTo(new Handle.Judged.Good(handle));
            }
        }
    }

    @FuzzTest
    void aLineIsTakenApart(FuzzedDataProvider data) {
        String line = data.consumeRemainingAsString();
        switch (Line.of(line, LIMITS, name -> line.length() % 2 == 0)) {
            case Line.Plain(String text) -> assertThat(line).endsWith(text.substring(Math.min(1, text.length())));
            case Line.ToAll(String text) -> assertThat(line).endsWith(text);
            case Line.ToName(String name, String text) ->
                assertThat(line).contains(name).endsWith(text);
            case Line.Unclear(String name, String text) ->
                assertThat(line).contains(name).endsWith(text);
            case Line.Slash(String name, String rest) -> assertThat(line).contains(rest);
        }
    }

    @FuzzTest
    void whatIsVisibleMovesNoCursor(FuzzedDataProvider data) {
        String visible = Visible.text(data.consumeRemainingAsString());
        assertThat(visible.codePoints().filter(TextFuzzTest::movesOrReorders).count())
                .isZero();
        assertThat(Visible.text(visible)).isEqualTo(visible);
    }

    /** By Unicode's own properties: controls, line and paragraph separators, surrogates, and the Bidi_Control characters. */
    private static boolean movesOrReorders(int c) {
        int type = Character.getType(c);
        return Character.isISOControl(c)
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE
                || c == 0x61c
                || c == 0x200e
                || c == 0x200f
                || c >= 0x202a && c <= 0x202e
                || c >= 0x2066 && c <= 0x2069;
    }
}
