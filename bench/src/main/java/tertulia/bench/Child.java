package tertulia.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A process that we started: it ends when this is closed, or when we are interrupted. */
final class Child implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 6;
    private final Process process;
    private final Path output;
    private final Thread hook;

    private Child(Process process, Path output) {
        this.process = process;
        this.output = output;
        hook = new Thread(this::end);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Starts it with nothing to read; what it prints goes to the file. */
    static Child start(List<String> command, Path output) throws IOException {
        var process = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new Child(process, output);
    }

    /** The process that does the work: what was started, or what it started itself in its place. */
    long pid() {
        return process.descendants().map(ProcessHandle::pid).max(Long::compare).orElse(process.pid());
    }

    /** The first line it has printed that begins so; waits for it. */
    String line(String beginning, int seconds) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        boolean ended = false;
        while (!ended && System.nanoTime() < deadline) {
            ended = process.waitFor(20, TimeUnit.MILLISECONDS);
            Optional<String> found = printed(beginning);
            if (found.isPresent()) return found.get();
        }
        throw new IOException("'" + beginning + "' was never printed, but:\n" + Files.readString(output));
    }

    private Optional<String> printed(String beginning) throws IOException {
        try (var lines = Files.lines(output)) {
            return lines.filter(line -> line.startsWith(beginning)).findFirst();
        }
    }

    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // We are ending anyway, and the hook finds nothing left to do.
        }
    }

    private void end() {
        var all = process.descendants().toList();
        all.forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        all.forEach(ProcessHandle::destroyForcibly);
    }
}
