package tertulia.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tertulia.model.Notice;
import tertulia.model.Refusal;

/** The catalogue has what the programs say, and nothing else; of the browser's words a test in {@code web} says so. */
final class WordsInUseTest {
    private static final Pattern LITERAL = Pattern.compile("\"([a-z][a-z0-9-]*(?:\\.[a-z0-9-]+)*\\.?)\"");
    /** Names of files look like keys. */
    private static final Pattern FILE = Pattern.compile(".*\\.(?:css|properties)");

    private static final List<String> AREAS =
            List.of("plain.", "console.", "banner.", "http.", "terminal.", "trouble.", "fatal.", "help.", "desktop.");

    @Test
    void everySentenceIsSaidSomewhere() throws IOException {
        var literals = literals();

        assertThat(keys())
                .allSatisfy(key -> assertThat(literals)
                        .anyMatch(literal -> says(literal, key) || says(literal, key.substring(key.indexOf('.') + 1))));
    }

    @Test
    void everythingThatIsSaidIsInTheCatalogue() throws IOException {
        var keys = keys();

        assertThat(literals().stream().filter(one -> AREAS.stream().anyMatch(one::startsWith)))
                .isNotEmpty()
                .allSatisfy(literal -> assertThat(keys).anyMatch(key -> says(literal, key)));
    }

    @Test
    void theRefusalsAndFarewellsOfTheCatalogueExist() throws IOException {
        var codes = new TreeSet<String>();
        for (var code : Refusal.Code.values()) codes.add("refused." + code.text());
        for (var reason : Notice.Reason.values()) codes.add("bye." + reason.text());

        assertThat(keys().stream().filter(key -> key.startsWith("refused.") || key.startsWith("bye.")))
                .allSatisfy(key -> assertThat(codes).contains(key));
    }

    /** A literal that ends in a point is the beginning of keys. */
    private static boolean says(String literal, String key) {
        return literal.endsWith(".") ? key.startsWith(literal) : key.equals(literal);
    }

    private static Set<String> keys() throws IOException {
        var properties = new Properties();
        try (var in = Files.newBufferedReader(Path.of("../model/src/main/resources/tertulia/model/words.properties"))) {
            properties.load(in);
        }
        return properties.stringPropertyNames().stream()
                .filter(key -> !key.startsWith("web."))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> literals() throws IOException {
        try (var files = Files.find(
                Path.of(".."), 20, (file, kind) -> file.toString().matches("\\.\\./[a-z]+/src/main/java/.*\\.java"))) {
            return files.flatMap(file -> LITERAL.matcher(text(file)).results())
                    .map(found -> found.group(1))
                    .filter(literal -> !FILE.matcher(literal).matches())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
