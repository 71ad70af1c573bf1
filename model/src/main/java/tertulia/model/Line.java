package tertulia.model;

import java.util.Locale;

/** One line that a person typed, taken apart: the same in every front and on every screen. */
public sealed interface Line {

    /** For everyone. */
    record ToLobby(String text) implements Line {}

    /** For whoever has this name now; the name is as it was typed and may be nobody's. */
    record ToName(String name, String text) implements Line {}

    /** A command: its name in small letters, without the slash, and what follows, without blanks at either end. */
    record Slash(String name, String rest) implements Line {}

    /**
     * Takes a line apart. {@code //} begins a text with a slash and {@code /} a command; what stands before the first
     * {@code *} is the receiver if it is {@code ALL} in any letter case or could be a handle. A reserved name counts as
     * one: it is nobody's, and what was meant for one person must not be told to everyone by a slip.
     */
    static Line of(String line, Limits limits) {
        if (line.startsWith("//")) return new ToLobby(line.substring(1));
        if (line.startsWith("/")) return slash(line);
        int star = line.indexOf('*');
        if (star < 0) return new ToLobby(line);
        String name = line.substring(0, star).stripLeading();
        String text = line.substring(star + 1);
        if (Handle.isAll(name)) return new ToLobby(text);
        return couldBeHandle(name, limits) ? new ToName(name, text) : new ToLobby(line);
    }

    private static Line slash(String line) {
        int end = 1;
        while (end < line.length() && !Character.isWhitespace(line.charAt(end))) end++;
        return new Slash(
                line.substring(1, end).toLowerCase(Locale.ROOT),
                line.substring(end).strip());
    }

    private static boolean couldBeHandle(String name, Limits limits) {
        return switch (Handle.judge(name, limits)) {
            case Handle.Judged.Good good -> true;
            case Handle.Judged.Bad(Refusal refusal) -> refusal.code() == Refusal.Code.NAME_RESERVED;
        };
    }
}
