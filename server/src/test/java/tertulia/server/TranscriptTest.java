package tertulia.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tertulia.model.Limit;

/**
 * Plays the golden transcripts, which are also the examples of PROTOCOL.md. After a change that is meant,
 * {@code ./build -pl server -am -Dtranscripts=record} writes down anew what the server says; then read the difference.
 */
final class TranscriptTest {
    private static final Path FOLDER = Path.of("src/test/resources/transcripts");
    private static final Path PROTOCOL = Path.of("../PROTOCOL.md");
    private static final Map<Limit, Long> LIMITS = Map.of(
            Limit.NAME_TRIES,
            2L,
            Limit.SAY_BURST,
            8L,
            Limit.SAY_PER_SECOND,
            1L,
            Limit.JSON_BYTES,
            300L,
            Limit.RECENT_BATCHES,
            0L,
            Limit.ROOMS_AT_HELLO,
            2L);

    static Stream<Path> transcripts() throws IOException {
        return transcripts(FOLDER);
    }

    static Stream<Path> jsonTranscripts() throws IOException {
        return transcripts(FOLDER.resolve("json"));
    }

    private static Stream<Path> transcripts(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".txt")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void theServerAnswersAsWrittenDown(Path file) throws IOException {
        var lines = Transcript.read(file);
        try (var server = new TestServer(LIMITS);
                var transcript = new Transcript(() -> new LineWire(server.address()))) {
            if ("record".equals(System.getProperty("transcripts"))) {
                Files.write(file, transcript.record(lines), StandardCharsets.UTF_8);
            } else {
                transcript.play(lines);
            }
        }
    }

    /** What is said in JSON is the same in frames, and frames may be cut anywhere. */
    @ParameterizedTest
    @MethodSource("jsonTranscripts")
    void theServerAnswersTheSameInFrames(Path file) throws IOException {
        try (var server = new TestServer(LIMITS);
                var transcript = new Transcript(() -> new FrameWire(server.address()))) {
            transcript.play(Transcript.read(file));
        }
    }

    @Test
    void theExamplesInTheProtocolDocumentAreTheTranscripts() throws IOException {
        String document = Files.readString(PROTOCOL);
        var example = Pattern.compile("<!-- transcript ([a-z/-]+) -->\n```\n(.*?)```", Pattern.DOTALL);
        var found = example.matcher(document).results().toList();
        assertThat(found).isNotEmpty();
        for (var match : found) {
            String written = Files.readString(FOLDER.resolve(match.group(1) + ".txt"));
            assertThat(match.group(2)).as(match.group(1)).isEqualTo(written);
        }
    }
}
