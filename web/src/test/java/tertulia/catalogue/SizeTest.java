package tertulia.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import tertulia.model.Words;

/** The first load stays small, and is asked for at once; the service worker knows all of it. */
final class SizeTest {
    private static final Path BUILT = Path.of("target/classes/tertulia/web");
    private static final int FIRST_BYTES = 40 * 1024;
    private static final int TALKING_BYTES = 57 * 1024;
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
    void scriptAndStyleOfTheFirstLoadAreAtMostFortyKilobytesGzippedInEachLanguage() throws IOException {
        for (String language : Words.LANGUAGES)
            assertThat(gzipped(firstLoad(language))).as(language).isBetween(10_000, FIRST_BYTES);
    }

    /** The main page comes while one chooses a name. */
    @Test
    void allThatOneNeedsToTalkIsAtMostFiftySevenKilobytes() throws IOException {
        for (String language : Words.LANGUAGES) {
            var files = new TreeSet<>(firstLoad(language));
            files.addAll(withImports(chunk("page")));

            assertThat(gzipped(files)).as(language).isBetween(FIRST_BYTES, TALKING_BYTES);
        }
    }

    /** The name of a part of the program that is loaded by its own. */
    private static String chunk(String name) throws IOException {
        try (var files = Files.list(BUILT.resolve("chunks"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.startsWith(name + "-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Set<String> withImports(String chunk) throws IOException {
        var found = new TreeSet<String>();
        var left = new ArrayDeque<>(List.of(chunk));
        while (!left.isEmpty()) {
            String name = "chunks/" + left.remove();
            if (!found.add(name)) continue;
            IMPORTED.matcher(Files.readString(BUILT.resolve(name))).results().forEach(one -> left.add(one.group(1)));
        }
        return found;
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

    private static int gzipped(Collection<String> files) throws IOException {
        int bytes = 0;
        for (String file : files) bytes += gzipped(Files.readAllBytes(BUILT.resolve(file)));
        return bytes;
    }

    private static int gzipped(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.size();
    }
}
