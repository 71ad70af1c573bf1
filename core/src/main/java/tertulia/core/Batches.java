package tertulia.core;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import tertulia.model.Change;
import tertulia.model.Entry;
import tertulia.model.Event;
import tertulia.model.Talk;
import tertulia.model.Text;

/** How much is posted at once: enough that load makes batches large, little enough for one write to a socket. */
final class Batches {
    private static final int ENTRIES = 256;
    private static final int CHARACTERS = 48 * 1024;

    private Batches() {}

    /** Takes the first entries off the queue, at least one. */
    static List<Entry> take(ArrayDeque<Entry> queue) {
        var taken = new ArrayList<Entry>();
        int characters = 0;
        while (!queue.isEmpty() && taken.size() < ENTRIES && characters < CHARACTERS) {
            var entry = queue.removeFirst();
            characters += characters(entry.draft().event());
            taken.add(entry);
        }
        return taken;
    }

    private static int characters(Event event) {
        return switch (event) {
            case Talk.Said(Text text) -> text.text().length();
            case Change.Created created -> 100 * created.members().size();
        };
    }
}
