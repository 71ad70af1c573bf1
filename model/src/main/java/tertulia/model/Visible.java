package tertulia.model;

import static com.ibm.icu.lang.UCharacterEnums.ECharacterCategory.ENCLOSING_MARK;
import static com.ibm.icu.lang.UCharacterEnums.ECharacterCategory.NON_SPACING_MARK;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.lang.UScript;
import java.util.Set;

/**
 * Makes text from strangers harmless on a screen: what would move the cursor, hide, reorder or cover other text is shown
 * instead. The page does the same (see {@code protocol/vectors/visible.json}).
 */
public final class Visible {
    /** So many marks may stand on one letter, which is more than any language writes. */
    private static final int MOST_MARKS = 8;

    /** A longer run of blanks on a line could move what follows it to the beginning of the next row. */
    private static final int MOST_BLANKS = 24;

    private static final int NONE = -1;
    private static final int BLACK_FLAG = 0x1f3f4;
    private static final int CANCEL_TAG = 0xe007f;
    private static final int MOST_TAGS = 6;

    /** Scripts whose letters have no joiners between them, although their names or emoji may be written with marks. */
    private static final Set<Integer> UNJOINED = Set.of(
            UScript.LATIN,
            UScript.GREEK,
            UScript.CYRILLIC,
            UScript.HAN,
            UScript.HIRAGANA,
            UScript.KATAKANA,
            UScript.HANGUL,
            UScript.COMMON,
            UScript.INHERITED);

    private Visible() {}

    /**
     * The text with C0 controls as their pictures (U+2400 …), a tab as a space, {@linkplain #isHidden hidden} characters
     * and lone surrogates as {@code <U+202E>}, and what piles up on a letter as {@code <+N>}. Joiners, selectors and tags
     * stay where a script or an emoji needs them. The same text comes back if nothing was amiss.
     */
    public static String text(String text) {
        for (int i = 0; i < text.length(); i++) if (isSuspect(text.charAt(i))) return new Showing(text).shown();
        return text;
    }

    /** The same for one line of a terminal: of a run of more than 24 blanks, the rest is shown as {@code <+N>}. */
    public static String line(String text) {
        String shown = text(text);
        int run = 0;
        for (int i = 0; i < shown.length(); i++) {
            run = isBlank(shown.charAt(i)) ? run + 1 : 0;
            if (run > MOST_BLANKS) return withoutRuns(shown);
        }
        return shown;
    }

