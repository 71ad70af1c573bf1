package tertulia.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ForcedColors;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What the page looks like where browsers, devices and readers' wishes differ. */
@WithServer
final class WebLooksTest {
    private final ServerProcess server;

    WebLooksTest(ServerProcess server) {
        this.server = server;
    }

    private static NewContextOptions phone(int width, int height) {
        return new NewContextOptions()
                .setViewportSize(width, height)
                .setIsMobile(true)
                .setHasTouch(true);
    }

    private static String style(Locator element, String property) {
        return (String) element.evaluate("(it, name) => getComputedStyle(it)[name]", property);
    }

    private static double side(Locator element, String side) {
        return ((Number) element.evaluate("(it, side) => it.getBoundingClientRect()[side]", side)).doubleValue();
    }

    private static WebClient joinByTouch(String name, WebClient someone) {
        someone.nameField().fill(name);
        someone.joinButton().tap();
        return someone.awaitIn();
    }

    private static void sayByTouch(WebClient someone, String text) {
        someone.composer().fill(text);
        someone.button("Send").tap();
        someone.expectStored(text);
    }

    @Test
    void onATabletTheConversationHasTheFocusAndNoRingAroundIt() {
        try (var ana = WebClient.at(server, phone(1024, 768))) {
            joinByTouch("Tablet", ana);
            ana.page().reload();
            ana.awaitIn();
            var main = ana.page().locator("main.conversation");
            assertThat(main).isFocused();
            assertThat(style(main, "outlineStyle")).isEqualTo("none");
        }
    }

    @Test
    void aFileThatIsDroppedOrPastedIsNotOpenedAndThatIsSaid() {
        try (var ana = WebClient.join("Filippa", server)) {
            for (String what : List.of("drop", "paste")) {
                var taken = ana.page().evaluate("""
                        what => {
                            const data = new DataTransfer();
                            data.items.add(new File(['x'], 'picture.png', { type: 'image/png' }));
                            const target = document.querySelector(what === 'drop' ? '.messages' : 'textarea');
                            const init = { bubbles: true, cancelable: true };
                            const event = what === 'drop'
                                ? new DragEvent('drop', { ...init, dataTransfer: data })
                                : new ClipboardEvent('paste', { ...init, clipboardData: data });
                            target.dispatchEvent(event);
                            return event.defaultPrevented;
                        }""", what);
                assertThat(taken).as(what).isEqualTo(true);
                assertThat(ana.page().getByText("Files and pictures cannot be sent yet."))
                        .isVisible();
                ana.composer().fill("text alone");
                assertThat(ana.page().getByText("Files and pictures cannot be sent yet."))
                        .isHidden();
                ana.composer().fill("");
            }
        }
    }

    @Test
    void emojiComeFromAFontInColoursBeforeAllOthers() {
        try (var ana = WebClient.join("Emma", server)) {
            ana.say("☕ 🐱").expectStored("🐱");
            assertThat(style(ana.bubble("🐱"), "fontFamily")).startsWith("\"Colour Emoji\"");
            assertThat(
                            (Boolean)
                                    ana.page()
                                            .evaluate(
                                                    "() => [...document.fonts].some(one => one.family.includes('Colour Emoji') && /1f000-1faff/i.test(one.unicodeRange))"))
                    .isTrue();
        }
    }

    @Test
    void messagesEndWhereTheComposerEndsWhateverTheScrollbar() {
        try (var ana = WebClient.join("Vera", server)) {
            for (int i = 1; i <= 40; i++) ana.say("line " + i);
            ana.expectStored("line 40");
            var own = ana.page().locator(".mine .bubble").last();
            for (int width : List.of(1280, 2200)) {
                ana.page().setViewportSize(width, 800);
                Awaitility.await()
                        .atMost(Lines.PATIENCE)
                        .untilAsserted(() -> assertThat(side(own, "right"))
                                .isCloseTo(side(ana.page().locator(".writing"), "right"), within()));
            }
        }
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.data.Offset.offset(1.0);
    }

