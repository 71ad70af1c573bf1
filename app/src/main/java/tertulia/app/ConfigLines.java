package tertulia.app;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tertulia.model.Visible;

/**
 * The lines {@code NAME = VALUE} of a configuration file in UTF-8. A {@code #} at the beginning of a line or after a blank begins
 * a remark; a value in quotation marks, of one kind or the other, may have anything in it. Nothing is escaped, so a path of Windows
 * stays as it is written.
 */
final class ConfigLines {
    private static final int MOST_BYTES = 1 << 20;

    private final List<Line> lines = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();

    /** A setting and where it stands; lines are counted from 1. */
    record Line(int number, String name, String value) {}

    /** What is wrong in a line. */
    record Fault(int line, Failure why) {}

    private ConfigLines() {}

    /** Reads the file, with all faults that its lines have. Throws {@link Failure} if it cannot be read as text at all. */
    static ConfigLines read(Path file) {
        byte[] bytes;
        try (var in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MOST_BYTES + 1);
        } catch (NoSuchFileException e) {
            throw new Failure("no-config", file);
        } catch (IOException e) {
            throw new Failure("config-unreadable", file, e);
        }
        if (bytes.length > MOST_BYTES) throw new Failure("config-large", file);
        if (isUtf16(bytes)) throw new Failure("config-utf16", file);
        var read = new ConfigLines();
        int number = 1;
        for (int from = 0, to; from < bytes.length; from = to + 1, number++) {
            to = from;
            while (to < bytes.length && bytes[to] != '\n') to++;
            read.line(number, ByteBuffer.wrap(bytes, from, to - from));
        }
        return read;
    }

    private static boolean isUtf16(byte[] bytes) {
        if (bytes.length < 2) return false;
        int mark = (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
        return mark == 0xfeff || mark == 0xfffe || bytes[0] == 0 || bytes[1] == 0;
    }

    private void line(int number, ByteBuffer bytes) {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            if (number == 1 && text.startsWith("\ufeff")) text = text.substring(1);
            text = text.strip();
            if (!text.isEmpty() && text.charAt(0) != '#') lines.add(setting(number, text));
        } catch (CharacterCodingException e) {
            faults.add(new Fault(number, new Failure("config-not-utf8")));
        } catch (Failure wrong) {
            faults.add(new Fault(number, wrong));
        }
    }

    private static Line setting(int number, String text) {
        int equals = text.indexOf('=');
        if (equals < 1) throw new Failure("config-no-equals", Visible.text(text));
        String name = text.substring(0, equals).strip();
        String value = value(text.substring(equals + 1).strip());
        if (value.isBlank()) throw new Failure("config-empty", Visible.text(name));
        if (value.chars().anyMatch(Character::isISOControl)) throw new Failure("config-control", Visible.text(name));
        return new Line(number, name, value);
    }

    private static String value(String text) {
        if (!text.isEmpty() && (text.charAt(0) == '"' || text.charAt(0) == '\'')) return quoted(text);
        return beforeRemark(text).strip();
    }

    private static String quoted(String text) {
        int end = text.indexOf(text.charAt(0), 1);
        if (end < 0) throw new Failure("config-quote");
        if (!beforeRemark(text.substring(end + 1)).isBlank()) throw new Failure("config-after-quote");
        return text.substring(1, end);
    }

    private static String beforeRemark(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '#' && (i == 0 || Character.isWhitespace(text.charAt(i - 1))))
                return text.substring(0, i);
        }
        return text;
    }

    /** The lines that set something, in their order. */
    List<Line> lines() {
        return lines;
    }

    /** Notes that something is wrong in a line. */
    void wrong(int line, Failure why) {
        faults.add(new Fault(line, why));
    }

    /** All that is wrong, by lines; nothing if all is right. */
    Optional<ConfigFailure> failure(Path file, Optional<String> language) {
        return faults.isEmpty() ? Optional.empty() : Optional.of(new ConfigFailure(file, faults, language));
    }
}
