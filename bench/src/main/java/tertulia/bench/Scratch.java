package tertulia.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a test leaves behind nowhere: a folder of its own, and the processes started for it. Both are gone when this is
 * closed, and also when we are interrupted.
 */
final class Scratch implements AutoCloseable {
    private final Path path;
    private final List<Child> children = new ArrayList<>();
    private final Thread hook = new Thread(this::clear);
    private boolean over;

    /** Makes the folder in the given one, or where the system keeps temporary files. */
    Scratch(@Nullable Path parent) throws IOException {
        String prefix = "tertulia-bench";
        path = parent == null ? Files.createTempDirectory(prefix) : Files.createTempDirectory(parent, prefix);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    Path path() {
        return path;
    }

    /** A new folder within. */
    Path folder(String prefix) throws IOException {
        return Files.createTempDirectory(path, prefix);
    }

    /** Starts a process; what it prints goes to the file. */
    synchronized Child start(List<String> command, Path output) throws IOException {
        if (over) throw new IOException("interrupted");
        var child = Child.start(command, output);
        children.add(child);
        return child;
    }

    @Override
    public void close() {
        clear();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // We are being interrupted: the hook finds nothing left to do.
        }
    }

    private synchronized void clear() {
        if (over) return;
        over = true;
        children.forEach(Child::close);
        try (var files = Files.walk(path)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        } catch (IOException | UncheckedIOException e) {
            System.err.println("bench: " + path + " is left behind: " + e.getMessage());
        }
    }
}
