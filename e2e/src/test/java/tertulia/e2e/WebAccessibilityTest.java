package tertulia.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nobody is kept out: axe-core finds no serious fault, and the keyboard is enough. */
@WithServer
final class WebAccessibilityTest {
    private static final Set<String> SERIOUS = Set.of("serious", "critical");

    private final ServerProcess server;

    WebAccessibilityTest(ServerProcess server) {
        this.server = server;
    }

    private static void hasNoSeriousFault(WebClient someone) {
        var faults = new AxeBuilder(someone.page())
                .analyze().getViolations().stream()
                        .filter(fault -> SERIOUS.contains(fault.getImpact()))
                        .map(fault -> fault.getId() + ": " + fault.getHelp() + " "
                                + fault.getNodes().stream()
                                        .map(node -> node.getHtml())
                                        .toList())
                        .toList();
        assertThat(faults).isEmpty();
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
    void axeFindsNothingSerious(ColorScheme scheme) {
        var options = new NewContextOptions().setViewportSize(1280, 800).setColorScheme(scheme);
        try (var nc = PlainClient.join("Vera" + scheme, server);
                var ana = WebClient.at(server, options)) {
            hasNoSeriousFault(ana);
            ana.nameField().fill("ALL");
            assertThat(ana.page().locator("#judgement")).containsText("reserved");
            hasNoSeriousFault(ana);
            ana.join("Ana" + scheme);
            nc.say("a message with https://example.org/ and `code`");
            nc.say("Ana" + scheme + "*a private one");
            ana.expect("a message with");
            ana.say("one of my own").expectStored("one of my own");
            hasNoSeriousFault(ana);
            ana.conversation("Vera" + scheme).click();
            ana.expect("a private one");
            hasNoSeriousFault(ana);
            ana.say("/cipher next").say("xyza").expectStored("xyza");
            assertThat(ana.page().locator(".cipher-panel")).isVisible();
            hasNoSeriousFault(ana);
            ana.page().navigate(origin(ana) + "/classroom.html");
            assertThat(ana.page().getByText("Eavesdrop").first()).isVisible(WebClient.patiently());
            hasNoSeriousFault(ana);
            ana.page().navigate(origin(ana) + "/trust");
            assertThat(ana.page().getByText("SHA256:").first()).isVisible(WebClient.patiently());
            hasNoSeriousFault(ana);
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
