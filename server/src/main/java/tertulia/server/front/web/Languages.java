package tertulia.server.front.web;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tertulia.model.Words;

/** Which of our languages a browser wants (RFC 9110 §12.5.4). */
final class Languages {
    private static final int HEADER_CHARACTERS = 200;

    private Languages() {}

    /** The first wanted one that we have; English, if none is, or the header is long or broken. */
    static String wanted(@Nullable String header) {
        if (header == null || header.length() > HEADER_CHARACTERS) return "en";
        try {
            for (var range : Locale.LanguageRange.parse(header)) {
                String language = range.getRange().split("-", 2)[0];
                if (range.getWeight() > 0 && Words.LANGUAGES.contains(language)) return language;
            }
            return "en";
        } catch (IllegalArgumentException e) {
            return "en";
        }
    }
}
