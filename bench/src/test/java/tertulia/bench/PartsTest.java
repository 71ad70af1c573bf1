package tertulia.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The small parts: result lines, the line scanner, the JSON scanner, the writer, the report. */
class PartsTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void aResultIsOneLineOfWellFormedJson() {
        String line = new Result()
                .put("test", "a \"quoted\"\n\u0007 word")
                .put("messages", 12345678901L)
                .put("large", 1234567.891)
                .put("small", 0.12345)
                .put("undefined", 1 / 0.0)
                .put(new Tally())
                .toString();
        assertThat(line).doesNotContain("\n").contains("\"messages\":12345678901", "\"large\":1234568");
        assertThat(line).contains("\"small\":0.123", "\"undefined\":0.000", "\"bad\":0", "\"disconnected\":0");
        int depth = 0;
        try (var in = new JsonFactory().createParser(ObjectReadContext.empty(), line)) {
            for (var token = in.nextToken(); token != null; token = in.nextToken()) {
                if (token == JsonToken.START_OBJECT) depth++;
            }
        }
        assertThat(depth).isEqualTo(1);
    }

    @Test
    void aLineFeedIsFoundWhereverItStands() {
        var random = new Random(7);
        for (int run = 0; run < 2000; run++) {
            var bytes = new byte[1 + random.nextInt(60)];
            random.nextBytes(bytes);
            int from = random.nextInt(bytes.length);
            int found = -1;
            for (int i = bytes.length - 1; i >= from; i--) if (bytes[i] == '\n') found = i;
            assertThat(Wire.lineFeed(bytes, from, bytes.length)).isEqualTo(found);
        }
    }

    @Test
    void fieldsAreReadInAnyOrderAndUnknownOnesPassedOver() {
        var scan = new Scan();
        byte[] object = "{\"x\":{\"a\":[1,\"}\\\"\"]},\"seq\":42,\"n\":null,\"f\":true,\"room\":\"lobby\",\"e\":[]}\n"
                .getBytes(StandardCharsets.US_ASCII);
        scan.over(object, 0, object.length - 1);
        scan.enter();
        long seq = 0;
        boolean lobby = false;
        int others = 0;
        while (scan.more()) {
            scan.name();
            if (scan.is(Wire.ascii("seq"))) seq = scan.number();
            else if (scan.is(Wire.ascii("room"))) {
                scan.text();
                lobby = scan.is(Wire.ascii("lobby"));
            } else {
                others++;
                scan.skip();
            }
        }
        assertThat(seq).isEqualTo(42);
        assertThat(lobby).isTrue();
        assertThat(others).isEqualTo(4);
    }

    @Test
    void whatIsNoJsonIsRefused() {
        for (String text : List.of("", "[", "{", "{\"a", "{\"a\"", "{\"a\":", "{\"a\":{", "{\"a\":\"b")) {
            var scan = new Scan();
            byte[] bytes = (text + "\n").getBytes(StandardCharsets.US_ASCII);
            assertThatThrownBy(() -> {
                        scan.over(bytes, 0, bytes.length - 1);
                        scan.enter();
                        while (scan.more()) {
                            scan.name();
                            scan.skip();
                        }
                    })
                    .as(text)
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void theWriterCommitsWholeGroups() throws Exception {
        var result = Writer.run(folder, 8, 0.05);
        assertThat(result.number("rows")).isPositive();
        assertThat(result.number("rows") % 8).isZero();
    }

    @Test
    void theReportIsMarkdownWithEveryTestThatRan() {
        var result = new Result()
                .put("case", "fan1k")
                .put("deliveriesPerCpuSecond", 600_000.0)
                .put("timesRelay", 2.5);
        var spoilt = new Result()
                .put("case", "durable16")
                .put("acksPerSecond", 30_000.0)
                .put("lost", 1);
        String markdown = new Report(List.of(result, spoilt), "bench compare").markdown();
        assertThat(markdown).contains("| fan-out to 1,000, 10 senders, 32 outstanding | **2.50** |", "**30000**");
        assertThat(markdown).contains("**Violations in:** durable16.");
    }

    @Test
    void onlyLoopbackIsLoaded() {
        int exit = new CommandLine(new Bench())
                .setExecutionExceptionHandler((e, _, _) -> e instanceof IllegalArgumentException ? 77 : 1)
                .execute("latency", "--host", "192.0.2.1", "--port", "9");
        assertThat(exit).isEqualTo(77);
    }
}
