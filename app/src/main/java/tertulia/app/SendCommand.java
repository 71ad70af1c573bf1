package tertulia.app;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tertulia.terminal.Send;

/** Says one thing, for scripts. */
@Command(name = "send", mixinStandardHelpOptions = true, versionProvider = Main.Version.class)
final class SendCommand implements Callable<Integer> {
    @Option(names = "--host", paramLabel = "[tls://]HOST[:PORT]", defaultValue = "localhost")
    private String server = "localhost";

    @Option(names = "--to", paramLabel = "ALL|NAME", required = true)
    private String to = "";

    @Option(names = "--name", paramLabel = "NAME")
    private @Nullable String name;

    @Parameters(paramLabel = "TEXT", descriptionKey = "text")
    private String text = "";

    @Override
    public Integer call() {
        return new Send(ChatCommand.address(server), Optional.ofNullable(name), ChatCommand.identities()).run(to, text);
    }
}
