package tertulia.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A conversation with a server, written down: {@code C:} the client writes, {@code S:} the server writes, {@code C2:} and
 * {@code S2:} on a second connection. {@code C: <end>} ends what the client writes, {@code S: <closed>} is the server's
 * end; {@code \x1b} in what a client writes is that byte. Other lines are for people.
 */
final class Transcript implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int SILENCE_MILLIS = 300;
    private static final Pattern BYTE = Pattern.compile("\\\\x([0-9a-f]{2})");

    private final Dial dial;
    private final Map<String, Wire> connections = new TreeMap<>();

    /** How a client connects. */
    interface Dial {
        Wire connect() throws IOException;
    }

    Transcript(Dial dial) {
        this.dial = dial;
    }

    /** Plays it, and fails at the first line that is not as it is written down, or that is written nowhere. */
    void play(List<String> lines) throws IOException {
        for (String line : lines) {
            var part = Part.of(line);
            if (part == null) continue;
            var connection = connection(part.number());
            if (part.fromClient()) write(connection, part.text());
            else assertThat(next(connection, part)).as(line).isEqualTo(part.text());
        }
        for (var connection : connections.values()) {
            connection.end();
        }
    }

    private static String next(Wire connection, Part part) throws IOException {
        try {
            return connection.next(PATIENCE_MILLIS);
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the server did not say: " + part.text(), e);
        }
    }

    private static void write(Wire connection, String text) throws IOException {
        if (text.equals("<end>")) connection.end();
        else connection.write(bytes(text + "\n"));
    }

    private static byte[] bytes(String text) {
        var bytes = new ByteArrayOutputStream();
        var escape = BYTE.matcher(text);
        int from = 0;
        for (; escape.find(); from = escape.end()) {
            bytes.writeBytes(text.substring(from, escape.start()).getBytes(StandardCharsets.UTF_8));
            bytes.write(Integer.parseInt(escape.group(1), 16));
        }
        bytes.writeBytes(text.substring(from).getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    /** Plays what the clients write and writes down anew what the server answers. */
    List<String> record(List<String> lines) throws IOException {
        var recorded = new ArrayList<String>();
        for (String line : lines) {
            var part = Part.of(line);
            if (part != null && !part.fromClient()) continue;
            recorded.add(line);
            if (part == null) continue;
            write(connection(part.number()), part.text());
            for (var entry : connections.entrySet()) recordAnswers(entry.getKey(), entry.getValue(), recorded);
        }
        return recorded;
    }

    private static void recordAnswers(String number, Wire connection, List<String> recorded) throws IOException {
        try {
            for (String text = ""; !text.equals("<closed>"); ) {
                text = connection.next(SILENCE_MILLIS);
                boolean again = text.equals("<closed>") && recorded.contains("S" + number + ": <closed>");
                if (!again) recorded.add("S" + number + ": " + text);
            }
        } catch (SocketTimeoutException e) {
            // It has said all it had to say.
        }
    }

    private Wire connection(String number) throws IOException {
        var connection = connections.get(number);
        if (connection == null) {
            connection = dial.connect();
            connections.put(number, connection);
        }
        return connection;
    }

    @Override
    public void close() throws IOException {
        for (var connection : connections.values()) connection.close();
    }

    static List<String> read(Path file) throws IOException {
        return Files.readAllLines(file, StandardCharsets.UTF_8);
    }

    private record Part(boolean fromClient, String number, String text) {
        static Part of(String line) {
            int colon = line.indexOf(": ");
            if (colon < 1 || !line.substring(0, colon).matches("[CS][0-9]*")) return null;
            return new Part(line.charAt(0) == 'C', line.substring(1, colon), line.substring(colon + 2));
        }
    }
}
