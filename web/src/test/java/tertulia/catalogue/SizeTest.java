package tertulia.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import tertulia.model.Words;

/** The first load stays small, and is asked for at once; the service worker knows all of it. */
final class SizeTest {
    private static final Path BUILT = Path.of("target/classes/tertulia/web");
    private static final int MOST_BYTES = 54 * 1024;
    private static final Pattern LOADED = Pattern.compile("(?:src|href)=\"/([^\"]+\\.(?:js|css))\"");
    private static final Pattern IMPORTED = Pattern.compile("(?:from|import)\"\\./([^\"]+)\"");

    /** The scripts and styles that the first page in this language names. */
    private static List<String> firstLoad(String language) throws IOException {
        return LOADED.matcher(Files.readString(BUILT.resolve("index." + language + ".html")))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void scriptAndStyleOfTheFirstLoadAreAtMostFiftyFourKilobytesGzippedInEachLanguage() throws IOException {
        for (String language : Words.LANGUAGES) {
            int bytes = 0;
            for (String file : firstLoad(language)) bytes += gzipped(Files.readAllBytes(BUILT.resolve(file)));

            assertThat(bytes).as(language).isBetween(10_000, MOST_BYTES);
        }
    }

    @Test
    void thePageNamesAllThatItsProgramBeginsWith() throws IOException {
        for (String language : Words.LANGUAGES) {
            var files = firstLoad(language);
            String main = files.stream()
                    .filter(file -> file.startsWith("main-"))
                    .findFirst()
                    .orElseThrow();
            var imported = IMPORTED.matcher(Files.readString(BUILT.resolve(main)))
                    .results()
                    .map(found -> found.group(1));

            assertThat(files)
                    .containsAll(imported.toList())
                    .anyMatch(file -> file.startsWith("words." + language + "-"));
        }
    }

    @Test
    void theServiceWorkerKeepsTheWholeFirstLoad() throws IOException {
        String worker = Files.readString(BUILT.resolve("service-worker.js"));

        assertThat(worker).matches("(?s)const SHELL=\\{version:\"[0-9A-F]{8}\",files:\\[\"/\",.*");
        for (String language : Words.LANGUAGES)
            assertThat(firstLoad(language))
                    .allSatisfy(file -> assertThat(worker).contains("\"/" + file + "\""));
    }

    /** What an earlier build left is shipped to nobody. */
    @Test
    void everyFileIsAskedForByAnotherOrKnownToTheServer() throws IOException {
        var known = Pattern.compile("(index|trust)\\.[a-z]{2}\\.html|classroom\\.html|service-worker\\.js");
        try (var walk = Files.walk(BUILT)) {
            var files = walk.filter(Files::isRegularFile).toList();
            var texts = new StringBuilder();
            for (Path file : files) if (!file.toString().endsWith(".png")) texts.append(Files.readString(file));

            assertThat(files)
                    .hasSizeGreaterThan(20)
                    .map(file -> BUILT.relativize(file).toString().replace('\\', '/'))
                    .allMatch(name -> known.matcher(name).matches()
                            || texts.indexOf("/" + name) >= 0
                            || texts.indexOf("./" + name) >= 0);
        }
    }

    @Test
    void noFileNamesAThirdParty() throws IOException {
        try (var files = Files.walk(BUILT)) {
            for (Path file : files.filter(one -> one.toString().matches(".*\\.(html|css|webmanifest)"))
                    .toList())
                assertThat(Files.readString(file).replace("tls://", ""))
                        .as(file.toString())
                        .doesNotContain("//", "style=", "onclick");
        }
    }

    private static int gzipped(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.size();
    }
}
