package tertulia.server.front.plain;

import java.util.function.Consumer;
import tertulia.model.Words;

/** {@code /lang ru}: which language a plain connection is spoken to in; it may be said before the name, too. */
final class Languages {
    private static final String ASKED = "/lang";

    private Languages() {}

    static boolean isAsked(String line) {
        return line.equals(ASKED) || line.startsWith(ASKED + " ");
    }

    /** Answers, and returns what the connection is spoken to in from now on. */
    static Lines answer(String line, Lines spoken, Consumer<String> write) {
        String tag = line.substring(ASKED.length()).strip();
        var chosen = Words.speaking(tag);
        if (chosen.isPresent()) {
            var lines = new Lines(chosen.get());
            write.accept(lines.notice("plain.lang", lines.words().of("language")));
            return lines;
        }
        var names = new StringBuilder();
        for (String known : Words.LANGUAGES) {
            String name = Words.speaking(known).orElseThrow().of("language");
            names.append(names.isEmpty() ? "" : ", ")
                    .append(known)
                    .append(" (")
                    .append(name)
                    .append(')');
        }
        write.accept(spoken.notice("plain.langs", names));
        return spoken;
    }
}
