package tertulia.app;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import tertulia.model.Trouble;
import tertulia.model.Visible;
import tertulia.model.Words;

/** The {@code tertulia} command. Exit code 0 if it went well, 1 if not, 2 if it was not understood. */
@Command(
        name = "tertulia",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {
            Serve.class,
            ChatCommand.class,
            SendCommand.class,
            Elsewhere.Desktop.class,
            CrackCommand.class,
            LimitsCommand.class,
            Elsewhere.Bench.class,
            HelpCommand.class,
            VersionCommand.class,
            WarmUp.class
        },
        synopsisSubcommandLabel = "COMMAND")
final class Main {
    @Option(names = "--lang", paramLabel = "LANG", scope = ScopeType.INHERIT)
    private @Nullable String lang;

    private Main() {}

    public static void main(String[] args) {
        Log.setUp();
        // While the command line is read, which is a third of a start.
        if (args.length > 0 && args[0].equals("serve")) Natives.prepareStore();
        System.exit(command().execute(args));
    }

    static CommandLine command() {
        var main = new Main();
        // A text on the command line is a text, never a file that is read nor several options in one.
        var command = new CommandLine(main).setExpandAtFiles(false).setPosixClusteredShortOptionsAllowed(false);
        for (String said : Plainly.COMMANDS)
            Objects.requireNonNull(command.getSubcommands().get(said)).setUnmatchedOptionsArePositionalParams(true);
        command.setExecutionStrategy(parsed -> {
            try {
                main.lang().ifPresent(Main::speak);
            } catch (Failure e) {
                return told(e, command);
            }
            boolean below = parsed.hasSubcommand() && parsed.subcommand().isUsageHelpRequested();
            if (below || parsed.isUsageHelpRequested()) Help.speak(command);
            return new CommandLine.RunLast().execute(parsed);
        });
        command.setExecutionExceptionHandler((failure, line, parsed) -> {
            if (failure instanceof Trouble trouble) return told(trouble, line);
            throw failure;
        });
        command.setParameterExceptionHandler(Help::misunderstood);
        if (!Colours.wanted(System.getenv()))
            command.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        return command;
    }

    private static int told(Trouble trouble, CommandLine line) {
        trouble.in(Words.ours()).lines().forEach(one -> line.getErr().println("tertulia: " + Visible.text(one)));
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** The language that was asked for on the command line. */
    Optional<String> lang() {
        return Optional.ofNullable(lang);
    }

    /** From here on this program speaks the language of this tag. Throws {@link Failure} if it does not know it. */
    static void speak(String tag) {
        var words = Words.speaking(tag);
        if (words.isEmpty()) throw Value.noLanguage(tag);
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
