package tertulia.e2e;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Debian's chromium, started once for all tests; every {@link WebClient} has a profile of its own in it. */
final class Browser {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    /** Without a sandbox, as root must; and without all that would look for hosts out there. */
    static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            // A name by which a page is no secure context, as most addresses of a LAN are none; and one of the
            // Internet.
            "--host-resolver-rules=MAP casa.local 127.0.0.1, MAP chat.example.org 127.0.0.1");

    private static @Nullable Playwright playwright;
    private static com.microsoft.playwright.@Nullable Browser shared;

    private Browser() {}

    /** A new profile: nothing stored, nobody known. */
    static BrowserContext profile(com.microsoft.playwright.Browser.NewContextOptions options) {
        return profile(shared(), options);
    }

    static BrowserContext profile(
            com.microsoft.playwright.Browser browser, com.microsoft.playwright.Browser.NewContextOptions options) {
        var context = browser.newContext(options.setLocale("en-GB").setTimezoneId("UTC"));
        context.setDefaultTimeout(Lines.PATIENCE_MILLIS);
        return context;
    }

    private static com.microsoft.playwright.Browser shared() {
        if (shared == null) {
            shared = launch(playwright(), Map.of());
            Runtime.getRuntime().addShutdownHook(new Thread(playwright()::close));
        }
        return shared;
    }

    /** The program that drives browsers. */
    static Playwright playwright() {
        Outside.require("chromium");
        if (playwright == null) {
            var options = new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
            playwright = Playwright.create(options);
        }
        return playwright;
    }

    /** Another browser process, with these variables in its environment. */
    static com.microsoft.playwright.Browser launch(Playwright driver, Map<String, String> environment) {
        var options = new BrowserType.LaunchOptions()
                .setExecutablePath(CHROMIUM)
                .setHeadless(true)
                .setArgs(FLAGS);
        if (!environment.isEmpty()) options.setEnv(environment);
        return driver.chromium().launch(options);
    }
}
