package tertulia.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HandleTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ana",
                "rafid",
                "Иван",
                "Jürgen",
                "李雷",
                "x",
                "Zoë-2",
                "José_1",
                "o'neill",
                "abcdefghijklmnopqrstuvwxyzabcdef"
            })
    void ordinaryNamesAreGood(String name) {
        assertThat(Handle.judge(name, Limits.usual())).isInstanceOf(Handle.Judged.Good.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"\"|NAME_EMPTY",
                "abcdefghijklmnopqrstuvwxyzabcdefg|NAME_TOO_LONG",
                "\"a b\"|NAME_WHITESPACE",
                "\"a\u00a0b\"|NAME_WHITESPACE",
                "a*b|NAME_CHARACTER",
                "a:b|NAME_CHARACTER",
                "@ana|NAME_CHARACTER",
                "~ana|NAME_CHARACTER",
                "a\u200bb|NAME_CHARACTER",
                "a\u202eb|NAME_CHARACTER",
                "\ud83d\ude00|NAME_CHARACTER",
                "ALL|NAME_RESERVED",
                "aLl|NAME_RESERVED",
                "A1l|NAME_RESERVED",
                "\u0410LL|NAME_RESERVED",
                "Server|NAME_RESERVED",
                "nickserv|NAME_RESERVED",
                "GET|NAME_RESERVED",
                "privmsg|NAME_RESERVED"
            })
    void othersAreRefusedWithTheReason(String name, Refusal.Code code) {
        assertThat(Handle.judge(name, Limits.usual()))
                .isInstanceOfSatisfying(
                        Handle.Judged.Bad.class,
                        bad -> assertThat(bad.refusal().code()).isEqualTo(code));
    }

    @ParameterizedTest
    @CsvSource({"Ana,ANA", "Ana,Аna", "modern,modem", "x1,xl"})
    void whatLooksAlikeHasOneSkeleton(String one, String other) {
        assertThat(new Handle(one).skeleton()).isEqualTo(new Handle(other).skeleton());
    }
}