    @Test
    void theMenuOfLanguagesIsNoBoxOfTheSystem() {
        try (var ana = WebClient.at(server)) {
            assertThat(style(ana.page().locator(".language select"), "appearance"))
                    .isEqualTo("none");
        }
    }

    @Test
    void aBrowserThatIsNoneOfTheSixIsShownNobodysSteps() {
        String epiphany =
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15";
        try (var ana = WebClient.at(server, new NewContextOptions().setUserAgent(epiphany));
                var chromium = WebClient.at(server)) {
            for (var someone : List.of(ana, chromium)) {
                someone.page().navigate("http://127.0.0.1:" + server.port() + "/trust");
                assertThat(someone.page().locator(".steps details").first()).isVisible(WebClient.patiently());
            }
            assertThat(ana.page().locator(".steps details[open]")).hasCount(0);
            assertThat(chromium.page().locator(".steps details[open]")).hasCount(1);
        }
    }

    @Test
    void withLettersTwiceAsLargeAPhoneShowsEverythingAndNoneStandsAlone() {
        try (var ana = WebClient.at(server, phone(360, 740))) {
            joinByTouch("Zoe", ana);
            ana.page().evaluate("() => document.documentElement.style.fontSize = '200%'");
            sayByTouch(ana, "one");
            assertThat((Number) ana.page().evaluate("() => document.documentElement.scrollWidth"))
                    .isEqualTo(360);
            var lines = ana.bubble("one").evaluate("it => it.getClientRects().length");
            assertThat(lines).isEqualTo(1);
            assertThat(ana.page().locator(".titles h1")).isInViewport();
            assertThat(side(ana.page().locator(".titles"), "width")).isGreaterThan(60);
            for (String button : List.of(".back", ".show-more", ".show-people", ".send", ".emoji-button"))
                assertThat(ana.page().locator(button))
                        .isInViewport(new com.microsoft.playwright.assertions.LocatorAssertions.IsInViewportOptions()
                                .setRatio(0.99));
        }
    }

    @Test
    void withForcedColoursWhatIsMarkedByAGroundHasAnOutline() {
        try (var nc = PlainClient.join("Nils", server);
                var ana = WebClient.at(
                        server,
                        new NewContextOptions().setViewportSize(1280, 800).setForcedColors(ForcedColors.ACTIVE))) {
            ana.join("Ulla").say("mine").expectStored("mine");
            nc.say("Ulla, it is you");
            ana.expect("it is you");
            assertThat(style(ana.page().locator(".bubble").first(), "borderStyle"))
                    .isEqualTo("solid");
            assertThat(style(ana.conversation("Lobby"), "outlineStyle")).isEqualTo("solid");
            ana.composer().focus();
            assertThat(style(ana.page().locator(".writing"), "outlineStyle")).isEqualTo("solid");
        }
    }

    @Test
    void withoutScriptsThePageSaysWhatToUseInstead() {
        try (var ana = WebClient.at(server, new NewContextOptions().setJavaScriptEnabled(false))) {
            assertThat(ana.page().locator(".no-script")).isVisible();
        }
    }

    @Test
    void severalMessagesAreCopiedWithWhoSaidThemAndWhen() {
        try (var nc = PlainClient.join("Olga", server);
                var ana = WebClient.join("Kopi", server)) {
            nc.say("first of two");
            nc.say("second of two");
            ana.expect("second of two");
            ana.page().locator(".row.message").last().hover();
            ana.page().locator(".acts").waitFor();
            var copied = (String) ana.page().evaluate("""
                    () => {
                        const rows = [...document.querySelectorAll('.row.message')].filter(row => /of two/.test(row.textContent));
                        getSelection().setBaseAndExtent(rows[0], 0, rows[1], rows[1].childNodes.length);
                        const event = new ClipboardEvent('copy', { bubbles: true, cancelable: true, clipboardData: new DataTransfer() });
                        rows[0].dispatchEvent(event);
                        return event.clipboardData.getData('text/plain');
                    }""");
            assertThat(copied).matches("\\[\\d?\\d:\\d\\d] Olga: first of two\n\\[\\d?\\d:\\d\\d] Olga: second of two");
        }
    }

