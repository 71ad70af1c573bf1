package tertulia.terminal;

import java.util.List;
import java.util.function.Supplier;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import tertulia.model.Author;

/** What Tab makes of a beginning: at the start of the line {@code NAME*} or a command, elsewhere a name. */
final class Completion implements Completer {
    private final Supplier<List<Author>> present;

    Completion(Supplier<List<Author>> present) {
        this.present = present;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        boolean first = line.wordIndex() == 0;
        boolean slash = line.line().startsWith("/");
        if (first && slash) {
            for (String name : Order.NAMES) candidates.add(candidate(name, name, true));
            return;
        }
        if (line.words().getFirst().equals("/cipher")) {
            for (String word : List.of("caesar", "next", "off")) candidates.add(candidate(word, word, true));
        }
        for (var user : present.get()) {
            String name = Speech.name(user);
            candidates.add(first ? candidate(name + "*", name, false) : candidate(name, name, true));
        }
        if (first) candidates.add(candidate("ALL*", "ALL", false));
    }

    private static Candidate candidate(String value, String shown, boolean blankFollows) {
        return new Candidate(value, shown, null, null, null, null, blankFollows);
    }
}
