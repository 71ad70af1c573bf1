package tertulia.core;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import tertulia.model.Change;
import tertulia.model.Damaged;
import tertulia.model.Draft;
import tertulia.model.Entry;
import tertulia.model.Talk;
import tertulia.model.Text;

/** How much is posted at once: enough that load makes batches large, little enough for one write to a socket. */
final class Batches {
    private static final int ENTRIES = 256;
    private static final int CHARACTERS = 48 * 1024;

    /** What an entry or a draft costs in the heap without its text. */
    private static final long WITHOUT_TEXT_BYTES = 320;

    /** Beyond this many bytes no further draft goes into the same append. */
    static final long APPEND_BYTES = 256 * 1024;

    private Batches() {}

    /** The first entries of a page, at least one, that are not more than is written at once. */
    static List<Entry> first(List<Entry> page) {
        int characters = 0;
        for (int i = 0; i < page.size(); i++) {
            characters += characters(page.get(i));
            if (characters >= CHARACTERS) return page.subList(0, i + 1);
        }
        return page;
    }

    /** The same from the other end. */
    static List<Entry> last(List<Entry> page) {
        var last = first(page.reversed()).size();
        return page.subList(page.size() - last, page.size());
    }

    /** Takes the first entries off the queue, at least one. */
    static List<Entry> take(ArrayDeque<Entry> queue) {
        var taken = new ArrayList<Entry>();
        int characters = 0;
        while (!queue.isEmpty() && taken.size() < ENTRIES && characters < CHARACTERS) {
            var entry = queue.removeFirst();
            characters += characters(entry);
            taken.add(entry);
        }
        return taken;
    }

    /** What it costs in the heap at most. */
    static long bytes(Draft draft) {
        return WITHOUT_TEXT_BYTES + 2L * characters(draft);
    }

    static long bytes(List<Entry> entries) {
        long bytes = 0;
        for (var entry : entries) bytes += bytes(entry.draft());
        return bytes;
    }

    private static int characters(Entry entry) {
        return characters(entry.draft());
    }

    private static int characters(Draft draft) {
        return switch (draft.event()) {
            case Talk.Said(Text text) -> text.text().length();
            case Change.Created created -> 100 * created.members().size();
            case Damaged damaged -> 100;
        };
    }
}
