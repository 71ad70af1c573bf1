package tertulia.client;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The home folder of the person who runs this program. */
public final class Home {
    private Home() {}

    /**
     * The folder that {@code HOME} names, as a shell's {@code ~}; if that is unset, empty or not an absolute path, the one
     * that the system knows. Nothing where there is none, as for a user without an entry in the list of users.
     */
    public static Optional<Path> of(Map<String, String> environment) {
        return Stream.of(environment.getOrDefault("HOME", ""), System.getProperty("user.home", ""))
                .flatMap(text -> absolute(text).stream())
                .findFirst();
    }

    /** The path that this text is; nothing if it is not an absolute one. */
    public static Optional<Path> absolute(String text) {
        try {
            return Optional.of(Path.of(text)).filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
