package tertulia.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import tertulia.model.Words;

/**
 * Finishes the bundled web client: {@code Assets CATALOGUES FOLDER LESSON} writes the words and the lesson's page, and tells
 * the service worker what to keep.
 */
public final class Assets {
    /** What the browser keeps to start without a network: the first load but for the words of one language. */
    static final List<String> SHELL = List.of(
            "index.html", "main.js", "styles/main.css", "manifest.webmanifest", "icons/mark.svg", "icons/192.png");

    private Assets() {}

    /** Takes the folder of the catalogues, the folder of the built files and the lesson in Markdown; fails with an exception, and so does the build. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[1]);
        for (String language : Words.LANGUAGES) {
            Files.writeString(
                    words(folder, language),
                    Catalogue.of(Catalogue.file(Path.of(arguments[0]), language))
                            .module(language));
        }
        Files.writeString(folder.resolve("classroom.html"), Lesson.page(Files.readString(Path.of(arguments[2]))));
        Path worker = folder.resolve("service-worker.js");
        String code = Files.readString(worker).replaceFirst("^const SHELL=.*\n", "");
        Files.writeString(worker, "const SHELL=" + shell(folder) + ";\n" + code);
    }

    static Path words(Path folder, String language) {
        return folder.resolve("words." + language + ".js");
    }

    /** The list of files for the service worker, with a version that is another one when any of them is. */
    private static String shell(Path folder) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (String file : SHELL) digest.update(Files.readAllBytes(folder.resolve(file)));
            for (String language : Words.LANGUAGES) digest.update(Files.readAllBytes(words(folder, language)));
            String version = HexFormat.of().formatHex(digest.digest(), 0, 8);
            String files = SHELL.stream()
                    .map(file -> file.equals("index.html") ? "/" : "/" + file)
                    .map(Json::text)
                    .collect(Collectors.joining(","));
            return "{version:" + Json.text(version) + ",files:[" + files + "]}";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
