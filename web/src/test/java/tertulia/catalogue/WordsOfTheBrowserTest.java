package tertulia.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class WordsOfTheBrowserTest {
    private static final Path CATALOGUE = Path.of("../model/src/main/resources/tertulia/model/words.properties");
    /** A key in a string, or the beginning of one in a template string. */
    private static final Pattern KEY = Pattern.compile("[\"`](web\\.[a-z0-9.-]*)(\\$\\{)?");

    @Test
    void everyKeyThatTheScriptUsesIsInTheCatalogue() throws IOException {
        Set<String> keys = Catalogue.of(CATALOGUE).sentences().keySet();

        assertThat(used()).allSatisfy(key -> assertThat(keys).anyMatch(one -> covers(key, one)));
    }

    @Test
    void everyKeyOfTheBrowserIsUsed() throws IOException {
        Set<String> used = used();

        assertThat(Catalogue.of(CATALOGUE).sentences().keySet().stream().filter(key -> key.startsWith("web.")))
                .allSatisfy(key -> assertThat(used).anyMatch(one -> covers(one, key)));
    }

    /** Whether what the script says can be this key; what ends in * is only the beginning of a key. */
    private static boolean covers(String used, String key) {
        return used.endsWith("*") ? key.startsWith(used.substring(0, used.length() - 1)) : key.equals(used);
    }

    private static Set<String> used() throws IOException {
        var pages = Stream.of(Path.of("src/main/java/tertulia/catalogue/Assets.java"));
        try (var files = Files.walk(Path.of("src/main/web"))) {
            return Stream.concat(pages, files.filter(file -> file.toString().endsWith(".ts")))
                    .flatMap(file -> KEY.matcher(text(file)).results())
                    .map(found -> found.group(1) + (found.group(2) == null ? "" : "*"))
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
