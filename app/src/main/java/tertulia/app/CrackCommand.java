package tertulia.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tertulia.model.Visible;
import tertulia.model.Words;

/** Breaks Caesar's cipher by counting letters. */
@Command(name = "crack", versionProvider = Main.Version.class)
final class CrackCommand implements Callable<Integer> {
    /** More tells nothing more. */
    private static final int TEXT_BYTES = 1 << 20;

    /** Of a guess that is not the first only a beginning of so many characters is shown. */
    private static final int SHOWN_CHARACTERS = 60;

    @Option(names = "--language", paramLabel = "LANGUAGE", defaultValue = "en")
    private Letters language = Letters.en;

    @Parameters(arity = "0..*", paramLabel = "TEXT", descriptionKey = "text")
    private String @Nullable [] text;

    @Mixin
    private final Plainly.Help help = new Plainly.Help();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (text != null) Plainly.check(spec, text);
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        return crack(text == null ? all(System.in) : String.join(" ", text), language, out);
    }

    /** Throws Failure if there is nothing to count. */
    static int crack(String sealed, Letters language, PrintStream out) {
        if (Arrays.stream(Letters.count(sealed)).sum() == 0) throw new Failure("no-letters");
        var guesses = Crack.guesses(sealed.strip(), language);
        for (var guess : guesses) {
            boolean first = guess.equals(guesses.getFirst());
            String shown = first ? guess.text() : beginning(guess.text());
            String likely = String.format(Words.ours().formats(), "%5.1f", guess.likely() * 100);
            for (String line : shown.split("\n", -1))
                out.println(
                        Words.ours().of("crack.guess", String.format("%2d", guess.key()), likely, Visible.text(line)));
        }
        return 0;
    }

    private static String beginning(String text) {
        String line = text.lines().findFirst().orElse("");
        if (line.length() <= SHOWN_CHARACTERS) return line;
        int end =
                Character.isHighSurrogate(line.charAt(SHOWN_CHARACTERS - 1)) ? SHOWN_CHARACTERS - 1 : SHOWN_CHARACTERS;
        return line.substring(0, end) + " …";
    }

    private static String all(InputStream in) {
        try {
            return new String(in.readNBytes(TEXT_BYTES), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new Failure("input", e);
        }
    }
}
