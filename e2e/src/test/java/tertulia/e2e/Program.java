package tertulia.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The packaged program, and where it is. */
public final class Program {
    /** The folder with {@code ./tertulia} in it. */
    public static final Path ROOT = Objects.requireNonNull(
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent());

    private static final Path JAR = ROOT.resolve("app/target/tertulia/tertulia.jar");

    private Program() {}

    /** The command that the launcher would run, without its search for a Java. */
    static List<String> command(String... arguments) {
        if (!Files.exists(JAR))
            throw new AssertionError("there is no " + JAR + ": ./build makes it before these tests");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-Xss512k",
                "-Xms16m",
                "-Xmx256m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:TieredStopAtLevel=1",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                JAR.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** How a process ended. */
    record Exit(int code, List<String> out, List<String> err, long millis) {}

    /** Runs the process to its end, with nothing on stdin. */
    static Exit run(ProcessBuilder process) {
        long begin = System.nanoTime();
        try {
            var running = process.redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start();
            var out = Lines.of("stdout", running.getInputStream(), () -> "");
            var err = Lines.of("stderr", running.getErrorStream(), out::tail);
            try {
                if (!running.waitFor(Lines.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    throw new AssertionError(process.command() + " does not end; it said:\n" + out.tail() + err.tail());
                }
            } finally {
                // Not Process.destroyForcibly: it closes the streams too, before what was said last is read.
                running.toHandle().destroyForcibly();
            }
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
            return new Exit(running.exitValue(), out.rest(), err.rest(), millis);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
