package tertulia.core.port;

import java.util.List;
import tertulia.model.Change;
import tertulia.model.Damaged;
import tertulia.model.Draft;
import tertulia.model.Entry;
import tertulia.model.Talk;
import tertulia.model.Text;

/** How much of a log is read at once: pages are cut by what they hold, for a hundred entries may be megabytes or one. */
public final class Pages {
    /** A page of a log ends with the entry by which it has so many characters. More than is posted or told at once. */
    public static final int CHARACTERS = 64 * 1024;

    private Pages() {}

    /** The first entries, at least one, up to the one by which they have so many characters. */
    public static List<Entry> first(List<Entry> entries, int most) {
        long characters = 0;
        for (int i = 0; i < entries.size(); i++) {
            characters += characters(entries.get(i).draft());
            if (characters >= most) return entries.subList(0, i + 1);
        }
        return entries;
    }

    /** The same from the other end. */
    public static List<Entry> last(List<Entry> entries, int most) {
        int last = first(entries.reversed(), most).size();
        return entries.subList(entries.size() - last, entries.size());
    }

    /** How many characters of text it has; a little for each member, and for what cannot be read. */
    public static long characters(Draft draft) {
        return switch (draft.event()) {
            case Talk.Said(Text text) -> text.text().length();
            case Change.Created created -> 100L * created.members().size();
            case Damaged damaged -> 100;
        };
    }
}
