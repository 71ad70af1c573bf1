package tertulia.desktop;

import com.ibm.icu.text.ListFormatter;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tertulia.client.Gone;
import tertulia.model.Author;
import tertulia.model.Refusal;
import tertulia.model.Trouble;
import tertulia.model.Visible;
import tertulia.model.Words;

/** Sentences for the person at the window. All that comes from the network is made harmless here. */
final class Speech {
    private static final char LEFT_TO_RIGHT_MARK = '\u200e';
    private static final Pattern RIGHT_TO_LEFT = Pattern.compile(
            "[\\u0590-\\u08ff\\ufb1d-\\ufdff\\ufe70-\\ufefc\\x{10800}-\\x{10fff}\\x{1e800}-\\x{1efff}]");
    private static final Pattern PARTS = Pattern.compile("[^\\n\\t]+");

    private Speech() {}

    /** Names that are harmless already. */
    record Names(String text) {}

    /** The sentence of this key, texts among its parts made visible. */
    static String of(String key, Object... parts) {
        var harmless = new Object[parts.length];
        for (int i = 0; i < parts.length; i++) {
            harmless[i] = switch (parts[i]) {
                case Number number -> number;
                case Names(String names) -> names;
                case Object part -> isolated(Visible.text(part.toString()));
            };
        }
        return Words.ours().of(key, harmless);
    }

    static String of(Refusal refusal) {
        return Visible.text(Words.ours().of(refusal));
    }

    static String name(Author author) {
        return Visible.text(author.handle().text());
    }

    /**
     * Names one after the other, as one says them; without an "and" before the last if more is {@code followed} by. One from
     * right to left does not turn the others around.
     */
    static Names names(List<Author> authors, boolean followed) {
        var names = authors.stream().map(Speech::name).map(Speech::isolated).toList();
        if (followed) return new Names(String.join(", ", names));
        return new Names(ListFormatter.getInstance(Words.ours().locale()).format(names));
    }

    /** As a part of a sentence of ours, all of which are from left to right. JavaFX draws isolates (U+2068) as boxes. */
    private static String isolated(String name) {
        return isRightToLeft(name) ? LEFT_TO_RIGHT_MARK + name + LEFT_TO_RIGHT_MARK : name;
    }

    /**
     * Whether anything in the text is written from right to left. JavaFX 26.0.2 fails (ArrayIndexOutOfBoundsException in
     * PrismTextLayout) to wrap such text at a space, so that it must not be wrapped by JavaFX.
     */
    static boolean isRightToLeft(String text) {
        return RIGHT_TO_LEFT.matcher(text).find();
    }

    /** Why there is no connection to this server. */
    static String why(Gone gone, String server) {
        return switch (gone) {
            case Gone.Unreachable(var reason) -> of("desktop.unreachable", server, Trouble.why(reason, Words.ours()));
            case Gone.Cut() -> of("terminal.gone.cut");
            case Gone.Silent() -> of("terminal.gone.silent");
            case Gone.Garbled garbled -> of("terminal.gone.garbled");
            case Gone.Newer newer -> of("terminal.gone.newer");
            case Gone.NoTls(String detail) -> of("terminal.gone.no-tls", detail);
            case Gone.OnlyTls() -> of("desktop.only-tls");
            case Gone.Distrusted distrusted ->
                of("terminal.doubt." + distrusted.doubt().text(), distrusted.parts(Words.ours(), Times.zone()));
            case Gone.Told(var bye) -> Words.ours().of(bye);
            case Gone.Refused(var refusal) -> of("desktop.refused", server, of(refusal));
            case Gone.Left() -> of("terminal.gone.left");
        };
    }

    /** Several lines in one, shortened, for a list. */
    static String line(String text) {
        String start = text.substring(0, Math.min(text.length(), 160));
        return Visible.text(start.replaceAll("\\s+", " "));
    }

    /** A text of several lines made harmless; line breaks and tabs stay. */
    static String lines(String text) {
        var parts = PARTS.matcher(text.replace("\r\n", "\n").replace('\r', '\n'));
        return parts.replaceAll(part -> Matcher.quoteReplacement(Visible.text(part.group())));
    }
}
