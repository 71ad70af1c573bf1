package tertulia.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import tertulia.model.Words;

/** The first load stays small; the service worker knows all of it. */
final class SizeTest {
    private static final Path BUILT = Path.of("target/classes/tertulia/web");
    private static final int MOST_BYTES = 60 * 1024;

    @Test
    void scriptAndStyleOfTheFirstLoadAreAtMostSixtyKilobytesGzipped() throws IOException {
        int bytes = 0;
        for (String language : Words.LANGUAGES)
            bytes = Math.max(bytes, gzipped(Files.readAllBytes(Assets.words(BUILT, language))));
        for (String file : Assets.SHELL)
            if (file.endsWith(".js") || file.endsWith(".css"))
                bytes += gzipped(Files.readAllBytes(BUILT.resolve(file)));

        assertThat(bytes).isBetween(10_000, MOST_BYTES);
    }

    @Test
    void theServiceWorkerKeepsTheWholeFirstLoad() throws IOException {
        String page = Files.readString(BUILT.resolve("index.html"));

        assertThat(Assets.SHELL).allSatisfy(file -> {
            assertThat(BUILT.resolve(file)).isNotEmptyFile();
            if (!file.equals("index.html")) assertThat(page).contains("\"/" + file + "\"");
        });
        assertThat(Files.readString(BUILT.resolve("service-worker.js")))
                .matches("(?s)const SHELL=\\{version:\"[0-9a-f]{16}\",files:\\[\"/\",\"/main.js\".*");
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
