package tertulia.terminal;

import java.util.List;
import java.util.function.Supplier;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import tertulia.model.Author;
import tertulia.model.Words;

/** What Tab makes of a beginning: at the start of the line {@code NAME*} or a command, elsewhere a name, also behind an {@code @}. */
final class Completion implements Completer {
    private final Supplier<List<Author>> present;

    Completion(Supplier<List<Author>> present) {
        this.present = present;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        boolean first = line.wordIndex() == 0;
        boolean called = line.word().startsWith("@");
        boolean slash = line.line().startsWith("/");
        if (first && slash) {
            for (String name : Order.NAMES) add(candidates, name, name, true);
            return;
        }
        if (line.words().getFirst().equals("/cipher")) {
            for (String word : List.of("caesar", "next", "off")) add(candidates, word, word, true);
        }
        for (var user : Words.ours().sorted(present.get(), Speech::name)) {
            String name = Speech.name(user);
            if (called) add(candidates, "@" + name, name, true);
            else add(candidates, first ? name + "*" : name, name, !first);
        }
        if (first && !called) add(candidates, "ALL*", "ALL", false);
    }

    /** They are shown in the order in which they are made. */
    private static void add(List<Candidate> candidates, String value, String shown, boolean blankFollows) {
        candidates.add(new Candidate(value, shown, null, null, null, null, blankFollows, candidates.size() + 1));
    }
}