    private static String withoutRuns(String text) {
        var line = new StringBuilder(text.length());
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isBlank(c)) run++;
            else {
                more(line, run - MOST_BLANKS);
                run = 0;
            }
            if (run <= MOST_BLANKS) line.append(c);
        }
        return more(line, run - MOST_BLANKS).toString();
    }

    private static StringBuilder more(StringBuilder to, int left) {
        return left > 0 ? to.append("<+").append(left).append('>') : to;
    }

    /** Whether there is nothing in the text that a reader could see. */
    public static boolean isNothing(String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (!isBlank(c) && !isHidden(c)) return false;
        }
        return true;
    }

    /** Whether it is white space of any kind (a tab or a line end, too). */
    public static boolean isBlank(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85;
    }

    /** The text without the blanks at either end. */
    public static String stripped(String text) {
        int begin = 0;
        int end = text.length();
        while (begin < end && isBlank(text.charAt(begin))) begin++;
        while (end > begin && isBlank(text.charAt(end - 1))) end--;
        return text.substring(begin, end);
    }

    /**
     * Whether nothing is to be seen of this character by itself: Default_Ignorable_Code_Point (UAX #44), separators of
     * lines, controls of other layouts, and letters and symbols that are blank.
     */
    public static boolean isHidden(int c) {
        if (c < 0xad) return false;
        return UCharacter.hasBinaryProperty(c, UProperty.DEFAULT_IGNORABLE_CODE_POINT)
                || c == 0x2028
                || c == 0x2029
                || c == 0x2800
                || c >= 0xfff9 && c <= 0xfffb
                || c >= 0x13430 && c <= 0x13442
                || c == 0x16fe4
                || c == 0x1d159;
    }

    /** A cheap first look: false only for what is certainly harmless. */
    private static boolean isSuspect(char c) {
        return c < 0x20
                || c >= 0x7f && c < 0xa0
                || c == 0xad
                || c >= 0x300 && c < 0x370
                || c >= 0x483 && c < 0x48a
                || c >= 0x590;
    }

    /** One text on its way to the screen. */
    private static final class Showing {
        private final String text;
        private final StringBuilder shown;
        private int previous = NONE;
        private int marks;

        Showing(String text) {
            this.text = text;
            shown = new StringBuilder(text.length() + 16);
        }

        String shown() {
            int at = 0;
            while (at < text.length()) {
                int c = text.codePointAt(at);
                int flag = c == BLACK_FLAG ? flagEnd(at) : NONE;
                if (flag != NONE) {
                    shown.append(text, at, flag);
                    previous = CANCEL_TAG;
                    at = flag;
                } else {
                    show(c);
                    at += Character.charCount(c);
                }
            }
            more(shown, marks - MOST_MARKS);
            return shown.toString();
        }

        private void show(int c) {
            if (isHidden(c) && belongs(c)) {
                if (marks > MOST_MARKS) return;
                shown.appendCodePoint(c);
                previous = c;
                return;
            }
            boolean mark = isMark(c) && !isHidden(c);
            if (!mark) {
                more(shown, marks - MOST_MARKS);
                marks = 0;
            }
            previous = c;
            if (mark && ++marks > MOST_MARKS) return;
            if (c == '\t') shown.append(' ');
            else if (c < 0x20) shown.appendCodePoint(0x2400 + c);
            else if (c == 0x7f) shown.appendCodePoint(0x2421);
            else if (c >= 0x80 && c < 0xa0 || c >= 0xd800 && c <= 0xdfff || isHidden(c)) {
                shown.append(String.format("<U+%04X>", c));
                previous = NONE;
            } else shown.appendCodePoint(c);
        }

        private static boolean isMark(int c) {
            int type = UCharacter.getType(c);
            return type == NON_SPACING_MARK || type == ENCLOSING_MARK;
        }

        /** Whether a script or an emoji needs a hidden character after the previous one. */
        private boolean belongs(int c) {
            if (previous == NONE) return false;
            int script = UScript.getScript(previous);
            if (c == 0x200d && isEmoji()) return true;
            if (c == 0x200c || c == 0x200d) {
                return !UNJOINED.contains(script) && (UCharacter.isLetter(previous) || isMarkOf(script));
            }
            if (c == 0xfe0e || c == 0xfe0f) return Character.isEmoji(previous) || isSymbol();
            if (c >= 0xfe00 && c <= 0xfe0d) return script == UScript.HAN || isSymbol();
            if (c >= 0xe0100 && c <= 0xe01ef) return script == UScript.HAN;
            return c >= 0x180b && c <= 0x180f && script == UScript.MONGOLIAN && UCharacter.isLetter(previous);
        }

        private boolean isEmoji() {
            return Character.isExtendedPictographic(previous)
                    || Character.isEmojiModifier(previous)
                    || previous == 0xfe0f
                    || previous == CANCEL_TAG;
        }

        private boolean isSymbol() {
            int type = Character.getType(previous);
            return type == Character.MATH_SYMBOL || type == Character.OTHER_SYMBOL;
        }

        private boolean isMarkOf(int script) {
            return script != UScript.INHERITED
                    && (isMark(previous) || Character.getType(previous) == Character.COMBINING_SPACING_MARK);
        }

        /** Where the tags of a flag (UTS #51, as of Scotland) end that begins here; NONE if it has none. */
        private int flagEnd(int at) {
            int end = at + 2;
            int tags = 0;
            for (; end < text.length(); end += 2) {
                int c = text.codePointAt(end);
                if (c == CANCEL_TAG) return tags > 1 ? end + 2 : NONE;
                boolean tag = c >= 0xe0030 && c <= 0xe0039 || c >= 0xe0061 && c <= 0xe007a;
                if (!tag || ++tags > MOST_TAGS) return NONE;
            }
            return NONE;
        }
    }
}
