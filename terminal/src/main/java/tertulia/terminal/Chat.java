package tertulia.terminal;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;
import tertulia.client.Address;
import tertulia.client.Identities;
import tertulia.client.Timing;

/**
 * The chat program: with a person at a terminal, or, where what comes in or goes out is none, as a plain filter from lines
 * to messages and back.
 */
public final class Chat {
    private static final Address HERE = new Address("localhost", Address.PORT);
    private static final int HERE_MILLIS = 300;

    private final Optional<Address> server;
    private final Optional<String> name;
    private final Identities identities;
    private volatile Optional<Interactive> person = Optional.empty();

    /**
     * Without a server it is the one on this machine, at the usual port, if one listens there; else one that is found on the
     * network: the person chooses, a filter takes the only one. Without a name it asks for one, or as a filter takes the
     * last one used at that server.
     */
    public Chat(Optional<Address> server, Optional<String> name, Identities identities) {
        this.server = server;
        this.name = name;
        this.identities = identities;
    }

    /**
     * Runs until the person leaves or the input ends. Returns 0 if all that was said is on the server's disk, and otherwise
     * 1, with the reason on stderr or on the screen. The caller then ends the process, for a read of stdin may go on.
     */
    @SuppressWarnings("SystemConsoleNull") // Since JDK 25 it is null again if there is no terminal.
    public int run() {
        var err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            var out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
            return filter(out, err);
        }
        var where = known();
        // Before the terminal is made ready, which takes a while, too.
        if (where.isEmpty()) System.out.println(Speech.of("finding"));
        try (var setting = Setting.here(System.getenv())) {
            var chosen = where.or(() -> network().flatMap(choice -> choice.ask(setting)));
            if (chosen.isEmpty()) return 1;
            var clock = Clock.system(ZoneId.systemDefault());
            var talk = new Interactive(setting, chosen.get(), identities, Timing.usual(), clock);
            person = Optional.of(talk);
            return talk.run(name);
        } catch (IOException e) {
            err.println(Speech.trouble(e));
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    /** A line of the log, which else would be written into what is being typed. */
    public void log(String line) {
        person.ifPresentOrElse(talk -> talk.log(line), () -> System.err.println(line));
    }

    private int filter(PrintStream out, PrintStream err) {
        var chosen = known().or(() -> network().flatMap(choice -> choice.only(err)));
        if (chosen.isEmpty()) return 1;
        return new Filter(System.in, out, err).run(new Visitor.Guest(chosen.get(), name, identities));
    }

    /** The server that was said, or the one on this machine. */
    private Optional<Address> known() {
        if (server.isPresent()) return server;
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), HERE.port()), HERE_MILLIS);
            return Optional.of(HERE);
        } catch (IOException e) {
            return Optional.empty(); // None listens there.
        }
    }

    private static Optional<Choice> network() {
        try {
            return Optional.of(Choice.ofNetwork());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
