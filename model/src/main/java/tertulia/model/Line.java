package tertulia.model;

import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What a person typed, taken apart: the same in every front and on every screen, the page's included
 * ({@code protocol/vectors/line.json}). What may be meant for one person or for a program never becomes public by a slip.
 */
public sealed interface Line {

    /** For everyone, or on a screen with several conversations for the one that is open. */
    record Plain(String text) implements Line {}

    /** For everyone, by {@code ALL*}. */
    record ToAll(String text) implements Line {}

    /** For the user who has this name now; the name is as it was typed and may be nobody's. */
    record ToName(String name, String text) implements Line {}

    /** For this user or for everyone: blanks stand before the star. The person must say which. */
    record Unclear(String name, String text) implements Line {
        /** The refusal that asks for it. */
        public Refusal refusal() {
            return Refusal.of(Refusal.Code.UNCLEAR, name);
        }
    }

    /** A command: its name in small letters, without the slash, and what follows, without blanks at either end. */
    record Slash(String name, String rest) implements Line {}

    /**
     * Takes a line apart; {@code isKnown} says whether somebody has a name. {@code //} begins a text with a slash and
     * {@code /} a command, blanks before them left out. A word before the first star is the receiver, {@code ALL} in any
     * letter case is everyone. With blanks between word and star it is unclear, unless it is emphasis ({@code so *nice*})
     * or a sum ({@code 2 * 3}) and nobody has that name. Full-width stars and slashes count as such.
     */
    static Line of(String line, Limits limits, Predicate<String> isKnown) {
        String begun = line.substring(blanks(line));
        if (isSlash(begun, 0)) return isSlash(begun, 1) ? new Plain("/" + begun.substring(2)) : slash(begun);
        int star = star(begun);
        if (star < 0 || begun.lastIndexOf('\n', star) >= 0) return new Plain(line);
        String name = Visible.stripped(begun.substring(0, star));
        String text = begun.substring(star + 1);
        if (Handle.isAll(name)) return new ToAll(text);
        if (name.startsWith("@")) name = name.substring(1);
        if (!couldBeName(name, limits)) return new Plain(line);
        if (!Visible.isBlank(begun.charAt(star - 1))) return new ToName(name, text);
        boolean harmless = Form.EMPHASIS.matcher(text).lookingAt()
                || Form.NUMBER.matcher(name).matches() && Form.SUM.matcher(text).lookingAt();
        return harmless && !isKnown.test(name) ? new Plain(line) : new Unclear(name, text);
    }

    private static Line slash(String line) {
        int end = 1;
        while (end < line.length() && !Visible.isBlank(line.charAt(end))) end++;
        return new Slash(line.substring(1, end).toLowerCase(Locale.ROOT), Visible.stripped(line.substring(end)));
    }

    private static int blanks(String line) {
        int blanks = 0;
        while (blanks < line.length() && Visible.isBlank(line.charAt(blanks))) blanks++;
        return blanks;
    }

    private static boolean isSlash(String line, int at) {
        return at < line.length() && (line.charAt(at) == '/' || line.charAt(at) == '／');
    }

    private static int star(String line) {
        for (int i = 0; i < line.length(); i++) if (line.charAt(i) == '*' || line.charAt(i) == '＊') return i;
        return -1;
    }

    /** Less strict than {@link Handle#judge}: what was meant for one person may have a slip in the name. */
    private static boolean couldBeName(String name, Limits limits) {
        if (name.length() > 2 * limits.of(Limit.HANDLE_CHARACTERS)) return false;
        if (name.codePointCount(0, name.length()) > limits.of(Limit.HANDLE_CHARACTERS)) return false;
        return name.codePoints().noneMatch(c -> Visible.isBlank(c) || HandleRule.FORBIDDEN.indexOf(c) >= 0)
                && Form.LETTER.matcher(name).find();
    }

    /** The forms of what is no name. */
    final class Form {
        private static final int UNICODE = Pattern.UNICODE_CHARACTER_CLASS;
        private static final Pattern EMPHASIS = Pattern.compile("\\*?[^\\s*](?:[^*]*[^\\s*])?\\*", UNICODE);
        private static final Pattern NUMBER = Pattern.compile("[0-9]+");
        private static final Pattern SUM = Pattern.compile("[\\s0-9]", UNICODE);
        private static final Pattern LETTER = Pattern.compile("[\\p{L}\\p{N}]");

        private Form() {}
    }
}
