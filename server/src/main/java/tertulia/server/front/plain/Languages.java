package tertulia.server.front.plain;

import java.util.function.Consumer;
import tertulia.model.Line;
import tertulia.model.Words;

/** {@code /lang ru}: which language a plain connection is spoken to in; it may be said before the name, too. */
final class Languages {
    private Languages() {}

    static boolean isAsked(Line.Slash slash) {
        return slash.name().equals("lang");
    }

    /** Answers, and returns what the connection is spoken to in from now on. */
    static Lines answer(Line.Slash slash, Lines spoken, Consumer<String> write) {
        var chosen = Words.speaking(slash.rest());
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
