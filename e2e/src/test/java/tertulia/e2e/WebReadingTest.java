package tertulia.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PageAssertions;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was read, and where the reader is, stays true: over reloads, under other windows, at the top of the history. */
final class WebReadingTest {
    /** A window that has the focus only when a test wants it to. */
    private static final String FOCUS = """
            window.looked = true;
            document.hasFocus = () => window.looked;
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path data;

    private ServerProcess.Setup setup() {
        return ServerProcess.Setup.in(data).configured("limit.say-per-second = 0", "limit.address-say-per-second = 0");
    }

    private static void hasTitle(WebClient someone, String title) {
        assertThat(someone.page())
                .hasTitle(title, new PageAssertions.HasTitleOptions().setTimeout(Lines.PATIENCE_MILLIS));
    }

    private static void countIs(WebClient someone, String conversation, String count) {
        assertThat(someone.conversation(conversation).locator(".count")).hasText(count);
    }

    @Test
    void aReloadKeepsWhatIsUnreadTheLineAboveItAndTheConversationThatIsOpen() {
        try (var server = setup().with("--name", "Casa").start();
                var olga = JsonClient.join("Olga", server);
                var bruno = JsonClient.join("Bruno", server);
                var ana = WebClient.join("Ana", server)) {
            olga.say("Ana", "read this");
            ana.conversation("Olga").click();
            ana.expect("read this");
            bruno.say("Ana", "not read yet");
            bruno.say("ALL", "for everyone");
            for (int i = 0; i < 2; i++) {
                countIs(ana, "Bruno", "1");
                countIs(ana, "Lobby", "1");
                hasTitle(ana, "(1) Casa");
                assertThat(ana.page()).hasURL(Pattern.compile("#/with/Olga$"));
                ana.expect("read this");
                ana.page().reload();
                ana.awaitIn();
            }
            ana.conversation("Bruno").click();
            ana.expect("not read yet");
            assertThat(ana.page()
                            .getByText("New messages", new Page.GetByTextOptions().setExact(true))
                            .first())
                    .isVisible();
            hasTitle(ana, "• Casa");
        }
    }

    @Test
    void whatComesWhileAnotherWindowHasTheFocusIsUnreadUntilThisOneHasIt() {
        try (var server = setup().with("--name", "Casa").start();
                var bruno = JsonClient.join("Bruno", server);
                var ana = WebClient.at(server)) {
            ana.page().addInitScript(FOCUS);
            ana.page().reload();
            ana.join("Ana");
            bruno.say("ALL", "seen at once");
            ana.expect("seen at once");
            hasTitle(ana, "Casa");
            ana.page().evaluate("() => { window.looked = false; window.dispatchEvent(new Event('blur')); }");
            bruno.say("ALL", "Ana, look here");
            ana.expect("Ana, look here");
            countIs(ana, "Lobby", "1");
            hasTitle(ana, "(1) Casa");
            ana.page().evaluate("() => { window.looked = true; window.dispatchEvent(new Event('focus')); }");
            hasTitle(ana, "Casa");
        }
    }

    @Test
    void theButtonLeadsToTheFirstNewMessageThenToTheEndAndOneGoesOnWriting() {
        try (var server = setup().start();
                var bruno = JsonClient.join("Bruno", server);
                var ana = WebClient.join("Ana", server)) {
            for (int i = 1; i <= 60; i++) bruno.say("ALL", "old " + i);
            ana.expect("old 60");
            ana.page().locator(".messages").press("Home");
            ana.expect("old 1");
            for (int i = 1; i <= 60; i++) bruno.say("ALL", "fresh " + i);
            countIs(ana, "Lobby", "60");
            ana.button("Go to the first new message (60 new)").click();
            assertThat(ana.bubble("fresh 1").first()).isInViewport();
            assertThat(ana.bubble("fresh 60")).not().isInViewport();
            countIs(ana, "Lobby", "60");
            assertThat(ana.composer()).isFocused();
            ana.button("To the latest message, 60 are new").click();
            assertThat(ana.bubble("fresh 60")).isInViewport();
            assertThat(ana.conversation("Lobby").locator(".count")).isHidden();
            ana.page().keyboard().type("here I am");
            assertThat(ana.composer()).hasValue("here I am");
        }
    }

    @Test
    void theTopOfTheHistoryFetchesOnePageAndKeepsThePlace() {
        try (var server = setup().start();
                var bruno = JsonClient.join("Bruno", server);
                var ana = WebClient.at(server)) {
            for (int i = 1; i <= 1000; i++) bruno.say("ALL", "message " + i + ".");
            List<String> asked = new CopyOnWriteArrayList<>();
            ana.page()
                    .onWebSocket(socket -> socket.onFrameSent(frame -> {
                        if (frame.text().contains("\"history\"")) asked.add(frame.text());
                    }));
            ana.page().reload();
            ana.join("Ana").expect("message 1000.");
            var list = ana.page().locator(".messages");
            for (int i = 1; i <= 3; i++) {
                int pages = asked.size();
                int first = 1001 - 50 * pages;
                list.evaluate("list => { list.scrollTop = 0; }");
                ana.page().waitForCondition(() -> asked.size() > pages && scrolled(list) > 500);
                bruno.say("ALL", "barrier " + i);
                assertThat(ana.conversation("Lobby")).containsText("barrier " + i);
                assertThat(asked).hasSize(pages + 1);
                assertThat(ana.bubble("message " + first + ".")).isInViewport();
            }
        }
    }

    private static double scrolled(Locator list) {
        return ((Number) list.evaluate("list => list.scrollTop")).doubleValue();
    }

    @Test
    void whatIsCalledTodayIsCalledYesterdayAfterMidnight() {
        try (var server = setup().start();
                var bruno = JsonClient.join("Bruno", server);
                var ana = WebClient.at(server)) {
            ana.page().clock().install();
            ana.page().reload();
            ana.join("Ana");
            bruno.say("ALL", "before midnight");
            ana.expect("before midnight");
            assertThat(ana.page().locator(".row.day")).hasText("Today");
            ana.page().clock().fastForward("24:00:00");
            assertThat(ana.page().locator(".row.day")).hasText("Yesterday");
        }
    }

    @Test
    void backClosesThePeopleThenGoesToTheConversationBefore() {
        try (var server = setup().start();
                var bruno = JsonClient.join("Bruno", server);
                var ana = WebClient.join("Ana", server)) {
            bruno.say("Ana", "psst");
            ana.page().setViewportSize(900, 700);
            ana.conversation("Bruno").click();
            ana.expect("psst");
            ana.button("People").click();
            assertThat(ana.person("Bruno")).isInViewport();
            ana.page().goBack();
            assertThat(ana.person("Bruno")).not().isInViewport();
            ana.expect("psst");
            ana.page().goBack();
            assertThat(ana.page()).hasURL(Pattern.compile("#/lobby$"));
            ana.page().goForward();
            ana.expect("psst");
        }
    }

    @Test
    void anAddressLeadsToAPersonWhoIsThere() {
        try (var server = setup().start();
                var bruno = JsonClient.join("Bruno", server);
                var ana = WebClient.join("Ana", server)) {
            bruno.say("ALL", "here");
            ana.expect("here");
            ana.page().navigate("http://127.0.0.1:" + server.port() + "/#/with/bruno");
            assertThat(ana.page().getByText("Private · online")).isVisible(WebClient.patiently());
            ana.page().reload();
            assertThat(ana.page().getByText("Private · online")).isVisible(WebClient.patiently());
            // One step, or two if the address by name has kept a place of its own.
            for (int i = 0; i < 2 && !ana.page().url().endsWith("#/lobby"); i++)
                ana.page().goBack();
            assertThat(ana.page()).hasURL(Pattern.compile("#/lobby$"));
        }
    }
}
