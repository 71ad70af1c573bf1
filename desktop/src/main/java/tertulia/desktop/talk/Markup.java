package tertulia.desktop.talk;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes a message apart (see protocol/vectors/markup.json). A line that begins with three backticks opens a fence, a line
 * of three backticks alone closes it; outside of fences, what stands between two backticks in one line is code, and
 * {@code http://} or {@code https://} up to white space is a link, without the punctuation that ends it.
 */
public final class Markup {
    private static final Pattern FENCE =
            Pattern.compile("(^|\\n)```[^\\n`]*\\n(?:((?s:.*?))\\n)?```[ \\t]*(?=\\n|\\z)");
    private static final Pattern INLINE = Pattern.compile(
            "`([^`\\n]+)`|(?<![\\p{L}\\p{N}_])https?://[^\\s<>\"`]+",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern ENDING = Pattern.compile("[.,;:!?'*_~\\u2026\\u3002\\u3001]$");
    private static final Pattern LINK = Pattern.compile("https?://.+", Pattern.CASE_INSENSITIVE);
    private static final Pattern ONLY_EMOJI =
            Pattern.compile("\\s*(?:(?:[\\x{1F1E6}-\\x{1F1FF}]{2}|[0-9#*]\\x{FE0F}?\\x{20E3}"
                    + "|(?:\\p{IsEmoji_Presentation}|\\p{IsExtended_Pictographic}\\x{FE0F}?)\\p{IsEmoji_Modifier}?"
                    + "(?:\\x{200D}\\p{IsExtended_Pictographic}\\x{FE0F}?\\p{IsEmoji_Modifier}?)*)\\s*){1,6}");

    private final List<Piece> pieces = new ArrayList<>();

    private Markup() {}

    /** A piece of a message. */
    public record Piece(Kind kind, String text) {}

    /** What a piece is. */
    public enum Kind {
        TEXT,
        LINK,
        CODE,
        FENCE
    }

    /** The pieces of a text in which what is harmful was made visible before. */
    public static List<Piece> pieces(String text) {
        var markup = new Markup();
        int at = 0;
        var fence = FENCE.matcher(text);
        while (fence.find()) {
            int begin = fence.start() + fence.group(1).length();
            markup.inline(text.substring(at, Math.max(at, begin)));
            String inside = fence.group(2);
            markup.pieces.add(new Piece(Kind.FENCE, inside == null ? "" : inside));
            at = fence.end();
            if (at < text.length() && text.charAt(at) == '\n') at++;
        }
        markup.inline(text.substring(at));
        return markup.pieces;
    }

    private void inline(String text) {
        int at = 0;
        var match = INLINE.matcher(text);
        while (match.find()) {
            String code = match.group(1);
            String piece = code == null ? link(match.group()) : code;
            if (code == null && !LINK.matcher(piece).matches()) continue;
            if (match.start() > at) pieces.add(new Piece(Kind.TEXT, text.substring(at, match.start())));
            pieces.add(new Piece(code == null ? Kind.LINK : Kind.CODE, piece));
            at = code == null ? match.start() + piece.length() : match.end();
        }
        if (at < text.length()) pieces.add(new Piece(Kind.TEXT, text.substring(at)));
    }

    /** The address without what belongs to the sentence around it: ending punctuation, and brackets that it did not open. */
    private static String link(String text) {
        String end = text;
        while (ENDING.matcher(end).find()
                || unopened(end, '(', ')')
                || unopened(end, '[', ']')
                || unopened(end, '{', '}')) {
            end = end.substring(0, end.length() - 1);
        }
        return end;
    }

    private static boolean unopened(String text, char open, char close) {
        return text.endsWith(String.valueOf(close)) && count(text, close) > count(text, open);
    }

    private static long count(String text, char which) {
        return text.chars().filter(c -> c == which).count();
    }

    /** Whether the message is nothing but a few emoji, which are then drawn large. */
    public static boolean isOnlyEmoji(String text) {
        return text.length() <= 64 && ONLY_EMOJI.matcher(text).matches();
    }
}
