package tertulia.app;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import tertulia.model.Words;

/** The {@code tertulia} command. Exit code 0 if it went well, 1 if not, 2 if it was not understood. */
@Command(
        name = "tertulia",
        description = "A chat server that keeps what it acknowledged, and clients for it.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {Serve.class, ChatCommand.class, SendCommand.class, CrackCommand.class, WarmUp.class},
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "tertulia COMMAND --help tells more. ./tertulia desktop [HOST] opens a window; ./tertulia bench measures.",
            "",
            "  tertulia serve",
            "  tertulia chat localhost --name Ana"
        })
final class Main {
    @Option(
            names = "--lang",
            paramLabel = "LANG",
            scope = ScopeType.INHERIT,
            description = "The language: en, fr, pt, ru or sq; your locale's unless said. en-XA marks each sentence,"
                    + " for tests.")
    private @Nullable String lang;

    private Main() {}

    public static void main(String[] args) {
        Log.setUp();
        var main = new Main();
        var command = new CommandLine(main);
        command.setExecutionStrategy(parsed -> {
            main.lang().ifPresent(Main::speak);
            return new CommandLine.RunLast().execute(parsed);
        });
        command.setExecutionExceptionHandler((failure, line, parsed) -> {
            if (!(failure instanceof Failure)) throw failure;
            System.err.println("tertulia: " + failure.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        });
        System.exit(command.execute(args));
    }

    /** The language that was asked for on the command line. */
    Optional<String> lang() {
        return Optional.ofNullable(lang);
    }

    /** From here on this program speaks the language of this tag. Throws {@link Failure} if it does not know it. */
    static void speak(String tag) {
        var words = Words.speaking(tag);
        if (words.isEmpty()) {
            throw new Failure("--lang is one of " + String.join(", ", Words.LANGUAGES) + ", not " + tag);
        }
        Locale.setDefault(Locale.forLanguageTag(words.get().language()));
    }

    /** Says which version this is. */
    static final class Version implements IVersionProvider {
        static String text() {
            return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                    .orElse("unreleased");
        }

        @Override
        public String[] getVersion() {
            return new String[] {"tertulia " + text()};
        }
    }
}
