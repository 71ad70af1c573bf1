package tertulia.catalogue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tertulia.model.Words;

/**
 * Finishes the bundled web client: {@code Assets CATALOGUES BUNDLE FOLDER LESSON} takes the bundle over, writes the words, the
 * pages in each language and the lesson's page, and tells the service worker what to keep. Names with a hash in them stand
 * for one content for ever.
 */
public final class Assets {
    /** A name with a hash in it, as the bundler makes them. */
    private static final Pattern HASHED = Pattern.compile(".*-[0-9A-Z]{8}\\.(js|css)");

    /** What is not the template of a page, an icon or the manifest. */
    private static final Pattern MADE = Pattern.compile(".*\\.(js|css)|.*\\.[a-z]{2}\\.html|.*/classroom\\.html");

    /** What a program needs from the beginning, beside itself. */
    private static final Pattern IMPORTED = Pattern.compile("(?:from|import)\"\\./(chunks/[^\"]+)\"");

    private static final List<String> PAGES = List.of("index", "trust");
    private static final List<String> UNHASHED = List.of("manifest.webmanifest", "icons/mark.svg", "icons/192.png");

    private final Path catalogues;
    private final Path folder;
    private final List<String> bundled = new ArrayList<>();
    private final Map<String, String> words = new TreeMap<>();
    private final Map<String, String> wordsOfTrust = new TreeMap<>();

    private Assets(Path catalogues, Path folder) {
        this.catalogues = catalogues;
        this.folder = folder;
    }

    /** Takes the folders of the catalogues, the bundle and the built files, and the lesson in Markdown; fails with an exception, and so does the build. */
    public static void main(String[] arguments) throws IOException {
        var assets = new Assets(Path.of(arguments[0]), Path.of(arguments[2]));
        assets.takeOver(Path.of(arguments[1]));
        for (String language : Words.LANGUAGES) assets.writeWords(language);
        for (String language : Words.LANGUAGES) for (String page : PAGES) assets.writePage(page, language);
        for (String page : PAGES) Files.delete(assets.folder.resolve(page + ".html"));
        assets.write(
                "classroom.html", Lesson.page(Files.readString(Path.of(arguments[3])), assets.named("styles/trust")));
        assets.writeWorker(Path.of(arguments[1]).resolve("service-worker.js"));
    }

    /** What an earlier build made goes, whatever it was called. */
    private void takeOver(Path bundle) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file :
                    files.filter(one -> MADE.matcher(one.toString()).matches()).toList()) Files.delete(file);
        }
        try (var files = Files.walk(bundle)) {
            for (Path file : files.filter(one -> HASHED.matcher(one.toString()).matches())
                    .sorted()
                    .toList()) {
                String name = bundle.relativize(file).toString().replace('\\', '/');
                Path to = folder.resolve(name);
                Files.createDirectories(to.getParent());
                Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
                bundled.add(name);
            }
        }
    }

    private void writeWords(String language) throws IOException {
        var all = Catalogue.of(Catalogue.file(catalogues, language));
        words.put(language, writeModule("words.", language, all.of(false)));
        wordsOfTrust.put(language, writeModule("trust.", language, all.of(true)));
    }

    private String writeModule(String kind, String language, Catalogue catalogue) throws IOException {
        String module = catalogue.module(language);
        String name = kind + language + "-" + hash(module) + ".js";
        write(name, module);
        return name;
    }

    /** The page's template with the names of its files, and the few words that stand in it, in this language. */
    private void writePage(String page, String language) throws IOException {
        var sentences = Catalogue.of(Catalogue.file(catalogues, language)).sentences();
        var words = page.equals("trust") ? wordsOfTrust : this.words;
        String where = words.entrySet().stream()
                .map(one -> one.getKey() + "=/" + one.getValue())
                .collect(Collectors.joining(" "));
        String text = Files.readString(folder.resolve(page + ".html"))
                .replace("{LANG}", language.equals("pt") ? "pt-BR" : language)
                .replace("{WORDS_OF_ALL}", where)
                .replace("{WORDS}", words.get(language))
                .replace("{DESCRIPTION}", Lesson.plain(sentences.getOrDefault("web.welcome", "")))
                .replace("{NO_SCRIPT}", Lesson.plain(sentences.getOrDefault("web.no-script", "")))
                .replace("{PRELOADS}", preloads())
                .replace("{MAIN}", named("main"))
                .replace("{TRUST}", named("trust"))
                .replace("{MAIN_STYLE}", named("styles/main"))
                .replace("{TRUST_STYLE}", named("styles/trust"));
        write(page + "." + language + ".html", text);
    }

    /** What the page's program is in pieces for, asked for together with it. */
    private String preloads() throws IOException {
        var imported = new ArrayList<String>();
        var found = IMPORTED.matcher(Files.readString(folder.resolve(named("main"))));
        while (found.find()) imported.add("<link rel=\"modulepreload\" href=\"/" + found.group(1) + "\" />");
        return String.join("\n    ", imported);
    }

    /** The name that this entry of the bundle has with its hash. */
    private String named(String entry) {
        return bundled.stream()
                .filter(name -> name.startsWith(entry + "-"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the bundle has no " + entry));
    }

    /** The service worker with the list of files to keep (the words of one language come to them), and a version that is another one when any of them is. */
    private void writeWorker(Path bundle) throws IOException {
        var files = new ArrayList<>(UNHASHED);
        files.add(named("main"));
        files.add(named("styles/main"));
        bundled.stream().filter(name -> name.startsWith("chunks/")).forEach(files::add);
        var content = new StringBuilder(Files.readString(folder.resolve("index.en.html"))).append(words.values());
        for (String file : UNHASHED) content.append(HexFormat.of().formatHex(Files.readAllBytes(folder.resolve(file))));
        String list = files.stream().map(file -> Json.text("/" + file)).collect(Collectors.joining(","));
        String spoken = words.entrySet().stream()
                .map(one -> Json.text(one.getKey()) + ":" + Json.text("/" + one.getValue()))
                .collect(Collectors.joining(","));
        write(
                "service-worker.js",
                "const SHELL={version:" + Json.text(hash(content.append(list).toString())) + ",files:[\"/\"," + list
                        + "],words:{" + spoken + "}};\n" + Files.readString(bundle));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().withUpperCase().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
