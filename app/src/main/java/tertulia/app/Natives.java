package tertulia.app;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jline.nativ.OSInfo;
import tertulia.store.SqliteStore;

/** The native libraries, which lie unpacked beside the program: none is unpacked where others may write. */
final class Natives {
    private Natives() {}

    /** Loads SQLite's, beside other things. */
    static void prepareStore() {
        SqliteStore.prepare(folder());
    }

    /** Lets JLine find its own; where there is none for this system, it does without. Before a terminal is opened. */
    static void prepareTerminal() {
        var library = folder().resolve("jline").resolve(OSInfo.getNativeLibFolderPathForCurrentOS());
        if (Files.isDirectory(library)) System.setProperty("library.jline.path", library.toString());
        else System.setProperty("org.jline.terminal.providers", "ffm,exec");
    }

    private static Path folder() {
        try {
            var jar = Path.of(Natives.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return Objects.requireNonNullElse(jar.getParent(), jar).resolve("native");
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Path.of("native").toAbsolutePath();
        }
    }
}
