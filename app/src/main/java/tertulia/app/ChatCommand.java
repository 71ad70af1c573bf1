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
@Command(name = "chat", mixinStandardHelpOptions = true, versionProvider = Main.Version.class)
final class ChatCommand implements Callable<Integer> {
    @Parameters(index = "0", arity = "0..1", paramLabel = "[tls://]HOST[:PORT]", descriptionKey = "server")
    private @Nullable String server;

    @Option(names = "--port", paramLabel = "PORT")
    private @Nullable Integer port;

    @Option(names = "--name", paramLabel = "NAME")
    private @Nullable String name;

    @Override
    public Integer call() {
        Natives.prepareTerminal();
        var wanted = server == null && port != null ? "localhost" : server;
        var place = Optional.ofNullable(wanted).map(text -> address(text, port));
        var chat = new Chat(place, Optional.ofNullable(name), identities());
        Log.toTerminal(chat::log);
        return chat.run();
    }

    /** Where this user's tokens and cursors are. Throws {@link Failure} if they can be nowhere. */
    static Identities identities() {
        return Identities.usual(System.getenv()).orElseThrow(() -> new Failure("no-home-for-state"));
    }

    /** A server's address with the port in it or beside it; both are said only if they agree. */
    static Address address(String text, @Nullable Integer port) {
        Address address;
        try {
            address = Address.of(text);
        } catch (IllegalArgumentException e) {
            throw new Failure("address", text);
        }
        if (port == null || port == address.port()) return address;
        if (address.port() != Address.PORT) throw new Failure("port-twice", text, port);
        try {
            return new Address(address.host(), port, address.tls());
        } catch (IllegalArgumentException e) {
            throw new Failure("port-to", port);
        }
    }
}
