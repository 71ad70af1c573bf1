package tertulia.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The file of the lines that a person typed: one a line, where a line end is {@code \n} and a backslash {@code \\}. */
final class InputHistory {
    private static final int MOST = 500;

    /** One that is longer is not kept: nobody looks for it by the arrow keys. */
    private static final int MOST_CHARACTERS = 2000;

    private InputHistory() {}

    /** At most as many as are kept; what is no UTF-8 is read as well as it can be. */
    static List<String> read(Path file) throws IOException {
        try {
            var lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .map(InputHistory::unescaped)
                    .toList();
            return lines.subList(Math.max(0, lines.size() - MOST), lines.size());
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /** These and one more, which then is the latest, and not there twice in a row. */
    static List<String> with(List<String> lines, String line) {
        if (line.length() > MOST_CHARACTERS
                || !lines.isEmpty() && lines.getLast().equals(line)) return lines;
        var more = new ArrayList<>(lines.subList(Math.max(0, lines.size() - MOST + 1), lines.size()));
        more.add(line);
        return more;
    }

    static String write(List<String> lines) {
        var text = new StringBuilder();
        for (String line : lines)
            text.append(line.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r"))
                    .append('\n');
        return text.toString();
    }

    private static String unescaped(String line) {
        var text = new StringBuilder(line.length());
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean escape = c == '\\' && i + 1 < line.length();
            if (escape) c = line.charAt(++i);
            text.append(escape && c == 'n' ? '\n' : escape && c == 'r' ? '\r' : c);
        }
        return text.toString();
    }
}
