package tertulia.core;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import tertulia.core.port.Pages;
import tertulia.model.Draft;
import tertulia.model.Entry;

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
        return Pages.first(page, CHARACTERS);
    }

    /** The same from the other end. */
    static List<Entry> last(List<Entry> page) {
        return Pages.last(page, CHARACTERS);
    }

    /** Takes the first entries off the queue, at least one. */
    static List<Entry> take(ArrayDeque<Entry> queue) {
        var taken = new ArrayList<Entry>();
        long characters = 0;
        while (!queue.isEmpty() && taken.size() < ENTRIES && characters < CHARACTERS) {
            var entry = queue.removeFirst();
            characters += Pages.characters(entry.draft());
            taken.add(entry);
        }
        return taken;
    }

    /** What it costs in the heap at most. */
    static long bytes(Draft draft) {
        return WITHOUT_TEXT_BYTES + 2 * Pages.characters(draft);
    }

    static long bytes(List<Entry> entries) {
        long bytes = 0;
        for (var entry : entries) bytes += bytes(entry.draft());
        return bytes;
    }
}
