package tertulia.desktop.talk;

import java.util.ArrayList;
import java.util.List;

/** Long messages are folded until the reader wants the whole, as in the web client. */
public final class Folding {
    private static final int CHARACTERS = 1500;
    private static final int LINES = 18;

    private Folding() {}

    /** Whether the text is folded at first. */
    public static boolean isLong(String text) {
        return text.length() > CHARACTERS || text.chars().filter(c -> c == '\n').count() >= LINES;
    }

    /** The beginning of a message, and a sign that it goes on. */
    public static List<Markup.Piece> folded(List<Markup.Piece> pieces) {
        var folded = new ArrayList<Markup.Piece>();
        int characters = CHARACTERS;
        int lines = LINES;
        for (var piece : pieces) {
            int end = end(piece.text(), characters, lines);
            if (end < piece.text().length()) {
                boolean isLink = piece.kind() == Markup.Kind.LINK; // Half a link leads nowhere.
                folded.add(new Markup.Piece(
                        isLink ? Markup.Kind.TEXT : piece.kind(), piece.text().substring(0, end) + " …"));
                return folded;
            }
            folded.add(piece);
            characters -= end;
            lines -= (int) piece.text().chars().filter(c -> c == '\n').count();
        }
        return folded;
    }

    /** Where the text is cut so that it has no more characters and lines: at white space, if there is some near. */
    private static int end(String text, int characters, int lines) {
        int end = Math.min(text.length(), characters);
        int line = -1;
        for (int n = 0; n < lines; n++) {
            line = text.indexOf('\n', line + 1);
            if (line < 0 || line >= end) break;
        }
        if (line >= 0 && line < end) return line;
        if (end == text.length()) return end;
        int space = Math.max(text.lastIndexOf(' ', end), text.lastIndexOf('\n', end));
        if (space > end - 80) return Math.max(0, space);
        return Character.isLowSurrogate(text.charAt(end)) ? end - 1 : end;
    }
}
