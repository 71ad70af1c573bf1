package tertulia.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class LessonTest {
    @Test
    void markdownBecomesAPage() {
        String page = Lesson.page("""
                # One & "two"

                A line
                with **bold**, *italics*, `NAME*text` and [a link](https://example.org/).

                ## Three

                    run <this>
                    and that

                - first
                  goes on
                - second
                """, "styles/some.css");
        assertThat(page).contains("href=\"/styles/some.css\"");
        assertThat(page).contains("<title>One &amp; &quot;two&quot;</title>");
        assertThat(page).contains("""
                <h1>One &amp; &quot;two&quot;</h1>
                <p>A line
                with <strong>bold</strong>, <em>italics</em>, <code>NAME*text</code> and <a href="https://example.org/">a link</a>.</p>
                <h2>Three</h2>
                <pre tabindex="0"><code>run &lt;this&gt;
                and that</code></pre>
                <ul><li>first
                  goes on</li><li>second</li></ul>
                </main>
                """);
    }

    @Test
    void ofTheLessonForClassroomsNoMarkIsLeft() throws IOException {
        String page = Lesson.page(Files.readString(Path.of("..", "docs", "classroom.md")), "styles/some.css");
        String text = page.replaceAll("(?s)<code>.*?</code>", "").replaceAll("<[^>]*>", "");
        assertThat(text).doesNotContain("`", "**", "](", "\n#", "\n- ").doesNotContainPattern("\\*\\w");
    }
}
