package tertulia.app;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tertulia.terminal.Send;

/** Says one thing, for scripts. */
@Command(name = "send", versionProvider = Main.Version.class)
final class SendCommand implements Callable<Integer> {
    @Option(names = "--host", paramLabel = "[tls://]HOST[:PORT]", defaultValue = "localhost")
    private String server = "localhost";

    @Option(names = "--port", paramLabel = "PORT")
    private @Nullable Integer port;

    @Option(names = "--to", paramLabel = "ALL|NAME", required = true)
    private String to = "";

    @Option(names = "--name", paramLabel = "NAME")
    private @Nullable String name;

    @Parameters(paramLabel = "TEXT", descriptionKey = "text")
    private String text = "";

    @Mixin
    private final Plainly.Help help = new Plainly.Help();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        Plainly.check(spec, text);
        return new Send(ChatCommand.address(server, port), Optional.ofNullable(name), ChatCommand.identities())
                .run(to, text);
    }
}
