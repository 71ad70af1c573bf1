package tertulia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, ended at the latest when the test is over. */
public final class ServerProcess implements AutoCloseable {
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(ServerProcess::kill)));
    }

    private final Process process;
    private final Lines out;
    private final Lines err;
    private final Path data;
    private final int port;

    private ServerProcess(Process process, Path data) {
        this.process = process;
        this.data = data;
        RUNNING.add(process);
        out = Lines.of("the server's stdout", process.getInputStream(), this::lastWords);
        err = Lines.of("the server's stderr", process.getErrorStream(), () -> "");
        try {
            String ready = out.await("the line beginning Ready on", line -> line.startsWith("Ready on "));
            port = Integer.parseInt(ready.substring(ready.lastIndexOf(':') + 1));
        } catch (AssertionError e) {
            close();
            throw e;
        }
    }

    /** How a server shall be started. */
    public record Setup(List<String> command, Path data, List<String> options, Map<String, String> environment) {

        public static Setup in(Path data) {
            return new Setup(Program.command(), data, List.of(), Map.of());
        }

        /** Started by another command than the usual, up to the word before {@code serve}. */
        public Setup by(List<String> other) {
            return new Setup(List.copyOf(other), data, options, environment);
        }

        /** The same within a program like strace. */
        Setup under(List<String> program) {
            var all = new ArrayList<>(program);
            all.addAll(command);
            return by(all);
        }

        Setup with(String... more) {
            var all = new ArrayList<>(options);
            all.addAll(List.of(more));
            return new Setup(command, data, List.copyOf(all), environment);
        }

        /** With this environment and no other. */
        Setup withEnvironment(Map<String, String> other) {
            return new Setup(command, data, options, Map.copyOf(other));
        }

        Setup withConsole() {
            return with("--console");
        }

        /** With these lines in a configuration file. */
        Setup configured(String... lines) {
            try {
                var file = Files.createTempFile("tertulia", ".conf");
                file.toFile().deleteOnExit();
                Files.write(file, List.of(lines));
                return with("--config", file.toString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Starts it and waits until it is ready. */
        public ServerProcess start() {
            try {
                return new ServerProcess(
                        builder("--bind", "127.0.0.1", "--port", "0").start(), data);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Starts it for it to end by itself. */
        Program.Exit refused() {
            var exit = Program.run(builder("--bind", "127.0.0.1", "--port", "0"));
            System.out.println("refused after " + exit.millis() + " ms: " + String.join(" ", exit.err()));
            assertThat(exit.code()).as("exit code; it said %s", exit).isNotZero();
            assertThat(exit.err()).as("stderr").hasSize(1);
            assertThat(exit.out()).as("stdout").isEmpty();
            assertThat(exit.millis()).as("milliseconds, generously").isLessThan(20_000);
            return exit;
        }

        /** The process to start; options given before come after these, and the last word counts. */
        private ProcessBuilder builder(String... usual) {
            var all = new ArrayList<>(command);
            all.add("serve");
            for (int i = 0; i < usual.length; i += 2) {
                if (!options.contains(usual[i])) all.addAll(List.of(usual[i], usual[i + 1]));
            }
            all.addAll(List.of("--data", data.toString()));
            all.addAll(options);
            var builder = new ProcessBuilder(all);
            if (!environment.isEmpty()) builder.environment().clear();
            builder.environment().putAll(environment);
            builder.environment().putIfAbsent("TERTULIA_NO_CACHE", "1");
            return builder;
        }
    }

    public int port() {
        return port;
    }

    /** The folder of its data. */
    Path data() {
        return data;
    }

    /** What it prints: the banner, and what its console shows. */
    Lines out() {
        return out;
    }

    public Lines err() {
        return err;
    }

    /** Waits for a line of the console that says this after the time of day. */
    String shown(String text) {
        return out.await("the console's line with " + text, line -> line.contains(text));
    }

    /** The console's lines up to the answer of a command given now. */
    List<String> shownUntilNow() {
        console("barrier");
        return out.upTo("the console's answer", line -> line.contains("there is no command barrier"));
    }

    /** Gives a command to the console. */
    void console(String command) {
        try {
            var in = process.getOutputStream();
            in.write((command + "\n").getBytes(StandardCharsets.UTF_8));
            in.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(lastWords(), e);
        }
    }

    /** Ends its stdin. */
    void endOfCommands() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks it to end by SIGTERM. */
    void terminate() {
        server().destroy();
    }

    /** Kills it with SIGKILL, and waits until it is gone. */
    public void kill() {
        server().destroyForcibly();
        exitCode();
    }

    public boolean isAlive() {
        return server().isAlive();
    }

    public long pid() {
        return server().pid();
    }

    /** Waits for its end. */
    int exitCode() {
        try {
            if (process.waitFor(Lines.PATIENCE.toSeconds(), TimeUnit.SECONDS)) return process.exitValue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("the server does not end; " + lastWords());
    }

    /** Under another program the server is its child. */
    private ProcessHandle server() {
        var handle = process.toHandle();
        return handle.children().findFirst().orElse(handle);
    }

    /** What it said at last, for a failure's message. */
    public String lastWords() {
        return "the server said:\n    " + out.tail() + "\n  and on stderr:\n    " + err.tail();
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Override
    public void close() {
        kill(process);
        RUNNING.remove(process);
    }
}
