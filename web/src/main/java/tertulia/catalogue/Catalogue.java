package tertulia.catalogue;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The sentences of the catalogue that the browser says, as a module for it to load. */
final class Catalogue {
    /** What keys begin with whose sentences the browser says. */
    private static final List<String> SAID = List.of("web.", "refused.", "bye.", "event.");

    private static final Set<String> IN_BOTH =
            Set.of("web.trust", "web.trust-link", "web.trust-none", "web.language", "web.title");

    private final TreeMap<String, String> sentences = new TreeMap<>();

    private Catalogue(Reader properties) {
        var all = new Properties();
        try {
            all.load(properties);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (String key : all.stringPropertyNames())
            if (SAID.stream().anyMatch(key::startsWith)) sentences.put(key, all.getProperty(key));
    }

    static Catalogue of(Path properties) throws IOException {
        try (Reader reader = Files.newBufferedReader(properties)) {
            return new Catalogue(reader);
        }
    }

    /** Where the language's sentences are in the folder of the catalogues. */
    static Path file(Path folder, String language) {
        return folder.resolve(language.equals("en") ? "words.properties" : "words_" + language + ".properties");
    }

    static Catalogue of(String properties) {
        return new Catalogue(new StringReader(properties));
    }

    /** The sentences by their keys, as they stand in the catalogue. */
    Map<String, String> sentences() {
        return sentences;
    }

    /** Those of the page that explains encryption, or those of all else; a few stand in both. */
    Catalogue of(boolean trust) {
        var part = new Catalogue(new StringReader(""));
        sentences.forEach((key, sentence) -> {
            if (IN_BOTH.contains(key) || key.startsWith("web.trust-") == trust) part.sentences.put(key, sentence);
        });
        return part;
    }

    /** The module {@code words.LANGUAGE.js}; see {@code screen/words.ts}. Throws IllegalArgumentException for a broken sentence. */
    String module(String language) {
        return sentences.entrySet().stream()
                .map(sentence -> Json.text(sentence.getKey()) + ":" + json(sentence.getKey(), sentence.getValue()))
                .collect(Collectors.joining(
                        ",\n", "export default{\"language\":" + Json.text(language) + ",\"sentences\":{\n", "}};\n"));
    }

    private static String json(String key, String sentence) {
        try {
            return Pattern.json(sentence);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException(key + ": " + e.getMessage(), e);
        }
    }
}
