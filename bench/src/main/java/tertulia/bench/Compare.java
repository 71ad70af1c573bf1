package tertulia.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * All tests in one go, each on a fresh server, in turn with the copying relay that says how fast the machine is at that
 * moment. Prints a Markdown report to stdout and the results, as they come, to stderr.
 */
@Command(
        name = "compare",
        description = "Runs every test on a server of its own beside the copying relay; prints Markdown.",
        mixinStandardHelpOptions = true)
final class Compare implements Callable<Integer> {
    private static final int SOURCES = 8;
    private static final double LIMIT_SECONDS = 120;
    private static final double PATIENCE_SECONDS = 10;
    private static final int READY_SECONDS = 60;
    private static final String CONFIG = """
            limit.say-per-second = 0
            limit.connections = 50000
            """;

    @Option(
            names = "--relay",
            required = true,
            defaultValue = "${env:TERTULIA_RELAY}",
            description = "The relay's program, or its source in C (or the variable TERTULIA_RELAY).")
    private Path relay = Path.of("");

    @Option(
            names = "--server",
            defaultValue = "./tertulia serve",
            description = "How the server is started (${DEFAULT-VALUE}); port, data folder and limits are added.")
    private String server = "";

    @Option(names = "--rounds", defaultValue = "3", description = "How often (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--tests", split = ",", description = "Only these (idle, writer, fan1k, private, durable16 …).")
    private List<String> tests = new ArrayList<>();

    @Option(names = "--warm", defaultValue = "5", description = "Seconds of load before measuring (${DEFAULT-VALUE}).")
    private double warm;

    @Option(names = "--seconds", defaultValue = "3", description = "Seconds measured (${DEFAULT-VALUE}).")
    private double seconds;

    @Option(names = "--connections", defaultValue = "15000", description = "Of the idle test (${DEFAULT-VALUE}).")
    private int connections;

    @Option(names = "--folder", description = "Where to keep data meanwhile: a folder on a real disk.")
    private @Nullable Path folder;

    private final List<Result> results = new ArrayList<>();
    private final PrintStream progress = System.err;

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        try (var scratch = new Scratch(folder)) {
            var yardstick = new Yardstick(relay, scratch);
            for (int round = 1; round <= rounds; round++) {
                progress.println("round " + round + " of " + rounds);
                round(yardstick, scratch);
            }
        }
        System.out.println(new Report(results, command()).markdown());
        boolean clean = results.stream().allMatch(Result::clean);
        if (!clean) progress.println("bench: VIOLATION: see the lines with bad, dup, gap, lost or disconnected");
        return clean ? 0 : 1;
    }

    private void round(Yardstick yardstick, Scratch scratch) throws IOException, InterruptedException, SQLException {
        if (wanted("idle")) idle(scratch);
        for (var test : Case.ALL) if (wanted(test.name())) load(test, yardstick, scratch);
        if (!wanted("writer")) return;
        for (int rows : new int[] {64, 1024}) {
            var inner = scratch.folder("writer");
            keep(Writer.run(inner, rows, Math.min(seconds, 10)).put("case", "writer" + rows));
        }
    }

    private boolean wanted(String test) {
        return tests.isEmpty() || tests.contains(test);
    }

    private void idle(Scratch scratch) throws IOException, InterruptedException {
        try (var running = start(scratch)) {
            keep(Idle.run(target(running, Protocol.PLAIN), connections, 200, LIMIT_SECONDS)
                    .put("case", "idle"));
        }
    }

    private void load(Case test, Yardstick yardstick, Scratch scratch) throws IOException, InterruptedException {
        var before = calibrate(yardstick);
        var same = new ArrayList<Result>();
        if (test.onRelay()) {
            var terms = new Run.Terms(0.3, Math.min(seconds, 2), 100, PATIENCE_SECONDS, LIMIT_SECONDS);
            var topology = test.shape().make(Protocol.RAW.echo);
            same.add(yardstick.run(test.name(), terms, topology, test.pace()).put("case", test.name() + " relay"));
        }
        var terms = new Run.Terms(warm, seconds, 100, PATIENCE_SECONDS, LIMIT_SECONDS);
        try (var running = start(scratch)) {
            var target = target(running, test.protocol());
            same.add(new Run(target, terms, test.shape().make(test.protocol().echo))
                    .run(test.name(), test.pace())
                    .put("case", test.name()));
        }
        var after = calibrate(yardstick);
        double speed = (before.number("deliveriesPerCpuSecond") + after.number("deliveriesPerCpuSecond")) / 2;
        for (var result : same) {
            keep(result.put("calibration", speed).put("timesRelay", result.number("deliveriesPerCpuSecond") / speed));
        }
    }

    private Result calibrate(Yardstick yardstick) throws IOException, InterruptedException {
        var result = yardstick.calibrate().put("case", "calibration");
        keep(result);
        return result;
    }

    private void keep(Result result) {
        results.add(result);
        progress.println(result);
    }

    private Running start(Scratch scratch) throws IOException, InterruptedException {
        var home = scratch.folder("server");
        var config = Files.writeString(home.resolve("bench.properties"), CONFIG);
        var command = new ArrayList<>(Arrays.asList(server.trim().split(" +", -1)));
        command.addAll(List.of("--port", "0", "--bind", "127.0.0.1"));
        command.addAll(List.of("--data", home.resolve("data").toString(), "--config", config.toString()));
        var child = scratch.start(command, home.resolve("output"));
        try {
            String line = child.line("Ready on ", READY_SECONDS).trim();
            int port =
                    Integer.parseInt(line.substring(line.lastIndexOf(':') + 1).replaceAll("[^0-9].*", ""));
            return new Running(child, port);
        } catch (IOException | InterruptedException | RuntimeException e) {
            child.close();
            throw e;
        }
    }

    private Run.Target target(Running running, Protocol protocol) {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), running.port());
        return new Run.Target(address, protocol, running.child().pid(), "server", SOURCES);
    }

    private String command() {
        return "./tertulia bench compare --relay … --server '" + server + "' --rounds " + rounds + " --warm " + warm
                + " --seconds " + seconds + " --connections " + connections
                + (tests.isEmpty() ? "" : " --tests " + String.join(",", tests));
    }

    /** A server that takes connections. */
    private record Running(Child child, int port) implements AutoCloseable {
        @Override
        public void close() {
            child.close();
        }
    }
}
