package tertulia.terminal;

import com.ibm.icu.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jline.utils.WCWidth;
import tertulia.model.Words;

/**
 * A line that is printed, with the time it is of or without one. Where it is wider than the terminal it goes on in further
 * rows, which begin with blanks, so that none looks like a line of its own.
 */
record Printed(AttributedString time, AttributedString text) {
    /** How far further rows stand behind the text of the first. */
    private static final int INDENT = 2;

    /** A narrower terminal has no columns to spare for blanks. */
    private static final int NARROW = 24;

    /** The rows for a terminal of so many columns; the last column stays empty, because terminals differ in what follows. */
    List<AttributedString> rows(int columns) {
        int width = Math.max(2, columns - 1);
        int begin = time.columnLength() + (time.isEmpty() ? 0 : 1);
        int indent = columns < NARROW ? 1 : begin + leadingBlanks() + INDENT;
        var first = new AttributedStringBuilder();
        if (!time.isEmpty()) first.append(time).append(" ");
        var rows = new ArrayList<AttributedString>();
        for (var part : parts(width - begin, width - indent)) {
            if (rows.isEmpty()) rows.add(first.append(part).toAttributedString());
            else rows.add(AttributedString.join(AttributedString.EMPTY, blanks(indent), part));
        }
        return rows;
    }

    private int leadingBlanks() {
        int blanks = 0;
        while (blanks < text.length() && text.charAt(blanks) == ' ') blanks++;
        return Math.min(blanks, NARROW / 3);
    }

    private static AttributedString blanks(int many) {
        return new AttributedString(" ".repeat(many), AttributedStyle.DEFAULT);
    }

    /** Broken where the language allows it (UAX #14), and within a word, a key or an address only if it is wider than a row. */
    private List<AttributedString> parts(int firstRoom, int room) {
        var parts = new ArrayList<AttributedString>();
        var breaks = BreakIterator.getLineInstance(Words.ours().locale());
        breaks.setText(text.toString());
        int from = 0;
        int used = 0;
        int left = firstRoom;
        for (int at = 0, next = breaks.next(); next != BreakIterator.DONE; next = breaks.next()) {
            if (next < text.length() && isWithinWord(text.charAt(next - 1))) continue;
            int visible = end(at, next);
            int wide = width(at, visible);
            if (used + wide > left && used > 0) {
                parts.add(text.subSequence(from, end(from, at)));
                from = at;
                used = 0;
                left = room;
            }
            for (int fits; wide > left; at = fits, wide = width(at, visible)) {
                fits = fitting(at, visible, left);
                parts.add(text.subSequence(from, fits));
                from = fits;
                used = 0;
                left = room;
            }
            used += wide + width(visible, next);
            at = next;
        }
        parts.add(text.subSequence(from, end(from, text.length())));
        return parts;
    }

    /** After a slash or a hyphen UAX #14 allows a break, which would make an address hard to copy. */
    private static boolean isWithinWord(char before) {
        return before > ' ' && before < 0x7f;
    }

    /** Where a part ends but for the blanks after it, which need no room at the end of a row. */
    private int end(int from, int to) {
        int end = to;
        while (end > from && text.charAt(end - 1) == ' ') end--;
        return end;
    }

    /** How far the characters that a person sees as such fit into so many columns; at least one is taken. */
    private int fitting(int from, int to, int columns) {
        int at = from;
        for (int used = 0; at < to; ) {
            int next = Math.min(to, at + WCWidth.charCountForGraphemeCluster(text, at));
            used += width(at, next);
            if (used > columns && at > from) return at;
            at = next;
        }
        return at;
    }

    /**
     * Columns at most: a terminal may draw the parts of an emoji beside each other, or as one. What has no width of its own
     * (marks, joiners) counts nothing.
     */
    private int width(int from, int to) {
        int columns = 0;
        for (int at = from; at < to; at += Character.charCount(text.codePointAt(at)))
            columns += Math.max(0, WCWidth.wcwidth(text.codePointAt(at)));
        return columns;
    }
}
