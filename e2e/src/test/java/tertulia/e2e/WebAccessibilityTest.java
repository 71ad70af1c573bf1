package tertulia.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator.ClickOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.MouseButton;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nobody is kept out: axe-core finds no serious fault, and the keyboard is enough. */
@WithServer
final class WebAccessibilityTest {
    private final ServerProcess server;

    WebAccessibilityTest(ServerProcess server) {
        this.server = server;
    }

    /** What axe finds, of any weight, by WCAG 2.2 A and AA and what axe calls best practice. */
    private static List<String> faults(WebClient someone, String state) {
        // What is half faded in has another contrast.
        someone.page().waitForFunction("() => document.getAnimations().every(one => one.playState !== 'running')");
        return new AxeBuilder(someone.page())
                .analyze().getViolations().stream()
                        .map(fault -> state + ": " + fault.getId() + ", " + fault.getHelp() + " "
                                + fault.getNodes().stream()
                                        .map(node -> node.getHtml())
                                        .toList())
                        .toList();
    }

    /** Where the page comes from, without the place in it. */
    private static String origin(WebClient someone) {
        var url = URI.create(someone.page().url());
        return url.getScheme() + "://" + url.getAuthority();
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void axeFindsNothingInAnyState(ColorScheme scheme) {
        var options = new NewContextOptions().setViewportSize(1280, 800).setColorScheme(scheme);
        var faults = new ArrayList<String>();
        try (var nc = PlainClient.join("Vera" + scheme, server);
                var ana = WebClient.at(server, options)) {
            faults.addAll(faults(ana, "first page"));
            ana.nameField().fill("ALL");
            assertThat(ana.page().locator("#judgement")).containsText("reserved");
            faults.addAll(faults(ana, "a name that is refused"));
            ana.join("Ana" + scheme);
            nc.say("a message with https://example.org/ and `code`");
            nc.say("Ana" + scheme + "*a private one");
            ana.expect("a message with");
            ana.say("one of my own").expectStored("one of my own");
            faults.addAll(faults(ana, "lobby"));
            ana.bubble("a message with").first().click(new ClickOptions().setButton(MouseButton.RIGHT));
            assertThat(ana.page().getByRole(AriaRole.MENU)).isVisible();
            faults.addAll(faults(ana, "menu of a message"));
            ana.page().keyboard().press("Escape");
            ana.composer().fill("@");
            assertThat(ana.page().locator(".completion")).isVisible(WebClient.patiently());
            faults.addAll(faults(ana, "completion"));
            ana.composer().fill("");
            ana.button("Emoji").click();
            assertThat(ana.page().locator(".picker")).isVisible(WebClient.patiently());
            faults.addAll(faults(ana, "emoji"));
            ana.page().keyboard().press("Escape");
            ana.page().keyboard().press("Control+f");
            assertThat(ana.page().locator(".find-text")).isVisible(WebClient.patiently());
            faults.addAll(faults(ana, "finding"));
            ana.page().keyboard().press("Escape");
            ana.page().keyboard().press("Control+k");
            assertThat(ana.page().locator(".goals li").first()).isVisible(WebClient.patiently());
            faults.addAll(faults(ana, "going to somebody"));
            ana.page().keyboard().press("Escape");
            ana.settings();
            faults.addAll(faults(ana, "settings"));
            ana.page().getByText("Keys and signs").click();
            faults.addAll(faults(ana, "keys"));
            ana.page().keyboard().press("Escape");
            ana.settings().getByText("Leave for good").click();
            faults.addAll(faults(ana, "leaving"));
            ana.button("Stay").click();
            ana.conversation("Vera" + scheme).click();
            ana.expect("a private one");
            faults.addAll(faults(ana, "private talk"));
            ana.say("/cipher next").say("xyza").expectStored("xyza");
            assertThat(ana.page().locator(".cipher-panel")).isVisible();
            faults.addAll(faults(ana, "cipher"));
            nc.say("/quit");
            assertThat(ana.page().locator(".no-composer")).isVisible(WebClient.patiently());
            faults.addAll(faults(ana, "somebody who is gone"));
            ana.page().navigate(origin(ana) + "/classroom.html");
            assertThat(ana.page().getByText("Eavesdrop").first()).isVisible(WebClient.patiently());
            faults.addAll(faults(ana, "lesson"));
            ana.page().navigate(origin(ana) + "/trust");
            assertThat(ana.page().getByText("SHA256:").first()).isVisible(WebClient.patiently());
            faults.addAll(faults(ana, "encryption"));
            assertThat(faults).isEmpty();
        }
    }

    @Test
    void theKeyboardIsEnough() {
        try (var nc = PlainClient.join("Olaf", server);
                var kim = WebClient.at(server)) {
            kim.page().keyboard().press("Tab");
            kim.nameField().focus();
            kim.page().keyboard().type("Kim");
            assertThat(kim.joinButton()).isVisible(WebClient.patiently());
            kim.page().keyboard().press("Enter");
            kim.awaitIn();
            assertThat(kim.composer()).isFocused();
            kim.page().keyboard().type("by keyboard");
            kim.page().keyboard().press("Enter");
            nc.expect("Kim: by keyboard");
            nc.say("Kim*psst");
            assertThat(kim.conversation("Olaf")).isVisible(WebClient.patiently());
            kim.page().keyboard().press("Alt+ArrowDown");
            kim.expect("psst");
            kim.page().keyboard().type("answer");
            kim.page().keyboard().press("Enter");
            nc.expect("Kim (private): answer");
        }
    }

    @Test
    void newMessagesAreReadOutByScreenReaders() {
        try (var nc = PlainClient.join("Tom", server);
                var uma = WebClient.join("Uma", server)) {
            nc.say("read me out");
            var log = uma.page()
                    .locator("[role=log], [aria-live=polite]")
                    .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText("read me out"));
            assertThat(log.first()).containsText("Tom");
        }
    }
}
