package tertulia.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A document of ours as a page: of Markdown just headings, paragraphs, lists, indented code, and in a line code, bold, italics
 * and links.
 */
final class Lesson {
    private static final Pattern BLOCKS = Pattern.compile("\n{2,}");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern BOLD = Pattern.compile("\\*\\*([^*]+)\\*\\*");
    private static final Pattern ITALICS = Pattern.compile("(?<![\\w*])\\*([^*\\s][^*]*)\\*(?![\\w*])");
    private static final Pattern LINK = Pattern.compile("\\[([^\\]]+)\\]\\(([^)\\s]+)\\)");

    private Lesson() {}

    /** The whole page, with this file of styles. */
    static String page(String markdown, String style) {
        var blocks = new ArrayList<String>();
        for (String block : BLOCKS.split(markdown.strip(), -1)) blocks.add(block(block));
        String title = plain(markdown.lines().findFirst().orElse("").replaceFirst("^#+ ", ""));
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
                <meta name="color-scheme" content="light dark" />
                <title>%s</title>
                <link rel="icon" href="/icons/mark.svg" />
                <link rel="stylesheet" href="/%s" />
                </head>
                <body>
                <main class="lesson">
                %s
                </main>
                </body>
                </html>
                """.formatted(title, style, String.join("\n", blocks));
    }

    private static String block(String block) {
        if (block.startsWith("    "))
            return "<pre tabindex=\"0\"><code>" + plain(block.stripIndent()) + "</code></pre>";
        if (block.startsWith("## ")) return "<h2>" + line(block.substring(3)) + "</h2>";
        if (block.startsWith("# ")) return "<h1>" + line(block.substring(2)) + "</h1>";
        if (!block.startsWith("- ")) return "<p>" + line(block) + "</p>";
        return List.of(block.substring(2).split("\n- ", -1)).stream()
                .map(item -> "<li>" + line(item) + "</li>")
                .collect(Collectors.joining("", "<ul>", "</ul>"));
    }

    private static String line(String text) {
        String html = CODE.matcher(plain(text)).replaceAll("<code>$1</code>");
        html = BOLD.matcher(html).replaceAll("<strong>$1</strong>");
        html = ITALICS.matcher(html).replaceAll("<em>$1</em>");
        return LINK.matcher(html).replaceAll("<a href=\"$2\">$1</a>");
    }

    /** Text as HTML. */
    static String plain(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
