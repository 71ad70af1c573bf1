package tertulia.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import tertulia.model.Limit;

/** {@code --help}, and what is said of a line that was not understood, speak the reader's language. */
final class HelpTest {
    private static final List<String> COMMANDS =
            List.of("", "serve", "chat", "send", "desktop", "crack", "limits", "bench", "help", "version");
    private static final Pattern MARKED = Pattern.compile("⟦[^⟦⟧]*⟧");

    private static final String NAMES = "serve|chat|send|desktop|crack|limits|bench|help|version";

    /** What is typed as it stands here in every language: options, what stands for values, commands, examples. */
    private static final Pattern TYPED =
            Pattern.compile("-?-[a-z-]+V?|\\[tls://]|[A-Z|]{2,}|tertulia( (chat localhost --name Ana|" + NAMES
                    + "))?|(?m)^ {2}(" + NAMES + ") ");

    private final Locale before = Locale.getDefault();

    @AfterEach
    void restore() {
        Locale.setDefault(before);
    }

    private record Said(int code, String out, String err) {}

    private static Said run(String... words) {
        var command = Main.command();
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        command.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        command.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
        int code = command.execute(words);
        return new Said(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static Said help(String command, String language) {
        return command.isEmpty() ? run("--lang", language, "--help") : run(command, "--help", "--lang", language);
    }

    @ParameterizedTest
    @FieldSource("COMMANDS")
    void helpHasNoTextThatIsInNoCatalogue(String command) {
        var said = help(command, "en-XA");
        assertThat(said.code()).isZero();
        assertThat(said.err()).isEmpty();
        assertThat(said.out()).contains("⟦Üšàgé:⟧");
        String rest = TYPED.matcher(MARKED.matcher(said.out()).replaceAll("")).replaceAll("");
        assertThat(rest).doesNotContainPattern("[A-Za-z]{2}");
    }

    @Test
    void everySentenceOfHelpIsShownSomewhere() throws IOException {
        var shown = new StringBuilder();
        for (String command : COMMANDS) shown.append(help(command, "en").out());
        shown.append(run("serve", "--lang=en", "--dance").err());
        String all = shown.toString().replaceAll("\\s+", " ");
        var sentences = sentences("");
        assertThat(sentences.stringPropertyNames().stream()
                        .filter(key -> key.matches(
                                "help\\.(every|serve|chat|send|desktop|crack|limits|bench|help|version).*")))
                .hasSizeGreaterThan(25)
                .allSatisfy(key -> assertThat(all)
                        .as(key)
                        .contains(sentences.getProperty(key).replace("''", "'").replaceAll("\\s+", " ")));
    }

    @ParameterizedTest
    @CsvSource({"ru,Команды:", "fr,Commandes", "pt,Comandos:", "sq,Komandat:", "en,Commands:"})
    void helpSpeaksTheLanguageItIsAskedIn(String language, String word) {
        assertThat(help("", language).out()).contains(word);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "serve --lang ru --dance; нет параметра --dance",
                "serve --dance --lang=ru; нет параметра --dance",
                "serve --lang ru --porrt 1; возможно, имелось в виду --port",
                "serve --lang ru --port many; many не подходит для --port=PORT",
                "serve --lang ru --port; не хватает: --port=PORT",
                "serve --lang ru --port 1 --port 2; --port=PORT можно указать только один раз",
                "serve --lang ru now; now здесь лишнее",
                "send --lang ru hello; не хватает: --to=ALL|NAME",
                "send --lang ru --to ALL; не хватает: TEXT",
                "--lang ru dance; нет команды dance",
                "--lang ru; не хватает: COMMAND",
                "crack --lang ru --language tlh x; tlh не подходит для --language=LANGUAGE",
                "serve --lang ru --dance; подробнее: tertulia serve --help",
                "chat --lang ru --host x; --host — параметр команды tertulia send",
                "send --lang ru --to ALL --nmae Ana; нет параметра --nmae",
                "send --lang ru --to ALL --quiet; чтобы отправить это как текст, напишите впереди --",
                "crack --lang ru --langage fr; возможно, имелось в виду --lang",
            })
    void whatIsNotUnderstoodIsSaidInTheLanguageThatWasAskedFor(String line, String sentence) {
        var said = run(line.split(" "));
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.out()).isEmpty();
        assertThat(said.err()).startsWith("tertulia: ").contains(sentence).doesNotContainPattern("(?i)missing|unknown");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "serve --lang ru --port 70000; порт — это число от 0 до 65535, а не 70000",
                "serve --lang ru --tls-key x; --tls-cert и --tls-key указываются только вместе",
                "serve --lang ru --config /nowhere/x; нет файла настроек /nowhere/x",
                "serve --lang ru --tls-cert /nowhere/c --tls-key /nowhere/k --port 0; нет файла /nowhere/c",
                "chat --lang ru tls://; tls:// не похоже на адрес сервера",
                "chat --lang ru localhost:5950 --port 5951; порт указан дважды: в localhost:5950 и как --port 5951",
                "send --lang ru --to ALL --port 0 x; порт сервера — это число от 1 до 65535, а не 0",
                "serve --lang ru --data=; --data: нужно непустое значение",
                "serve --lang ru --name=; --name: нужно непустое значение",
                "serve --lang ru --bind=; --bind: нужно непустое значение",
                "serve --lang ru --bind fe80::1; fe80::1 — это локальный адрес канала",
                "help --lang ru dance; нет команды dance",
                "desktop --lang ru; это отдельная программа; она запускается командой ./tertulia desktop",
                "crack --lang ru 123; здесь нет букв от A до Z",
                "--lang tlh serve; there is no language tlh; there are en, fr, pt, ru, sq",
            })
    void whatCannotBeIsSaidInTheReadersLanguage(String line, String sentence) {
        Locale.setDefault(Locale.UK);
        var said = run(line.split(" "));
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).startsWith("tertulia: " + sentence);
    }

    @Test
    void helpAndVersionAreCommandsToo() {
        assertThat(run("help").out()).isEqualTo(run("--help").out());
        assertThat(run("help", "serve").out())
                .isEqualTo(run("serve", "--help").out())
                .contains("--bind");
        assertThat(run("version").out()).isEqualTo(run("--version").out()).startsWith("tertulia ");
        assertThat(run("help").out())
                .contains("\n  desktop ", "\n  bench ", "\n  limits ", "\n  help ", "\n  version ");
    }

    @Test
    void allLimitsAreShownInLinesOfATerminalsWidth() {
        var said = run("limits", "--lang", "en");
        assertThat(said.code()).isZero();
        assertThat(said.out().lines().map(String::length)).allMatch(columns -> columns <= 80);
        for (var limit : Limit.values()) {
            assertThat(said.out())
                    .containsPattern("\n" + limit.text() + " +" + limit.usual() + " +" + limit.least() + " +"
                            + limit.most() + "  " + limit.unit() + "\n");
            assertThat(said.out().replaceAll("\\s+", " ")).contains(limit.meaning());
        }
        assertThat(run("limits", "--lang", "ru").out()).containsPattern("имя +обычно +не ниже +не выше  единица");
    }

    private static Properties sentences(String language) throws IOException {
        var properties = new Properties();
        var file = Path.of("../model/src/main/resources/tertulia/model/words" + language + ".properties");
        try (var in = Files.newBufferedReader(file)) {
            properties.load(in);
        }
        return properties;
    }
}
