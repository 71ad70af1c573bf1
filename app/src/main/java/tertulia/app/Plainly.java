package tertulia.app;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Texts on the command line, which are taken as they are: {@code @notes} is no file, and {@code -1 degree} no option. Only one word
 * in the form of an option is refused, for a slip in an option would be published; after {@code --} even that is a text.
 */
final class Plainly {
    /** The commands that take a text. */
    static final List<String> COMMANDS = List.of("send", "crack");

    private static final Pattern OPTION = Pattern.compile("--?[A-Za-z][A-Za-z0-9-]*(=.*)?");
    private static final String END = "--";

    /**
     * Options for help that have long names alone, for else picocli takes {@code -hi there} for {@code -h}.
     */
    static final class Help {
        @Option(names = "--help", usageHelp = true, descriptionKey = "mixinStandardHelpOptions.help")
        private boolean help;

        @Option(names = "--version", versionHelp = true, descriptionKey = "mixinStandardHelpOptions.version")
        private boolean version;
    }

    private Plainly() {}

    /** Throws UnmatchedArgumentException for a word that looks like an option that there is not. */
    static void check(@Nullable CommandSpec spec, String... texts) {
        var line = Objects.requireNonNull(spec).commandLine();
        if (line.getParseResult().originalArgs().contains(END)) return;
        for (String text : texts) if (looksLikeOption(text)) throw new UnmatchedArgumentException(line, List.of(text));
    }

    /** Of a command's words the first that looks like an option and is none. */
    static Optional<String> slip(CommandSpec spec, String... words) {
        return Arrays.stream(words)
                .takeWhile(word -> !word.equals(END))
                .filter(word -> looksLikeOption(word) && spec.findOption(word.replaceFirst("=.*", "")) == null)
                .findFirst();
    }

    static boolean looksLikeOption(String text) {
        return OPTION.matcher(text).matches();
    }
}
