package tertulia.e2e;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What some tests need of the machine and not every machine has. */
final class Outside {
    private Outside() {}

    /** Goes on if there is such a program on the PATH. */
    static void require(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        boolean there = Arrays.stream(path.split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        if (!there) missing("there is no " + program + " here");
    }

    /** Skips the test, or fails it where everything is required (TERTULIA_REQUIRE_ALL=1). */
    static void missing(String what) {
        if ("1".equals(System.getenv("TERTULIA_REQUIRE_ALL"))) fail(what);
        abort(what);
    }
}
