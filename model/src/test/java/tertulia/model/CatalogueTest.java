package tertulia.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.MessagePattern;
import com.ibm.icu.text.MessagePattern.ArgType;
import com.ibm.icu.text.MessagePattern.Part;
import com.ibm.icu.text.PluralRules;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every language says the same things. */
final class CatalogueTest {
    static final List<String> LANGUAGES = Words.LANGUAGES;

    /** More than this of anything is counted nowhere. */
    private static final int MOST = 200;

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void everyLanguageHasTheSameKeys(String language) throws IOException {
        assertThat(catalogue(language).stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(catalogue("en").stringPropertyNames());
    }

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void everySentenceHasThePartsOfTheEnglishOne(String language) throws IOException {
        var english = catalogue("en");
        var other = catalogue(language);

        assertThat(english.stringPropertyNames())
                .allSatisfy(key ->
                        assertThat(parts(other.getProperty(key))).as(key).isEqualTo(parts(english.getProperty(key))));
    }

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void everyPluralHasTheFormsOfItsLanguage(String language) throws IOException {
        var rules = PluralRules.forLocale(Locale.forLanguageTag(language));
        Set<String> forms =
                IntStream.rangeClosed(0, MOST).mapToObj(rules::select).collect(Collectors.toCollection(TreeSet::new));
        forms.add("other");
        var catalogue = catalogue(language);

        assertThat(catalogue.stringPropertyNames())
                .allSatisfy(key -> plurals(key, new MessagePattern(catalogue.getProperty(key)), forms));
    }

    @Test
    void frenchHasNoOrdinarySpaceBeforeItsSigns() throws IOException {
        assertThat(catalogue("fr").values())
                .allSatisfy(sentence -> assertThat((String) sentence).doesNotContainPattern("[^*!] [;:!?»]|« "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en English", "fr Français", "pt Português (Brasil)", "ru Русский", "sq Shqip"})
    void everyLanguageSaysWhatItIs(String tagAndName) {
        String[] both = tagAndName.split(" ", 2);

        assertThat(Words.speaking(both[0]).orElseThrow().of("language")).isEqualTo(both[1]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pt-BR", "pt_PT", "PT", "ru-RU", "fr-CA"})
    void aCountryChangesNoLanguage(String tag) {
        assertThat(Words.speaking(tag).orElseThrow().language())
                .isEqualTo(tag.substring(0, 2).toLowerCase(Locale.ROOT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tlh", "../x", "e", "-"})
    void whatWeDoNotSpeakIsNothing(String tag) {
        assertThat(Words.speaking(tag)).isEmpty();
        assertThat(Words.of(Locale.forLanguageTag(tag))).isSameAs(Words.english());
    }

    /** What a front or screen prints where a name could stand: for everyone, for the room, for oneself, for the server. */
    private static final Pattern IN_THE_PLACE_OF_A_NAME = Pattern.compile(
            "(web|desktop|terminal|console|plain)\\.(everyone|all|lobby|room|you|you-mark|me|here|server|console|system)");

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void theWordsOfTheScreensAreNobodysName(String language) throws IOException {
        var catalogue = catalogue(language);
        var locale = Locale.forLanguageTag(language);
        var words = catalogue.stringPropertyNames().stream()
                .filter(key -> IN_THE_PLACE_OF_A_NAME.matcher(key).matches())
                .map(catalogue::getProperty)
                .filter(word -> !word.contains("{0}"))
                .toList();

        assertThat(words).hasSizeGreaterThan(4).allSatisfy(word -> {
            for (String blank : List.of("", "_", "-")) {
                String name = word.replaceAll("[()]", "").replace(" ", blank);
                for (String disguise :
                        List.of(name, name.toUpperCase(locale), name.toLowerCase(locale), "[" + name + "]"))
                    assertThat(Handle.judge(disguise, Limits.usual()))
                            .as(disguise)
                            .isInstanceOfSatisfying(
                                    Handle.Judged.Bad.class,
                                    bad -> assertThat(bad.refusal().code()).isEqualTo(Refusal.Code.NAME_RESERVED));
            }
        });
    }

    /** What stands for something to be typed, in these languages; HOST and PORT are the same in each, as in {@code --help}. */
    private static final Map<String, String> NAMES = Map.of("fr", "NOM", "pt", "NOME", "ru", "ИМЯ", "sq", "EMRI");

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void whatStandsForANameIsTranslatedAndHostAndPortAreNot(String language) throws IOException {
        if (language.equals("en")) return;
        var english = catalogue("en");
        var other = catalogue(language);

        assertThat(english.stringPropertyNames()).allSatisfy(key -> {
            String sentence = other.getProperty(key);
            for (String word : List.of("HOST", "PORT"))
                assertThat(sentence.contains(word))
                        .as(key)
                        .isEqualTo(english.getProperty(key).contains(word));
            assertThat(Pattern.compile("\\bNAME\\b").matcher(sentence).find())
                    .as(key)
                    .isFalse();
            if (Pattern.compile("\\bNAME\\b").matcher(english.getProperty(key)).find())
                assertThat(sentence).as(key).contains(NAMES.get(language));
        });
    }

    private static void plurals(String key, MessagePattern pattern, Set<String> forms) {
        for (int i = 0; i < pattern.countParts(); i++) {
            if (pattern.getPartType(i) != Part.Type.ARG_START) continue;
            assertThat(pattern.getPart(i).getArgType()).as(key).isIn(ArgType.NONE, ArgType.PLURAL);
            if (pattern.getPart(i).getArgType() != ArgType.PLURAL) continue;
            var there = new TreeSet<String>();
            int limit = pattern.getLimitPartIndex(i);
            for (int j = i + 2; j < limit; j = pattern.getLimitPartIndex(j) + 1) {
                String form = pattern.getSubstring(pattern.getPart(j++));
                if (form.startsWith("=")) j++;
                else there.add(form);
            }
            assertThat(there).as(key).isEqualTo(forms);
        }
    }

    private static Set<Integer> parts(String sentence) {
        var pattern = new MessagePattern(sentence);
        return IntStream.range(0, pattern.countParts())
                .filter(i -> pattern.getPartType(i) == Part.Type.ARG_NUMBER)
                .mapToObj(i -> pattern.getPart(i).getValue())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Properties catalogue(String language) throws IOException {
        String file = language.equals("en") ? "words.properties" : "words_" + language + ".properties";
        var properties = new Properties();
        try (var in = Objects.requireNonNull(Words.class.getResourceAsStream(file))) {
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return properties;
    }
}
