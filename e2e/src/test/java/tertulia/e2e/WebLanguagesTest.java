package tertulia.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page speaks the reader's language, and another one at once. */
final class WebLanguagesTest {
    /** What is shown or told to screen readers, without what is marked and without the names of the languages. */
    private static final String UNMARKED = """
            () => {
              const texts = [];
              const strip = text => { let a; do { a = text; text = text.replace(/⟦[^⟦⟧]*⟧/g, ''); } while (a !== text); return text; };
              const all = document.createTreeWalker(document.body, NodeFilter.SHOW_ALL);
              for (let node = all.nextNode(); node; node = all.nextNode()) {
                const element = node.nodeType === 1 ? node : node.parentElement;
                if (element.closest('select, script, style, noscript')) continue;
                if (node.nodeType === 3) texts.push(node.data);
                if (node.nodeType === 1) for (const name of ['title', 'aria-label', 'placeholder', 'alt'])
                  texts.push(node.getAttribute(name) ?? '');
              }
              const isDate = text => /\\d:\\d\\d:\\d\\d/.test(text); // The browser words dates.
              return texts.map(strip).filter(text => /[A-Za-z]{2}/.test(text) && !isDate(text));
            }
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void nothingOnThePageIsInNoCatalogue() {
        var setup = ServerProcess.Setup.in(folder).with("--name", "Беседа");
        try (var server = setup.start();
                var web = WebClient.atUrl("http://127.0.0.1:" + server.port() + "/?lang=en-XA")) {
            assertThat(unmarked(web.page())).isEmpty();
            web.page().locator("#name").fill("Ана");
            web.page().locator("button[type=submit]").click();
            var field = web.page().locator(".composer textarea");
            field.fill("Привет");
            field.press("Enter");
            assertThat(web.page().locator(".state.stored")).isVisible();
            assertThat(unmarked(web.page())).isEmpty();
        }
    }

    @Test
    void whatGoesWrongIsInACatalogueToo() {
        var setup = ServerProcess.Setup.in(folder).with("--name", "Беседа");
        var server = setup.start();
        try (var rafid = PlainClient.join("Рафид", server);
                var web = WebClient.atUrl("http://127.0.0.1:" + server.port() + "/?lang=en-XA")) {
            var page = web.page();
            for (String name : List.of("Рафид", "Ана Мария", "ALL", "а*б", "я".repeat(40))) {
                page.locator("#name").fill(name);
                assertThat(page.locator("#judgement.bad")).containsText("⟦");
                assertThat(unmarked(page)).isEmpty();
            }
            page.locator("#name").fill("Ана");
            page.locator("button[type=submit]").click();
            var field = page.locator(".composer textarea");
            for (String line : List.of("/cipher caesar 3", "Привет", "/cipher off", "/cipher", "Никто*Эй", "/танец")) {
                field.fill(line);
                field.press("Enter");
                assertThat(unmarked(page)).isEmpty();
                page.keyboard().press("Escape");
            }
            rafid.say("Ана*Здравствуй");
            rafid.say("/quit");
            rafid.rest();
            assertThat(page.locator(".conversation-item")).hasCount(2);
            page.locator(".conversation-item").last().click();
            assertThat(unmarked(page)).isEmpty();
            page.locator(".conversation-item").first().click();
            server.terminate();
            server.exitCode();
            field.fill("Подожди");
            field.press("Enter");
            assertThat(page.locator(".state.waiting")).isVisible();
            assertThat(unmarked(page)).isEmpty();
        } finally {
            server.close();
        }
    }

    @Test
    void thePageThatExplainsEncryptionSpeaksTheChosenLanguageAndAnotherAtOnce() {
        var setup = ServerProcess.Setup.in(folder).with("--name", "Беседа");
        try (var server = setup.start();
                var web = WebClient.atUrl("http://127.0.0.1:" + server.port() + "/trust?lang=en-XA")) {
            var page = web.page();
            assertThat(page.locator("h1")).containsText("⟦");
            assertThat(unmarked(page)).allSatisfy(text -> assertThat(text).startsWith("SHA256:"));
            page.locator(".language select").selectOption("pt");
            assertThat(page.locator("html")).hasAttribute("lang", "pt-BR");
            assertThat(page.locator("h2").last()).hasText("Impressão digital");
            page.navigate("http://127.0.0.1:" + server.port() + "/");
            assertThat(page.locator("html")).hasAttribute("lang", "pt-BR");
        }
    }

    @Test
    void anotherLanguageIsSpokenAtOnceAndRemembered() {
        try (var server = ServerProcess.Setup.in(folder).withConsole().start();
                var ana = WebClient.join("Ana", server)) {
            ana.say("hello");
            ana.expectStored("hello");
            var page = ana.page();
            ana.settings();
            page.locator(".language select").selectOption("ru");
            assertThat(page.locator(".conversation .titles h1")).hasText("Общий чат");
            assertThat(page.locator(".conversation .titles p")).hasText("1 человек в сети");
            assertThat(page.locator("html")).hasAttribute("lang", "ru");
            assertThat(page.locator(".state.stored")).hasAttribute("title", "Сохранено сервером");
            page.locator(".language select").selectOption("pt");
            assertThat(page.locator("html")).hasAttribute("lang", "pt-BR");
            assertThat(page.locator(".composer textarea")).hasAttribute("placeholder", "Escreva para todos");
            page.reload();
            assertThat(page.locator(".composer textarea")).hasAttribute("placeholder", "Escreva para todos");
            assertThat(ana.complaints()).isEmpty();
            server.shown("Ana just joined");
        }
    }

    @SuppressWarnings("unchecked")
    private static List<String> unmarked(Page page) {
        return (List<String>) page.evaluate(UNMARKED);
    }

    /** Each word of the heading has the width of what it has on a line of its own. */
    private static final String BROKEN = """
            () => {
              const heading = document.querySelector('h1');
              const range = document.createRange();
              const text = heading.firstChild.parentElement.innerText;
              const walker = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT);
              const broken = [];
              for (let node = walker.nextNode(); node; node = walker.nextNode())
                for (const word of node.data.matchAll(/\\S+/g)) {
                  range.setStart(node, word.index);
                  range.setEnd(node, word.index + word[0].length);
                  if (range.getClientRects().length > 1) broken.push(word[0]);
                }
              return text === '' ? ['nothing'] : broken;
            }
            """;

    @Test
    void onAPhoneNoWordOfTheHeadingAboutEncryptionIsBroken() {
        try (var server =
                        ServerProcess.Setup.in(folder).with("--name", "Room 12").start();
                var ana = WebClient.atUrl("http://127.0.0.1:" + server.port() + "/")) {
            ana.page().setViewportSize(360, 740);
            for (String language : List.of("en", "fr", "pt", "ru", "sq")) {
                ana.page().navigate("http://127.0.0.1:" + server.port() + "/trust?lang=" + language);
                assertThat(ana.page().getByText("SHA256:").first()).isVisible(WebClient.patiently());
                assertThat((List<?>) ana.page().evaluate(BROKEN)).as(language).isEmpty();
            }
        }
    }
}
