package tertulia.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The files that docs/operations.md tells administrators to write. */
final class Operations {
    private static final Path DOCUMENT = Path.of("../docs/operations.md");

    private Operations() {}

    /** One of them, by its name. */
    static String file(String name) throws IOException {
        var block = Pattern.compile("<!-- file " + Pattern.quote(name) + " -->\n```[a-z]*\n(.*?)```", Pattern.DOTALL);
        var found = block.matcher(Files.readString(DOCUMENT));
        if (!found.find()) throw new AssertionError(DOCUMENT + " has no file " + name);
        return found.group(1);
    }

    /** A part is replaced by what this machine has; it must be there. */
    static String with(String text, String part, String own) {
        if (!text.contains(part)) throw new AssertionError(DOCUMENT + " does not say " + part);
        return text.replace(part, own);
    }
}
