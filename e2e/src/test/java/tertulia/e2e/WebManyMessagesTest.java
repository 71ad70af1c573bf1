package tertulia.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A conversation of 10,000 messages: few of them are in the page, and all can be reached. Figures are printed, not asserted. */
final class WebManyMessagesTest {
    private static final int MANY = 10_000;
    private static final int APPENDED = 500;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @Test
    void tenThousandMessagesAreAFewHundredNodesAndCanBeScrolledThrough() {
        var setup =
                ServerProcess.Setup.in(data).configured("limit.say-per-second = 0", "limit.address-say-per-second = 0");
        try (var server = setup.start();
                var writer = JsonClient.join("Writer", server);
                var ana = WebClient.join("Ana", server)) {
            for (int i = 1; i <= MANY; i++) writer.say("ALL", text(i));
            ana.expect(text(MANY));
            isSmall(ana);
            measureAppending(ana, writer);
            measureScrolling(ana);
            isSmall(ana);
            toTheBeginning(ana);
            ana.expect(text(1));
            isSmall(ana);
            ana.button("To the latest message").click();
            ana.expect(text(MANY + APPENDED));
            ana.page().reload();
            ana.awaitIn().expect(text(MANY + APPENDED));
            // It is written down a little after it was seen.
            ana.page().waitForFunction("() => performance.getEntriesByName('first-contentful-paint').length > 0");
            say("first contentful paint with a conversation that long", number(ana, """
                    performance.getEntriesByName('first-contentful-paint')[0].startTime"""), "ms");
            for (int i = 0; i < 400 && numbers(ana).getFirst() > MANY; i++) wheel(ana, -400);
            assertThat(numbers(ana).getFirst()).isLessThanOrEqualTo(MANY);
            isWithoutHoles(numbers(ana));
            staysWhereItIsWhileHistoryComes(ana);
            isSmall(ana);
            ana.assertNoComplaints();
        }
    }

    /** The numbers of the messages that are in the page, from above. */
    private static List<Integer> numbers(WebClient someone) {
        return someone.texts().stream()
                .map(text -> Integer.valueOf(text.replaceFirst("message number (\\d+) .*", "$1")))
                .toList();
    }

    private static void isWithoutHoles(List<Integer> numbers) {
        for (int i = 1; i < numbers.size(); i++) assertThat(numbers.get(i)).isEqualTo(numbers.get(i - 1) + 1);
    }

    private static String text(int number) {
        return "message number " + number + " of many"
                + (number % 7 == 0
                        ? ", and some of them are longer than others, "
                                + "so that they take more than one line in a window of the usual width and in a narrow one three"
                        : "");
    }

    private static void isSmall(WebClient someone) {
        int nodes = (int) number(someone, "document.querySelectorAll('*').length");
        say("elements in the page", nodes, "");
        assertThat(nodes).isLessThan(500);
        assertThat(someone.bubbles().count()).isLessThan(200);
    }

    private static void measureAppending(WebClient someone, JsonClient writer) {
        var devTools = someone.profile().newCDPSession(someone.page());
        devTools.send("Performance.enable");
        double before = taskSeconds(devTools);
        for (int i = 1; i <= APPENDED; i++) writer.say("ALL", text(MANY + i));
        someone.expect(text(MANY + APPENDED));
        say(
                "work of the page's thread for each message appended",
                (taskSeconds(devTools) - before) * 1000 / APPENDED,
                "ms");
    }

    private static double taskSeconds(CDPSession devTools) {
        for (var metric : devTools.send("Performance.getMetrics").getAsJsonArray("metrics")) {
            JsonObject one = metric.getAsJsonObject();
            if (one.get("name").getAsString().equals("TaskDuration"))
                return one.get("value").getAsDouble();
        }
        throw new AssertionError("chromium has no TaskDuration");
    }

    /** What a wheel that is turned for two seconds makes the frames take. */
    private static void measureScrolling(WebClient someone) {
        someone.page().evaluate("""
                () => {
                    const times = (window.frameTimes = []);
                    let last = performance.now();
                    const frame = now => { times.push(now - last); last = now; window.framing = requestAnimationFrame(frame); };
                    window.framing = requestAnimationFrame(frame);
                }""");
        for (int i = 0; i < 60; i++) wheel(someone, -400);
        say("frames while scrolling, median", number(someone, """
                (cancelAnimationFrame(window.framing), frameTimes.sort((a, b) => a - b), frameTimes[frameTimes.length >> 1])"""), "ms");
        say("frames while scrolling, 95 %", number(someone, "frameTimes[Math.floor(frameTimes.length * 0.95)]"), "ms");
        say("frames while scrolling, longest", number(someone, "frameTimes[frameTimes.length - 1]"), "ms");
    }

    /** What one looks at moves by no more than one turned the wheel, though pages come in above it. */
    private static void staysWhereItIsWhileHistoryComes(WebClient someone) {
        int loads = numbers(someone).getFirst();
        for (int i = 0; i < 60; i++) {
            var seen = someone.bubbles().nth((int) number(someone, FIRST_SEEN));
            String text = seen.textContent();
            double before = seen.boundingBox().y;
            wheel(someone, -300);
            settled(someone);
            var again = someone.bubble(text).first();
            if (again.count() == 0) continue; // It left the page at the other end.
            assertThat(again.boundingBox().y - before).isBetween(-2.0, 302.0);
        }
        assertThat(numbers(someone).getFirst()).isLessThan(loads - 100);
    }

    private static final String FIRST_SEEN = """
            [...document.querySelectorAll('.bubble')].findIndex(bubble => bubble.getBoundingClientRect().top > 100)""";

    private static void settled(WebClient someone) {
        someone.page().evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
    }

    private static void toTheBeginning(WebClient someone) {
        var begin = someone.page().getByText("This is where the conversation begins.");
        for (int i = 0; i < 400 && !begin.isVisible(); i++) wheel(someone, -20_000);
        assertThat(begin).isVisible(WebClient.patiently());
    }

    private static void wheel(WebClient someone, double pixels) {
        someone.page().mouse().move(640, 400);
        someone.page().mouse().wheel(0, pixels);
    }

    private static double number(WebClient someone, String expression) {
        return ((Number) someone.page().evaluate("() => " + expression)).doubleValue();
    }

    private static void say(String what, double value, String unit) {
        System.out.println(String.format(Locale.ROOT, "web, 10,000 messages: %s: %.1f %s", what, value, unit));
    }
}
