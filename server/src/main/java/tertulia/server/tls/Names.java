package tertulia.server.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;

/** Which host names an authority may not be given, for all names of the world end in them. */
final class Names {
    private Names() {}

    /**
     * Whether this is, or could be, a top-level domain, so that permitting it would permit all below it. By Java's copy of
     * publicsuffix.org; where there is none, any word of letters could be one, and one with a digit or hyphen can not.
     */
    static boolean isTopLevel(String name) {
        if (name.contains(".") || name.equals("localhost") || name.equals("local")) return false;
        var list = Path.of(System.getProperty("java.home"), "lib", "security", "public_suffix_list.dat");
        if (Files.isReadable(list)) {
            try (var known = new ZipFile(list.toFile())) {
                return known.getEntry(name) != null;
            } catch (IOException e) {
                // Judged by its letters.
            }
        }
        return name.matches("[a-z]+|xn--.*");
    }
}
