package tertulia.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.lang.UScript;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
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
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\" Ana\u00a0\"|Ana",
                "\"Ana\t\"|Ana",
                "O\u2019Neil|O'Neil",
                "\uff21na|Ana",
                "آن\u200cماری|آن\u200cماری",
                "Işık|Işık",
                "DJ_Саша|DJ_Саша"
            })
    void theHandleIsWhatIsKept(String name, String kept) {
        assertThat(good(name)).isEqualTo(new Handle(kept));
    }

    @Test
    void theLengthIsCountedInComposedCharacters() {
        assertThat(good("e\u0301".repeat(20)).text()).isEqualTo("é".repeat(20));
        assertThat(Handle.judge("e\u0301".repeat(33), Limits.usual())).isInstanceOf(Handle.Judged.Bad.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "1مريم|1",
                "مريمa|a",
                "abم|م",
                "مريم'|'",
                "Ana\uff0a|*",
                "Ana\uff1a|:",
                "A\u200cna|<U+200C>",
                "ن\u200c|<U+200C>",
                "آن\u200bماری|<U+200B>",
                "آن☺|☺",
                "An\u0e31a|\u0e31",
                "\u0301Ana|\u0301",
                "a\u0301\u0302\u0303\u0304\u0305|\u0305",
                "\ud80d\udc41|<U+13441>",
                "Za\udb40\udd00ra|<U+E0100>"
            })
    void aRefusalNamesTheCharacterThatIsWrong(String name, String named) {
        assertThat(Handle.judge(name, Limits.usual()))
                .isEqualTo(new Handle.Judged.Bad(Refusal.of(Refusal.Code.NAME_CHARACTER, named)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ᴀʟʟ",
                "sᴇʀᴠᴇʀ",
                "SERVEṚ",
                "[ALL]",
                "-all-",
                "Аdmin",
                "r00t",
                "Moderator",
                "EVERYONE",
                "Tous",
                "todos",
                "Все",
                "система",
                "Unë",
                "këtu",
                "[me]",
                "ａｄｍｉｎ"
            })
    void wordsOfTrustAreReservedByTheirLook(String name) {
        assertThat(Handle.judge(name, Limits.usual()))
                .isInstanceOfSatisfying(
                        Handle.Judged.Bad.class,
                        bad -> assertThat(bad.refusal().code()).isEqualTo(Refusal.Code.NAME_RESERVED));
    }

    @Test
    void aNamePassesForWordsItLooksLike() {
        assertThat(good("ChessClub").passesFor("Chess Club")).isTrue();
        assertThat(good("-сhess-club-").passesFor("Chess Club")).isTrue();
        assertThat(good("Chess").passesFor("Chess Club")).isFalse();
        assertThat(good("---").passesFor("!!!")).isFalse();
    }

    @Test
    void aTurkishNameIsFoundHoweverItIsWritten() {
        assertThat(Handle.lookedUp("ışık", Limits.usual()))
                .isEqualTo(good("Işık").folded())
                .isEqualTo(Handle.lookedUp("IŞIK", Limits.usual()));
        assertThat(good("İrem").skeleton()).isEqualTo(good("irem").skeleton());
        assertThat(Handle.lookedUp("آنماری", Limits.usual()))
                .isEqualTo(good("آن\u200cماری").folded());
    }

    /** Alone, behind a name and within one. */
    @ParameterizedTest
    @ValueSource(strings = {"%s", "Ana%s", "An%sa"})
    void whateverIsTypedOnlyWhatCanBeSeenIsKept(String form) {
        var wrong = IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .parallel()
                .filter(c -> !isWellKept(form.replace("%s", Character.toString(c))))
                .limit(20)
                .mapToObj(c -> String.format("U+%04X", c))
                .toList();

        assertThat(wrong).isEmpty();
    }

    private static boolean isWellKept(String typed) {
        if (!(Handle.judge(typed, Limits.usual()) instanceof Handle.Judged.Good(Handle handle))) return true;
        String kept = handle.text();
        boolean again = Handle.judge(kept, Limits.usual()).equals(new Handle.Judged.Good(handle));
        return again && kept.chars().noneMatch(FORBIDDEN::contains) && areSeen(kept) && marksFit(kept);
    }

    private static final Set<Integer> FORBIDDEN =
            "*?!@,:./#&$\"<>() \u2800".chars().boxed().collect(Collectors.toUnmodifiableSet());
    private static final Set<Integer> BLANK_LETTERS = Set.of(0x13441, 0x13442, 0x16fe4, 0x1d159);

    private static boolean areSeen(String kept) {
        return kept.codePoints()
                .noneMatch(c -> UCharacter.hasBinaryProperty(c, UProperty.DEFAULT_IGNORABLE_CODE_POINT)
                        || !UCharacter.isDefined(c)
                        || !Character.isDefined(c)
                        || UCharacter.isUWhiteSpace(c)
                        || BLANK_LETTERS.contains(c)
                        || Character.getType(c) == Character.CONTROL
                        || Character.getType(c) == Character.FORMAT
                        || Character.getType(c) == Character.PRIVATE_USE
                        || Character.getType(c) == Character.SURROGATE);
    }

    private static boolean marksFit(String kept) {
        int base = -1;
        for (int c : kept.codePoints().toArray()) {
            int type = Character.getType(c);
            boolean mark = type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
            if (!mark) base = c;
            else if (base < 0) return false;
            else if (UScript.getScript(c) != UScript.INHERITED && !UScript.hasScript(c, UScript.getScript(base)))
                return false;
        }
        return true;
    }

    private static Handle good(String name) {
        if (Handle.judge(name, Limits.usual()) instanceof Handle.Judged.Good(Handle handle)) return handle;
        throw new AssertionError(name + ": " + Handle.judge(name, Limits.usual()));
    }

    @ParameterizedTest
    @CsvSource({"Ana,ANA", "Ana,Аna", "modern,modem", "x1,xl", "Ana,ᴀɴᴀ"})
    void whatLooksAlikeHasOneSkeleton(String one, String other) {
        assertThat(new Handle(one).skeleton()).isEqualTo(new Handle(other).skeleton());
    }
}
