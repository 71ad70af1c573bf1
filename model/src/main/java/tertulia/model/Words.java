package tertulia.model;

import com.ibm.icu.text.CollationKey;
import com.ibm.icu.text.Collator;
import com.ibm.icu.text.PluralRules;
import com.ibm.icu.text.RuleBasedCollator;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The message catalogue: all sentences for people, by key, in one language ({@code words_LANGUAGE.properties}, English in
 * {@code words.properties}; ICU MessageFormat with numbered parts and plurals).
 */
public final class Words {
    /** The languages there are, as tags of BCP 47. */
    public static final List<String> LANGUAGES = List.of("en", "fr", "pt", "ru", "sq");

    /** English with a mark around each sentence and accents on its letters, to find text that is in no catalogue. */
    public static final String MARKED = "en-XA";

    private static final Map<String, Words> SPOKEN = new ConcurrentHashMap<>();
    private static final Words ENGLISH = in("en");

    private final String language;
    private final ResourceBundle catalogue;
    private volatile @Nullable PluralRules plurals;
    private volatile @Nullable Collator order;

    private Words(String language) {
        this.language = language;
        catalogue = ResourceBundle.getBundle(
                "tertulia.model.words",
                Locale.forLanguageTag(language),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    private static Words in(String language) {
        return SPOKEN.computeIfAbsent(language, Words::new);
    }

    public static Words english() {
        return ENGLISH;
    }

    /** In the locale's language; in English if we do not speak it. */
    public static Words of(Locale locale) {
        return speaking(locale.toLanguageTag()).orElse(ENGLISH);
    }

    /** In this language, named by a tag such as {@code ru} or {@code pt-BR}; nothing if we do not speak it. */
    public static Optional<Words> speaking(String tag) {
        if (tag.equalsIgnoreCase(MARKED)) return Optional.of(in(MARKED));
        String language = Locale.forLanguageTag(tag.replace('_', '-')).getLanguage();
        return LANGUAGES.contains(language) ? Optional.of(in(language)) : Optional.empty();
    }

    /** In the language of whoever runs this program: the default locale's, which {@code --lang} sets. */
    public static Words ours() {
        return of(Locale.getDefault(Locale.Category.DISPLAY));
    }

    /** The tag of the language, as in {@link #LANGUAGES}. */
    public String language() {
        return language;
    }

    /** For dates, and for the order of names; English is Britain's here. */
    public Locale locale() {
        return language.startsWith("en") ? Locale.UK : Locale.forLanguageTag(language);
    }

    /** For dates, times and figures: this language as it is written in the reader's country, if the system says which. */
    public Locale formats() {
        var here = Locale.getDefault(Locale.Category.FORMAT);
        boolean same = here.getLanguage().equals(locale().getLanguage());
        return same && !here.getCountry().isEmpty() ? here : locale();
    }

    /** The sentence for this key with its parts filled in. Throws MissingResourceException if there is none. */
    public String of(String key, Object... parts) {
        String sentence = catalogue.getString(key);
        boolean marked = language.equals(MARKED);
        return Sentence.filled(sentence, parts, marked, this::plurals);
    }

    private PluralRules plurals() {
        var rules = plurals;
        if (rules == null) plurals = rules = PluralRules.forLocale(locale());
        return rules;
    }

    /** By their names, in the order of this language, numbers in names by what they count. */
    public <T> List<T> sorted(Collection<T> all, Function<T, String> name) {
        record Keyed<T>(CollationKey key, T one) {}
        var known = order;
        if (known == null) order = known = collator();
        var keys = known;
        return all.stream()
                .map(one -> new Keyed<>(keys.getCollationKey(name.apply(one)), one))
                .sorted(Comparator.comparing(Keyed::key))
                .map(Keyed::one)
                .toList();
    }

    private Collator collator() {
        var made = Collator.getInstance(locale());
        if (made instanceof RuleBasedCollator known) known.setNumericCollation(true);
        return made.freeze(); // Then any thread may use it.
    }

    /** A refusal in words. */
    public String of(Refusal refusal) {
        try {
            return of("refused." + refusal.code().text(), refusal.details().toArray());
        } catch (MissingResourceException e) {
            return refusal.code().text();
        }
    }

    /** What a classroom cipher is called, by the name that messages have for it; that name itself, if it is not known. */
    public String cipher(String name) {
        return name.equals("caesar") ? of("web.cipher-caesar") : name;
    }

    /** A farewell in words. */
    public String of(Notice.Bye bye) {
        return of("bye." + bye.reason().text());
    }
}
