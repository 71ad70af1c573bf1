package tertulia.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** A folder of its own that is gone afterwards, in the given one or where the system keeps temporary files. */
record Scratch(Path path) implements AutoCloseable {
    Scratch(@Nullable Path parent, String prefix) throws IOException {
        this(parent == null ? Files.createTempDirectory(prefix) : Files.createTempDirectory(parent, prefix));
    }

    @Override
    public void close() throws IOException {
        try (var files = Files.walk(path)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        }
    }
}
