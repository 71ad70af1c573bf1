package tertulia.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people write never runs in another's page, never breaks its layout, and never hides. */
final class WebInjectionTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path data;

    private static final List<String> CORPUS = List.of(
            "<script>document.title='owned'</script>",
            "<img src=x onerror=\"document.title='owned'\">",
            "<svg/onload=document.title='owned'>",
            "<iframe srcdoc=\"<script>parent.document.title='owned'</script>\"></iframe>",
            "<a href=\"javascript:document.title='owned'\">click</a>",
            "javascript:document.title='owned'",
            "https://example.org/\"onmouseover=\"document.title='owned'",
            "https://example.org/<b>x</b>?a=1&b=2",
            "data:text/html,<script>document.title='owned'</script>",
            "{{constructor.constructor('document.title=`owned`')()}}",
            "${document.title='owned'}",
            "`</code><script>document.title='owned'</script>`",
            "```\n</pre><script>document.title='owned'</script>\n```",
            "<style>*{display:none!important}</style>",
            "<meta http-equiv=refresh content='0;url=about:blank'>",
            "</div></div></main><h1>out of the box</h1>",
            "&lt;b&gt; &amp; &#60;script&#62;",
            "\u202Egnp.exe\u202C looks like another file",
            "zero\u200Bwidth and \u2066isolate\u2069 and \uFEFFmark",
            "a\u0300".repeat(300),
            "\uFDFD".repeat(50),
            "W".repeat(100_000),
            "x y ".repeat(2000));

    @Test
    void nothingOfACorpusOfAttacksRunsOrBreaksThePage() {
        var setup = ServerProcess.Setup.in(data).configured("limit.text-bytes = 110000", "limit.json-bytes = 220000");
        try (var server = setup.start();
                var writer = JsonClient.join("Writer", server);
                var ana = WebClient.join("Ana", server)) {
            for (var text : CORPUS) writer.say("ALL", text);
            writer.say("ALL", "the end of the corpus");
            ana.expect("the end of the corpus");
            for (int back = 0; back < 30; back++) {
                ana.page().mouse().move(640, 400);
                ana.page().mouse().wheel(0, -2000);
                isWhole(ana);
            }
            ana.expect("<script>document.title='owned'</script>");
            ana.page().reload();
            ana.awaitIn().expect("the end of the corpus");
            isWhole(ana);
            ana.say("and one can still talk").expectStored("and one can still talk");
            ana.assertNoComplaints();
        }
    }

    @Test
    void directionMarksAndInvisibleOnesAreMadeVisible() {
        try (var server = ServerProcess.Setup.in(data).start();
                var writer = JsonClient.join("Writer", server);
                var ana = WebClient.join("Ana", server)) {
            writer.say("ALL", "\u202Egnp.exe");
            ana.expect("<U+202E>gnp.exe");
        }
    }

    @Test
    void aLinkLeadsOnlyToTheWebAndTellsItNothing() {
        try (var server = ServerProcess.Setup.in(data).start();
                var writer = JsonClient.join("Writer", server);
                var ana = WebClient.join("Ana", server)) {
            writer.say("ALL", "see https://example.org/a?b=c. and javascript:alert(1) and data:text/html,x");
            ana.expect("see https://example.org");
            var links = ana.page().locator(".bubble a");
            assertThat(links).hasCount(1);
            assertThat(links).hasAttribute("href", "https://example.org/a?b=c");
            assertThat(links).hasAttribute("rel", "noopener noreferrer");
            assertThat(links).hasAttribute("target", "_blank");
        }
    }

    /** Nothing ran, nothing is wider than the window, and the three parts of the page are where they belong. */
    private static void isWhole(WebClient someone) {
        assertThat(someone.page().title()).doesNotContain("owned");
        assertThat(someone.page().url()).startsWith("http://127.0.0.1:");
        var width = someone.page().evaluate("() => document.documentElement.scrollWidth - window.innerWidth");
        assertThat(((Number) width).intValue()).isLessThanOrEqualTo(0);
        var widest = someone.page().evaluate("""
                () => Math.max(0, ...[...document.querySelectorAll('.bubble')].map(
                    bubble => bubble.getBoundingClientRect().right)) - window.innerWidth""");
        assertThat(((Number) widest).intValue()).isLessThanOrEqualTo(0);
        assertThat(someone.page().locator(".text script, .text img, .text iframe, .text style, .text svg:not(.icon)"))
                .hasCount(0);
        assertThat(someone.composer()).isVisible();
        assertThat(someone.people()).isVisible();
        assertThat(someone.conversations()).isVisible();
    }
}
