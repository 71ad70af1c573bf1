package tertulia.app;

import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

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
    private Main() {}

    public static void main(String[] args) {
        Log.setUp();
        var command = new CommandLine(new Main());
        command.setExecutionExceptionHandler((failure, line, parsed) -> {
            if (!(failure instanceof Failure)) throw failure;
            System.err.println("tertulia: " + failure.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        });
        System.exit(command.execute(args));
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
