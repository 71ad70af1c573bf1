package tertulia.app;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tertulia.terminal.Send;

/** Says one thing, for scripts. */
@Command(
        name = "send",
        description = "Says one thing. Exit code 0 once the server has it on disk, else 1.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
final class SendCommand implements Callable<Integer> {
    @Option(
            names = "--host",
            paramLabel = "[tls://]HOST[:PORT]",
            defaultValue = "localhost",
            description = "The server; localhost:5555 unless said. tls:// is as for chat.")
    private String server = "localhost";

    @Option(names = "--to", paramLabel = "ALL|NAME", required = true, description = "To everyone, or to one person.")
    private String to = "";

    @Option(names = "--name", paramLabel = "NAME", description = "Your name; the last one used there unless said.")
    private @Nullable String name;

    @Parameters(paramLabel = "TEXT", description = "What to say; - takes it from stdin.")
    private String text = "";

    @Override
    public Integer call() {
        return new Send(ChatCommand.address(server), Optional.ofNullable(name), ChatCommand.identities()).run(to, text);
    }
}