    @Test
    void whileOneScrollsTheDayOfWhatIsInViewIsShown() {
        try (var ana = WebClient.join("Dana", server)) {
            for (int i = 1; i <= 60; i++) ana.say("many " + i);
            ana.expectStored("many 60");
            var date = ana.page().locator(".date");
            assertThat(date).not().hasClass(java.util.regex.Pattern.compile("shown"));
            ana.page().locator(".messages").hover();
            ana.page().mouse().wheel(0, -600);
            assertThat(date).hasText("Today");
            assertThat(date).hasClass(java.util.regex.Pattern.compile("shown"));
        }
    }

    @Test
    void compactSpacingShowsMoreOfAConversation() {
        try (var ana = WebClient.join("Kim", server)) {
            ana.say("close").expectStored("close");
            double before = side(ana.page().locator(".row.message").last(), "height");
            ana.settings().getByLabel("compact").check();
            ana.button("Close").click();
            Awaitility.await()
                    .atMost(Lines.PATIENCE)
                    .until(() -> side(ana.page().locator(".row.message").last(), "height") < before - 5);
            ana.page().reload();
            assertThat(ana.page().locator("html")).hasAttribute("data-space", "compact");
        }
    }

    @Test
    void aConversationThatWasHiddenIsThereAgainWithTheNextMessage() {
        try (var bob = JsonClient.join("Bob", server);
                var ana = WebClient.join("Hanna", server)) {
            bob.say("Hanna", "for now");
            ana.conversation("Bob").click();
            ana.expect("for now");
            ana.page().locator(".show-more").click();
            ana.page().getByText("Hide until the next message").click();
            assertThat(ana.conversation("Bob")).hasCount(0);
            ana.page().reload();
            ana.awaitIn();
            assertThat(ana.conversation("Bob")).hasCount(0);
            bob.say("Hanna", "and again");
            assertThat(ana.conversation("Bob")).containsText("and again");
        }
    }

    @Test
    void aFingerFromTheEdgeLeadsBackToTheList() {
        try (var ana = WebClient.at(server, phone(390, 844))) {
            joinByTouch("Swipe", ana);
            assertThat(ana.conversations()).isHidden();
            swipe(ana, 200, 320);
            assertThat(ana.conversations()).isHidden();
            swipe(ana, 4, 200);
            assertThat(ana.conversations()).isVisible();
        }
    }

    private static void swipe(WebClient someone, int from, int to) {
        someone.page().evaluate("""
                ([from, to]) => {
                    const target = document.querySelector('.messages');
                    const touch = x => new Touch({ identifier: 1, target, clientX: x, clientY: 400 });
                    const init = x => ({ bubbles: true, touches: [touch(x)], changedTouches: [touch(x)] });
                    target.dispatchEvent(new TouchEvent('touchstart', init(from)));
                    target.dispatchEvent(new TouchEvent('touchend', { ...init(to), touches: [] }));
                }""", List.of(from, to));
    }

    @Test
    void onAPhonePeopleComeFromBelow() {
        try (var ana = WebClient.at(server, phone(390, 844))) {
            joinByTouch("Sheet", ana);
            ana.button("People").tap();
            Awaitility.await()
                    .atMost(Lines.PATIENCE)
                    .until(() -> Math.abs(side(ana.people(), "bottom") - 844) < 1 && side(ana.people(), "top") > 150);
            assertThat(side(ana.people(), "width")).isEqualTo(390);
        }
    }
}
