package tertulia.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The dark is said twice, for the system's wish and for the reader's: CSS has no other way that all our browsers know. */
final class ColoursTest {
    private static final Pattern COLOUR = Pattern.compile("--[a-z-]+: [^;]+;");

    @Test
    void theDarkOfTheSystemIsThatOfTheReader() throws IOException {
        String styles = Files.readString(Path.of("src/main/web/styles/colours.css"));
        var system = colours(styles, ":root:not([data-theme=\"light\"]) {");

        assertThat(system).hasSizeGreaterThan(20).isEqualTo(colours(styles, ":root[data-theme=\"dark\"] {"));
    }

    private static List<String> colours(String styles, String selector) {
        int begin = styles.indexOf(selector);
        assertThat(begin).isPositive();
        return COLOUR.matcher(styles.substring(begin, styles.indexOf('}', begin)))
                .results()
                .map(found -> found.group())
                .toList();
    }
}
