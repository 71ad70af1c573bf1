package tertulia.model;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/**
 * The message catalogue: all sentences for people, by key ({@code words_LANGUAGE.properties}, English in
 * {@code words.properties}; java.text.MessageFormat patterns).
 */
public final class Words {
    private static final Words ENGLISH = new Words(Locale.ROOT);

    private final ResourceBundle catalogue;

    private Words(Locale locale) {
        catalogue = ResourceBundle.getBundle(
                "tertulia.model.words",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    public static Words english() {
        return ENGLISH;
    }

    /** The sentence for this key with its parts filled in. Throws MissingResourceException if there is none. */
    public String of(String key, Object... parts) {
        String pattern = catalogue.getString(key);
        if (key.startsWith("web.") || key.startsWith("desktop.")) {
            return new com.ibm.icu.text.MessageFormat(pattern, Locale.ENGLISH).format(parts);
        }
        return new MessageFormat(pattern, Locale.ROOT).format(parts);
    }

    /** A refusal in words. */
    public String of(Refusal refusal) {
        try {
            return of("refused." + refusal.code().text(), refusal.details().toArray());
        } catch (MissingResourceException e) {
            return refusal.code().text();
        }
    }

    /** A farewell in words. */
    public String of(Notice.Bye bye) {
        return of("bye." + bye.reason().text());
    }
}
