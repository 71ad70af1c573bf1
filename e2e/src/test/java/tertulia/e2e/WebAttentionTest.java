package tertulia.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page that nobody looks at calls for attention: in its title always, by notifications only if they were turned on. */
final class WebAttentionTest {
    /** A browser whose notifications are written down, and whose page says it is hidden when a test wants it. */
    private static final String STAND_IN = """
            window.told = [];
            window.tags = [];
            window.asked = 0;
            window.Notification = class {
                static permission = 'default';
                static async requestPermission() { window.asked++; return (this.permission = 'granted'); }
                constructor(title, options) { window.told.push(title + ': ' + options.body); window.tags.push(options.tag); }
                addEventListener() {}
            };
            window.away = false;
            Object.defineProperty(document, 'visibilityState', { get: () => window.away ? 'hidden' : 'visible' });
            Object.defineProperty(document, 'hidden', { get: () => window.away });
            document.hasFocus = () => !window.away;
            Object.defineProperty(navigator, 'serviceWorker', { value: undefined });
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path data;

    private static void goAway(WebClient someone) {
        someone.page().evaluate("() => { window.away = true; document.dispatchEvent(new Event('visibilitychange')); }");
    }

    @SuppressWarnings("unchecked")
    private static List<String> told(WebClient someone) {
        return (List<String>) someone.page().evaluate("() => window.told");
    }

    @Test
    void whatIsMissedIsInTheTitleAndToldOnlyWhenThatWasTurnedOn() {
        try (var server = ServerProcess.Setup.in(data).with("--name", "Casa").start();
                var nc = PlainClient.join("Vera", server);
                var ana = WebClient.at(server)) {
            ana.page().addInitScript(STAND_IN);
            ana.page().reload();
            ana.join("Ana");
            assertThat(ana.page()).hasTitle("Casa");
            goAway(ana);
            nc.say("Ana*are you there?");
            assertThat(ana.page()).hasTitle("(1) Casa");
            assertThat(ana.page().locator("link[rel=icon]")).hasAttribute("href", Pattern.compile("^data:image/png"));
            assertThat(told(ana)).isEmpty();
            assertThat(ana.page().evaluate("() => window.asked")).isEqualTo(0);
            ana.settings().getByLabel("Notifications").check();
            ana.button("Close").click();
            goAway(ana);
            nc.say("nothing for anybody in particular");
            nc.say("Ana*and now?");
            nc.say("I mean you, @Ana");
            assertThat(ana.page()).hasTitle("(3) Casa");
            // Two rooms have no order between them.
            assertThat(told(ana))
                    .containsExactlyInAnyOrder("Vera (2): and now?", "Vera in the lobby (2): I mean you, @Ana");
            nc.say("Ana*one more");
            assertThat(ana.page()).hasTitle("(4) Casa");
            // The next of a conversation takes the place of the one before.
            assertThat(told(ana)).hasSize(3).contains("Vera (3): one more");
            assertThat((Integer) ana.page().evaluate("() => new Set(window.tags).size"))
                    .isEqualTo(2);
            ana.settings().getByLabel("until tomorrow").check();
            ana.button("Close").click();
            goAway(ana);
            nc.say("Ana*shh");
            assertThat(ana.page()).hasTitle("(5) Casa");
            assertThat(told(ana)).hasSize(3);
        }
    }

    @Test
    void whereABrowserAllowsItOnlyEncryptedThePageSaysSoAndLeadsToTrust() {
        try (var server = ServerProcess.Setup.in(data)
                        .with("--public-name", "casa.local")
                        .start();
                var ana = WebClient.atUrl("http://casa.local:" + server.port() + "/")) {
            ana.join("Ana").say("all the same one can talk").expectStored("all the same one can talk");
            assertThat((Boolean) ana.page().evaluate("() => window.isSecureContext"))
                    .isFalse();
            ana.settings().getByLabel("Notifications").click();
            var said = ana.page()
                    .locator("[role=status]")
                    .filter(new Locator.FilterOptions().setHasText("only over an encrypted connection"));
            assertThat(said).isVisible(WebClient.patiently());
            assertThat(said.getByRole(AriaRole.LINK)).hasAttribute("href", "/trust");
        }
    }

    /** By the rules of chromium: it says what keeps a page from being installed. */
    @Test
    void thePageCanBeInstalled() {
        try (var server = ServerProcess.Setup.in(data).start();
                var ana = WebClient.join("Ana", server)) {
            ana.page().evaluate("() => navigator.serviceWorker.ready.then(() => true)");
            var devTools = ana.profile().newCDPSession(ana.page());
            var errors = devTools.send("Page.getInstallabilityErrors").getAsJsonArray("installabilityErrors");
            var ids = errors.asList().stream()
                    .map(error -> error.getAsJsonObject().get("errorId").getAsString())
                    .filter(id -> !id.equals("in-incognito")) // As every profile of a test is.
                    .toList();
            assertThat(ids).isEmpty();
        }
    }
}
