package tertulia.model;

import static com.ibm.icu.lang.UCharacterEnums.ECharacterCategory.COMBINING_SPACING_MARK;
import static com.ibm.icu.lang.UCharacterEnums.ECharacterCategory.ENCLOSING_MARK;
import static com.ibm.icu.lang.UCharacterEnums.ECharacterCategory.NON_SPACING_MARK;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.lang.UScript;
import java.util.BitSet;
import java.util.function.IntPredicate;
import rocks.xmpp.precis.PrecisProfile;
import rocks.xmpp.precis.PrecisProfiles;
import tertulia.model.Handle.Judged;

/** Decides which texts are handles: PRECIS makes of a text what is kept, and then what is kept is judged. */
final class HandleRule {
    private static final PrecisProfile PRECIS = PrecisProfiles.USERNAME_CASE_PRESERVED;
    static final String FORBIDDEN = "*?!@,:./#&$\"<>()";
    private static final String FORBIDDEN_FIRST = "{+~%";

    /** A character of a name takes at most so many chars before it is composed (NFC). */
    private static final int CHARS_A_CHARACTER = 8;

    private static final int MARKS_A_LETTER = 3;
    private static final char NON_JOINER = '\u200c';
    private static final int NONE = -1;

    private HandleRule() {}

    static Judged judge(String text, Limits limits) {
        long most = limits.of(Limit.HANDLE_CHARACTERS);
        String typed = Visible.stripped(text);
        if (typed.isEmpty()) return no(Refusal.Code.NAME_EMPTY);
        if (typed.length() > CHARS_A_CHARACTER * most) return no(Refusal.Code.NAME_TOO_LONG, most);
        typed = typed.replace('\u2018', '\'').replace('\u2019', '\'').replace('\u02bc', '\'');
        if (first(typed, Visible::isBlank) != NONE) return no(Refusal.Code.NAME_WHITESPACE);
        int never = first(typed, HandleRule::isNever);
        if (never != NONE) return character(never);
        String kept;
        try {
            kept = enforced(typed);
        } catch (IllegalArgumentException e) { // The library's exceptions for all it refuses are of this kind.
            return character(culprit(typed));
        }
        int wrong = wrong(kept);
        if (wrong != NONE) return character(wrong);
        if (kept.codePointCount(0, kept.length()) > most) return no(Refusal.Code.NAME_TOO_LONG, most);
        if (Reserved.has(kept)) return no(Refusal.Code.NAME_RESERVED, kept);
        return new Judged.Good(new Handle(kept));
    }

    private static Judged no(Refusal.Code code, Object... details) {
        return new Judged.Bad(Refusal.of(code, details));
    }

    private static Judged character(int c) {
        return no(Refusal.Code.NAME_CHARACTER, Visible.text(Character.toString(c)));
    }

    /** The library knows no joiners; a non-joiner (RFC 5892 A.1) separates two texts that are good by themselves. */
    private static String enforced(String text) {
        int joiner = text.indexOf(NON_JOINER);
        if (joiner < 0) return PRECIS.enforce(text);
        if (!separates(text, joiner))
            throw new IllegalArgumentException("a non-joiner between letters that do not join");
        return PRECIS.enforce(text.substring(0, joiner)) + NON_JOINER + enforced(text.substring(joiner + 1));
    }

    private static boolean separates(String text, int joiner) {
        if (joiner == 0 || joiner == text.length() - 1) return false;
        return joins(text.codePointBefore(joiner), UCharacter.JoiningType.LEFT_JOINING)
                && joins(text.codePointAt(joiner + 1), UCharacter.JoiningType.RIGHT_JOINING);
    }

    private static boolean joins(int c, int how) {
        int type = UCharacter.getIntPropertyValue(c, UProperty.JOINING_TYPE);
        return type == UCharacter.JoiningType.DUAL_JOINING || type == how;
    }

    /** The first character of a kept name that no name may have there; NONE if there is none. */
    private static int wrong(String kept) {
        int base = NONE;
        int marks = 0;
        for (int i = 0; i < kept.length(); i += Character.charCount(kept.codePointAt(i))) {
            int c = kept.codePointAt(i);
            if (FORBIDDEN.indexOf(c) >= 0 || i == 0 && FORBIDDEN_FIRST.indexOf(c) >= 0) return c;
            if (isNever(c) || Visible.isBlank(c)) return c;
            if (isMark(c)) {
                // A mark without a letter, or a pile of them, covers the characters beside the name.
                if (base == NONE || !isScriptOf(base, c) || ++marks > MARKS_A_LETTER) return c;
            } else {
                base = UCharacter.isLetter(c) ? c : NONE;
                marks = 0;
            }
        }
        return NONE;
    }

    /** What is never in a name, wherever it stands: it cannot be seen, or nobody knows yet how it looks. */
    private static boolean isNever(int c) {
        if (c == NON_JOINER) return false;
        return Visible.isHidden(c) || !UCharacter.isDefined(c) || !Character.isDefined(c);
    }

    private static boolean isMark(int c) {
        int type = UCharacter.getType(c);
        return type == NON_SPACING_MARK || type == ENCLOSING_MARK || type == COMBINING_SPACING_MARK;
    }

    private static boolean isScriptOf(int base, int mark) {
        var scripts = new BitSet();
        UScript.getScriptExtensions(mark, scripts);
        if (scripts.get(UScript.INHERITED)) return true;
        var ofBase = new BitSet();
        UScript.getScriptExtensions(base, ofBase);
        return scripts.intersects(ofBase);
    }

    /** The character for which PRECIS refuses a text: not of its class, or else in the wrong direction (RFC 5893 §2). */
    private static int culprit(String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (c == NON_JOINER && separates(text, i)) continue;
            try {
                PRECIS.prepare(Character.toString(c));
            } catch (IllegalArgumentException e) {
                return c;
            }
        }
        int first = text.codePointAt(0);
        if (!isRightwards(first) && !isLeftwards(first)) return first;
        int other =
                first(text, isRightwards(first) ? c -> isLeftwards(c) || isArabicNumber(c) : HandleRule::isRightwards);
        return other != NONE ? other : text.codePointBefore(text.length());
    }

    private static boolean isRightwards(int c) {
        return Character.getDirectionality(c) == Character.DIRECTIONALITY_LEFT_TO_RIGHT;
    }

    private static boolean isLeftwards(int c) {
        byte direction = Character.getDirectionality(c);
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }

    private static boolean isArabicNumber(int c) {
        return Character.getDirectionality(c) == Character.DIRECTIONALITY_ARABIC_NUMBER;
    }

    private static int first(String text, IntPredicate wanted) {
        return text.codePoints().filter(wanted).findFirst().orElse(NONE);
    }
}
