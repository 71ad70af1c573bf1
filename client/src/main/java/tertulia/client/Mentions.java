package tertulia.client;

import java.text.Normalizer;
import java.util.regex.Pattern;
import tertulia.model.Handle;

/**
 * Tells whether a text has a handle in it as a whole word, with or without {@code @}, in any letter case: the same as on the
 * page. What is joined to a word by a hyphen belongs to the word.
 */
public final class Mentions {
    private static final String WORD = "\\p{L}\\p{N}\\p{M}_";

    private final Pattern named;

    public Mentions(Handle handle) {
        String name = Normalizer.normalize(handle.text(), Normalizer.Form.NFC);
        named = Pattern.compile(
                "(?:^|[^" + WORD + "@-]|(?:^|[^" + WORD + "])-)@?" + Pattern.quote(name) + "(?!-*+[" + WORD + "])",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.MULTILINE);
    }

    /** Whether the text calls this handle. */
    public boolean in(String text) {
        return named.matcher(Normalizer.normalize(text, Normalizer.Form.NFC)).find();
    }
}
