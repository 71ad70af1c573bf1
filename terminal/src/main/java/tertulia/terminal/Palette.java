package tertulia.terminal;

import java.util.HashMap;
import java.util.Map;
import org.jline.utils.AttributedStyle;
import tertulia.client.Hue;
import tertulia.model.Author;
import tertulia.model.UserId;

/** How lines look. Without colours (NO_COLOR, see no-color.org) they still differ in brightness. Any thread may use it. */
final class Palette {
    /** The hues of the page, each a tone of the 256 colours that can be read on black and on white. */
    private static final int[] HUES = {168, 166, 136, 100, 70, 35, 37, 31, 33, 99, 134, 162};

    private static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;

    /** With more people than this nobody tells colours apart. */
    private static final int MOST = 10_000;

    private final boolean colours;
    private final Map<UserId, Integer> hues = new HashMap<>();

    Palette(boolean colours) {
        this.colours = colours;
    }

    boolean colours() {
        return colours;
    }

    static Palette of(Map<String, String> environment) {
        return new Palette(environment.getOrDefault("NO_COLOR", "").isEmpty());
    }

    AttributedStyle plain() {
        return PLAIN;
    }

    /** Times, and what the program says. */
    AttributedStyle notice() {
        return PLAIN.faint();
    }

    AttributedStyle refusal() {
        return colours ? PLAIN.foreground(AttributedStyle.RED) : PLAIN.bold();
    }

    AttributedStyle privately() {
        return colours ? PLAIN.foreground(AttributedStyle.MAGENTA) : PLAIN;
    }

    /** What is said to the person by name. */
    AttributedStyle mention() {
        return PLAIN.bold();
    }

    AttributedStyle waiting() {
        return colours ? PLAIN.foreground(AttributedStyle.YELLOW) : PLAIN;
    }

    /** Everybody's name has a colour, one's own none. */
    AttributedStyle name(Author author, boolean mine) {
        return mine || !colours ? PLAIN.bold() : PLAIN.bold().foreground(HUES[hue(author.id())]);
    }

    /** The user's own hue; if somebody before has it, the next that nobody has, as long as there is one. */
    private synchronized int hue(UserId user) {
        var known = hues.get(user);
        if (known != null) return known;
        int hue = Hue.of(user);
        for (int i = 0; i < HUES.length && hues.containsValue(hue); i++) hue = (hue + 1) % HUES.length;
        if (hues.size() < MOST) hues.put(user, hue);
        return hue;
    }

    /** The name of who says something to the person by name. */
    AttributedStyle caller(Author author) {
        return name(author, false).inverse();
    }
}
