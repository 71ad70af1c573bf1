package tertulia.e2e;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator.ScreenshotOptions;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pictures of every state of the terminal client, for people to look at: {@code ./build -pl e2e -am -Dtest=TerminalScreens
 * -Dsurefire.failIfNoSpecifiedTests=false} puts them into {@code e2e/target/screens/terminal}, and beside each its text with
 * the escape sequences. Not among the tests that always run.
 */
final class TerminalScreens {
    private static final Path SCREENS = Path.of("target", "screens", "terminal");
    private static final int COLUMNS = 90;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Tmux chat(String state, int port, Map<String, String> more, String... arguments) throws IOException {
        var command = new ArrayList<>(Program.command("chat", "127.0.0.1:" + port));
        command.addAll(List.of(arguments));
        var environment = new HashMap<>(more);
        environment.put("TERTULIA_STATE", folder.resolve(state).toString());
        return new Tmux(Files.createTempDirectory(folder, "tmux"), environment, command);
    }

    @Test
    void everyState() throws IOException {
        var setup = ServerProcess.Setup.in(folder.resolve("data")).with("--name", "Casa Tertulia");
        int port;
        try (var server = setup.start()) {
            port = server.port();
        }
        setup = setup.with("--port", String.valueOf(port));
        try (var page = new Pictures()) {
            var server = setup.start();
            try (var ana = chat("ana", port, Map.of())) {
                ana.awaitText("Your name:");
                ana.enter("ALL");
                ana.awaitText("reserved");
                page.take("name", ana);
                ana.enter("Ana");
                ana.awaitText("connected");
                page.take("empty", ana);
                talk(server, ana, page);
            } finally {
                server.close();
            }
        }
    }

    private void talk(ServerProcess server, Tmux ana, Pictures page) throws IOException {
        int port = server.port();
        try (var bruno = JsonClient.join("Bruno", server);
                var dmitri = JsonClient.join("Дмитрий", server);
                var engjell = JsonClient.join("Ëngjëll", server)) {
            bruno.say(
                    "ALL",
                    "Good morning! Shall we read chapter 3 together today? It is the one with the long walk, and I "
                            + "have no idea what comes next: https://example.org/books/a-long-walk/chapter-3");
            dmitri.say("ALL", "Да, конечно. Начнём в десять?");
            engjell.say(
                    "ALL",
                    "Po, edhe unë. Sot e lexojmë bashkë kapitullin e tretë, pastaj flasim për atë udhëtim të gjatë; çfarë mendoni?");
            ana.enter("I am in. Who brings coffee?");
            bruno.say("ALL", "Ana, look at the lesson ☕");
            engjell.say("Ana", "psst, a private word");
            ana.enter("Ëngjëll*and one back");
            ana.awaitText("and one back");
            page.take("talk", ana);
            ana.type("@Bru");
            ana.key("Tab");
            ana.awaitText("> @Bruno");
            ana.key("C-u");
            ana.key("Tab");
            ana.awaitText("ALL");
            page.take("completion", ana);
            ana.key("C-u");
            ana.enter("/cipher caesar 7");
            ana.enter("Takohemi te ura");
            ana.awaitText("Takohemi");
            ana.enter("/nope");
            page.take("cipher", ana);
            ana.enter("/cipher off");
            ana.enter("/help");
            ana.awaitText("Alt+Enter");
            page.take("help", ana);
            ana.enter("/quit");
            ana.awaitText("exit 0");
            page.take("left", ana);
            bruno.say("ALL", "Who is still here?");
            dmitri.say("Ana", "see you tomorrow");
            for (var more : List.of(Map.<String, String>of(), Map.of("NO_COLOR", "1"), Map.of("TERM", "dumb"))) {
                String name = more.isEmpty() ? "back" : more.containsKey("TERM") ? "back-dumb" : "back-no-color";
                try (var again = chat("ana", port, more, "--name", "Ana")) {
                    again.awaitText("see you tomorrow");
                    page.take(name, again);
                    again.enter("/quit");
                    again.awaitText("exit 0");
                }
            }
            try (var again = chat("ana", port, Map.of(), "--name", "Ana")) {
                again.awaitText("see you tomorrow");
                again.paste("one\n".repeat(200));
                again.key("Enter");
                again.awaitText("200");
                again.awaitText("see you tomorrow");
                page.take("many-lines", again);
            }
            try (var again = chat("ana", port, Map.of(), "--name", "Ana")) {
                again.awaitText("see you tomorrow");
                server.kill();
                again.awaitText("trying again");
                again.enter("for later");
                again.awaitText("waiting");
                page.take("offline", again);
            }
        } finally {
            server.close();
        }
    }

