package tertulia.app;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tertulia.client.Address;
import tertulia.client.Identities;
import tertulia.terminal.Chat;

/** Joins a server from a terminal, or as a filter where stdin or stdout is none. */
@Command(
        name = "chat",
        description = "Joins a server. At a terminal it is a chat program; in a pipe each line that comes in is said,"
                + " and each message comes out as a line.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
final class ChatCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "[tls://]HOST[:PORT]",
            description =
                    "The server. Unless said: the one on this machine, or one found on the network. With tls:// it is encrypted: the first time, the"
                            + " server's key is shown and kept; if it ever changes, the server is refused.")
    private @Nullable String server;

    @Option(names = "--name", paramLabel = "NAME", description = "Your name; asked for unless said.")
    private @Nullable String name;

    @Override
    public Integer call() {
        return new Chat(Optional.ofNullable(server).map(ChatCommand::address), Optional.ofNullable(name), identities())
                .run();
    }

    /** Where this user's tokens and cursors are. */
    static Identities identities() {
        return Identities.usual(System.getenv(), Serve.home());
    }

    static Address address(String text) {
        try {
            return Address.of(text);
        } catch (IllegalArgumentException e) {
            throw new Failure(String.valueOf(e.getMessage()));
        }
    }
}
