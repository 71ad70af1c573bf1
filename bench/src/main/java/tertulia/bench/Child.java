package tertulia.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process that we started, by way of {@link Scratch}: it ends when this is closed. */
final class Child implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 6;
    private final Process process;
    private final Path output;

    private Child(Process process, Path output) {
        this.process = process;
        this.output = output;
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

    /** The process that does the work: what was started, or else the first JVM that it started. */
    long pid() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .map(ProcessHandle::pid)
                .filter(Proc::isJvm)
                .min(Long::compare)
                .orElse(process.pid());
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