    /** Draws what a terminal shows by a browser, which has the fonts. */
    private static final class Pictures implements AutoCloseable {
        private final Page page = Browser.profile(new NewContextOptions().setViewportSize(860, 500))
                .newPage();

        Pictures() throws IOException {
            Files.createDirectories(SCREENS);
        }

        void take(String name, Tmux screen) throws IOException {
            var lines = screen.coloured();
            Files.writeString(SCREENS.resolve(name + ".ansi"), String.join("\n", lines) + "\u001b[0m\n");
            page.setContent(
                    "<body style='margin:0;background:#14161a;color:#d8dce2'><pre style='margin:12px;font:15px/1.25 "
                            + "\"DejaVu Sans Mono\",\"Noto Sans Mono CJK SC\",monospace;width:" + COLUMNS + "ch'>"
                            + Ansi.html(lines)
                            + "</pre></body>");
            page.locator("pre").screenshot(new ScreenshotOptions().setPath(SCREENS.resolve(name + ".png")));
        }

        @Override
        public void close() {
            page.context().close();
        }
    }

    /** Text with SGR sequences as HTML. */
    private static final class Ansi {
        private static final List<String> BASIC =
                List.of("#3b4048", "#ef6b73", "#7bc275", "#e0b354", "#5ea7e8", "#c98be0", "#55c2cc", "#d8dce2");
        private static final Pattern SEQUENCE = Pattern.compile("\u001b\\[([0-9;]*)m");
        private String colour = "";
        private boolean bold;
        private boolean faint;
        private boolean inverse;

        static String html(List<String> lines) {
            var ansi = new Ansi();
            return lines.stream().map(ansi::line).collect(Collectors.joining("\n"));
        }

        private String line(String line) {
            var html = new StringBuilder();
            for (String part : line.split("(?=\u001b\\[)", -1)) {
                var sequence = SEQUENCE.matcher(part);
                String text = part;
                if (sequence.lookingAt()) {
                    set(sequence.group(1));
                    text = part.substring(sequence.end());
                }
                html.append("<span style='")
                        .append(style())
                        .append("'>")
                        .append(escaped(text))
                        .append("</span>");
            }
            return html.toString();
        }

        private static String escaped(String text) {
            return text.replace("&", "&amp;").replace("<", "&lt;");
        }

        private String style() {
            String front = colour.isEmpty() ? "#d8dce2" : colour;
            return (inverse ? "background:" + front + ";color:#14161a;" : "color:" + front + ";")
                    + (bold ? "font-weight:bold;" : "")
                    + (faint ? "opacity:.6;" : "");
        }

        private void set(String codes) {
            var numbers = List.of(codes.isEmpty() ? new String[] {"0"} : codes.split(";"));
            for (int i = 0; i < numbers.size(); i++) {
                int code = Integer.parseInt(numbers.get(i));
                switch (code) {
                    case 0 -> {
                        colour = "";
                        bold = faint = inverse = false;
                    }
                    case 1 -> bold = true;
                    case 2 -> faint = true;
                    case 7 -> inverse = true;
                    case 38 -> {
                        colour = indexed(Integer.parseInt(numbers.get(i + 2)));
                        i += 2;
                    }
                    case 39 -> colour = "";
                    default -> {
                        if (code >= 30 && code < 38) colour = BASIC.get(code - 30);
                    }
                }
            }
        }

        /** A colour of the cube of 6 × 6 × 6 in the 256 colours. */
        private static String indexed(int index) {
            int in = index - 16;
            return IntStream.of(in / 36, in / 6 % 6, in % 6)
                    .map(step -> step == 0 ? 0 : 55 + 40 * step)
                    .mapToObj(level -> String.format("%02x", level))
                    .collect(Collectors.joining("", "#", ""));
        }
    }
}
