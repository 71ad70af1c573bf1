package tertulia.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code tertulia bench}: each subcommand is one test and prints one line of JSON; progress and complaints go to stderr.
 * Exit code 1 means that something was lost, doubled, reordered or spoilt; 2, that it could not be tried.
 */
@Command(
        name = "tertulia bench",
        description = "Measures a chat server, and checks every delivery while doing so.",
        mixinStandardHelpOptions = true,
        subcommands = Compare.class)
public final class Bench {
    private static final Logger SQLITE = Logger.getLogger("org.sqlite");

    /** Runs the command line and ends the program. */
    public static void main(String[] arguments) {
        SQLITE.setLevel(Level.OFF); // It would tell of what our own sentence is about, with a stack trace.
        System.exit(new CommandLine(new Bench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((trouble, command, _) -> {
                    command.getErr().println("bench: " + trouble.getMessage());
                    return 2;
                })
                .execute(arguments));
    }

    /** What all tests have in common. */
    static final class Common {
        @Option(names = "--host", defaultValue = "127.0.0.1", description = "The server's address (loopback only).")
        String host = "";

        @Option(names = "--port", required = true, description = "The server's port.")
        int port;

        @Option(names = "--pid", description = "The server's process, whose processor time and memory to measure.")
        long pid;

        @Option(names = "--protocol", description = "${COMPLETION-CANDIDATES} (raw is the relay's).")
        Protocol protocol = Protocol.PLAIN;

        @Option(names = "--tag", defaultValue = "-", description = "A word that goes into the result.")
        String tag = "";

        @Option(names = "--seconds", defaultValue = "5", description = "How long to measure (${DEFAULT-VALUE}).")
        double seconds;

        @Option(names = "--warm", defaultValue = "3", description = "Load before measuring (${DEFAULT-VALUE}).")
        double warm;

        @Option(names = "--bytes", defaultValue = "100", description = "Length of each text (${DEFAULT-VALUE}).")
        int bytes;

        @Option(names = "--limit", defaultValue = "120", description = "Seconds after which all is over.")
        double limit;

        Run.Target target(Protocol protocol) {
            return new Run.Target(new InetSocketAddress(host, port), protocol, pid, tag, 8);
        }

        Run.Terms terms() {
            return new Run.Terms(Math.min(warm, 120), Math.min(seconds, 120), bytes, 10, Math.min(limit, 600));
        }

        int run(String test, Protocol protocol, Topology topology, Pace pace) throws IOException {
            return report(new Run(target(protocol), terms(), topology).run(test, pace));
        }
    }

    /** Prints the result; the exit code it means. */
    static int report(Result result) {
        System.out.println(result);
        if (result.clean()) return 0;
        System.err.println("bench: VIOLATION: something was lost, doubled, reordered or spoilt, or a connection ended");
        return 1;
    }

    @Command(description = "Connections that say nothing: memory of each, log-ins per second, idle processor time.")
    int idle(
            @Mixin Common common,
            @Option(names = "--connections", defaultValue = "15000") int connections,
            @Option(names = "--logins", defaultValue = "200", description = "Log-ins at a time.") int logins)
            throws IOException, InterruptedException {
        return report(Idle.run(common.target(common.protocol), connections, logins, common.limit));
    }

    @Command(description = "One room: some talk, all hear it.")
    int fanout(
            @Mixin Common common,
            @Option(names = "--members", defaultValue = "1000") int members,
            @Option(names = "--senders", defaultValue = "10") int senders,
            @Option(names = "--outstanding", defaultValue = "32") int outstanding,
            @Option(names = "--open", description = "Deliveries per second on a fixed timetable instead.") double open)
            throws IOException {
        var room = new Topology.Room(members, senders, common.protocol.echo);
        return common.run("fanout", common.protocol, room, pace(outstanding, open));
    }

    @Command(name = "private", description = "Pairs that talk to each other.")
    int pairs(
            @Mixin Common common,
            @Option(names = "--pairs", defaultValue = "1000") int pairs,
            @Option(names = "--outstanding", defaultValue = "1000") int outstanding,
            @Option(names = "--open", description = "Deliveries per second on a fixed timetable instead.") double open)
            throws IOException {
        var topology = new Topology.Pairs(pairs, common.protocol.echo);
        return common.run("private", common.protocol, topology, pace(outstanding, open));
    }

    @Command(description = "Messages acknowledged after they are on disk (JSON): in pairs, or all in the lobby.")
    int durable(
            @Mixin Common common,
            @Option(names = "--senders", defaultValue = "64") int senders,
            @Option(names = "--outstanding", defaultValue = "16", description = "For each sender.") int outstanding,
            @Option(names = "--lobby") boolean lobby)
            throws IOException {
        return common.run("durable", Protocol.JSON, durable(senders, lobby), new Pace.Each(outstanding));
    }

    @Command(description = "One message at a time, from one sender to one receiver.")
    int latency(@Mixin Common common) throws IOException {
        var two = new Topology.Room(2, 1, common.protocol.echo);
        return common.run("latency", common.protocol, two, new Pace.Closed(1));
    }

    @Command(description = "A bare loop of one SQLite writer doing group commits.")
    int writer(
            @Option(names = "--rows", split = ",", defaultValue = "64,1024", description = "A commit.")
                    List<Integer> rows,
            @Option(names = "--seconds", defaultValue = "3") double seconds,
            @Option(names = "--folder", description = "Where to make the database (a temporary folder).") Path folder)
            throws IOException {
        try (var scratch = new Scratch(folder)) {
            System.setProperty("org.sqlite.tmpdir", scratch.path().toString()); // For its library.
            try {
                for (int count : rows) report(Writer.run(scratch.path(), count, seconds));
            } catch (Exception | LinkageError e) { // SQLite throws what it likes where its library cannot be unpacked.
                throw new IOException(scratch.path() + ": " + e.getMessage(), e);
            }
        }
        return 0;
    }

    static Topology durable(int senders, boolean lobby) {
        return lobby ? new Topology.Room(senders, senders, true) : new Topology.Pairs(senders / 2, true);
    }

    private static Pace pace(int outstanding, double open) {
        if (outstanding < 1 || outstanding > Ledger.SLOTS) throw new IllegalArgumentException("outstanding");
        return open > 0 ? new Pace.Open(open) : new Pace.Closed(outstanding);
    }
}
