package tertulia.desktop.talk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Takes a message apart (see protocol/vectors/markup.json). A line that begins with three backticks opens a fence, a line
 * of three backticks alone closes it; outside of fences, what stands in one line between as many backticks on both sides is
 * code (so that two of them can enclose one), and {@code http://} or {@code https://} up to white space is a link, without
 * the punctuation that ends it.
 */
public final class Markup {
    private static final Pattern OPENING = Pattern.compile("```[^`]*");
    private static final Pattern CLOSING = Pattern.compile("```[ \\t]*");
    private static final Pattern INLINE = Pattern.compile(
            "`+|(?<![\\p{L}\\p{N}_])https?://[^\\s<>\"`]+",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern RUN = Pattern.compile("`+|\\n");
    private static final Pattern LINK = Pattern.compile("https?://.+", Pattern.CASE_INSENSITIVE);
    private static final Pattern ONLY_EMOJI = Pattern.compile(
            "\\s*(?:(?:[\\x{1F1E6}-\\x{1F1FF}]{2}|[0-9#*]\\x{FE0F}?\\x{20E3}|\\x{1F3F4}[\\x{E0030}-\\x{E007A}]+\\x{E007F}"
                    + "|(?:\\p{IsEmoji_Presentation}|\\p{IsExtended_Pictographic}\\x{FE0F}?)\\p{IsEmoji_Modifier}?"
                    + "(?:\\x{200D}\\p{IsExtended_Pictographic}\\x{FE0F}?\\p{IsEmoji_Modifier}?)*)\\s*){1,6}");

    /** Six of the longest. */
    private static final int MOST_OF_EMOJI = 96;

    private static final int NONE = -1;

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
        var lines = List.of(text.split("\n", -1));
        int[] closings = closingsAfter(lines);
        int at = 0;
        int start = 0;
        for (int line = 0; line < lines.size(); line++) {
            int inside = start + lines.get(line).length() + 1;
            int closing = OPENING.matcher(lines.get(line)).matches() ? closings[line + 1] : NONE;
            if (closing == NONE) {
                start = inside;
                continue;
            }
            markup.inline(text.substring(at, start));
            String fenced = String.join("\n", lines.subList(line + 1, closing));
            markup.pieces.add(new Piece(Kind.FENCE, fenced));
            start = inside + (closing > line + 1 ? fenced.length() + 1 : 0);
            start += lines.get(closing).length() + 1;
            at = Math.min(start, text.length());
            line = closing;
        }
        markup.inline(text.substring(at));
        return markup.pieces;
    }

    /** For each line, and behind the last, the first one from it on that closes a fence. */
    private static int[] closingsAfter(List<String> lines) {
        int[] found = new int[lines.size() + 1];
        found[lines.size()] = NONE;
        for (int line = lines.size() - 1; line >= 0; line--) {
            found[line] = CLOSING.matcher(lines.get(line)).matches() ? line : found[line + 1];
        }
        return found;
    }

    private void inline(String text) {
        var closings = closingRuns(text);
        int at = 0;
        var match = INLINE.matcher(text);
        while (match.find()) {
            int start = match.start();
            if (start < at) continue; // In a piece of code.
            boolean isCode = match.group().startsWith("`");
            int closing = isCode ? closings.getOrDefault(start, NONE) : NONE;
            String piece =
                    isCode ? code(text, match.end(), closing) : match.group().substring(0, Link.end(match.group()));
            if (isCode ? closing == NONE : !LINK.matcher(piece).matches()) continue;
            if (start > at) pieces.add(new Piece(Kind.TEXT, text.substring(at, start)));
            pieces.add(new Piece(isCode ? Kind.CODE : Kind.LINK, piece));
            at = isCode ? closing + match.group().length() : start + piece.length();
        }
        if (at < text.length()) pieces.add(new Piece(Kind.TEXT, text.substring(at)));
    }

    /** Where each run of backticks is closed: by the next one in its line that is as long. */
    private static Map<Integer, Integer> closingRuns(String text) {
        var found = new HashMap<Integer, Integer>();
        var open = new HashMap<Integer, Integer>();
        var run = RUN.matcher(text);
        while (run.find()) {
            if (run.group().equals("\n")) {
                open.clear();
                continue;
            }
            Integer before = open.put(run.group().length(), run.start());
            if (before != null) found.put(before, run.start());
        }
        return found;
    }

    /** Code that begins or ends with a backtick has a blank between it and those around it, which are several. */
    private static String code(String text, int inside, int closing) {
        if (closing == NONE) return "";
        String code = text.substring(inside, closing);
        boolean isPadded =
                text.startsWith("``", inside - 2) && code.length() > 2 && code.startsWith(" ") && code.endsWith(" ");
        return isPadded ? code.substring(1, code.length() - 1) : code;
    }

    /** Whether the message is nothing but a few emoji, which are then drawn large. */
    public static boolean isOnlyEmoji(String text) {
        return text.length() <= MOST_OF_EMOJI && ONLY_EMOJI.matcher(text).matches();
    }
}
