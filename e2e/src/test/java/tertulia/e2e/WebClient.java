package tertulia.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Somebody at the web page, in a browser profile of their own; finds things by what they are called, as people do. What was
 * seen last is in {@code target/screens}.
 */
final class WebClient implements AutoCloseable {
    private final BrowserContext profile;
    private final String url;
    private final List<String> complaints = new ArrayList<>();
    private Page page;
    private String name = "nobody";

    private WebClient(String url, BrowserContext profile) {
        this.url = url;
        this.profile = profile;
        page = open();
    }

    /** Somebody who has opened the server's address in a browser. */
    static WebClient at(ServerProcess server) {
        return at(server, desktop());
    }

    static WebClient at(ServerProcess server, com.microsoft.playwright.Browser.NewContextOptions options) {
        return new WebClient("http://127.0.0.1:" + server.port() + "/", Browser.profile(options));
    }

    /** Somebody at this address. */
    static WebClient atUrl(String url) {
        return new WebClient(url, Browser.profile(desktop()));
    }

    /** Somebody at this address who does not mind a certificate that nobody knows. */
    static WebClient unafraid(String url) {
        return new WebClient(url, Browser.profile(desktop().setIgnoreHTTPSErrors(true)));
    }

    static WebClient atUrl(String url, com.microsoft.playwright.Browser.NewContextOptions options) {
        return new WebClient(url, Browser.profile(options));
    }

    /** Somebody with another browser, at this address. */
    static WebClient in(com.microsoft.playwright.Browser browser, String url) {
        return new WebClient(url, Browser.profile(browser, desktop()));
    }

    private static com.microsoft.playwright.Browser.NewContextOptions desktop() {
        return new com.microsoft.playwright.Browser.NewContextOptions().setViewportSize(1280, 800);
    }

    /** Somebody who is in. */
    static WebClient join(String name, ServerProcess server) {
        return at(server).join(name);
    }

    /** Opens the address in one more tab and goes on there; the one before stays open. */
    Page open() {
        page = profile.newPage();
        page.onConsoleMessage(said -> {
            if (said.type().equals("error") || said.type().equals("warning")) complaints.add(said.text());
        });
        page.onPageError(complaints::add);
        page.navigate(url);
        return page;
    }

    /** Goes on in this tab. */
    WebClient in(Page tab) {
        page = tab;
        return this;
    }

    Page page() {
        return page;
    }

    BrowserContext profile() {
        return profile;
    }

    /** What the browser complained of: script errors, what the security policy forbade, resources that were missing. */
    List<String> complaints() {
        return complaints;
    }

    // ---- the first page -------------------------------------------------------------------------------------

    Locator nameField() {
        return page.getByLabel("Your name");
    }

    Locator joinButton() {
        return button("Join");
    }

    WebClient join(String asName) {
        name = asName;
        nameField().fill(asName);
        joinButton().click();
        return awaitIn();
    }

    /** Waits until the lobby is there and the connection stands. */
    WebClient awaitIn() {
        assertThat(composer()).isVisible(patiently());
        return this;
    }

    // ---- the main page --------------------------------------------------------------------------------------

    Locator composer() {
        return page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName(Pattern.compile("^Write to ")));
    }

    WebClient say(String text) {
        composer().fill(text);
        composer().press("Enter");
        return this;
    }

    /** The messages of the open conversation that are in the page, as bubbles. */
    Locator bubbles() {
        return page.locator(".bubble .text");
    }

    Locator bubble(String text) {
        return bubbles().filter(new Locator.FilterOptions().setHasText(text));
    }

    WebClient expect(String text) {
        assertThat(bubble(text).first())
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(Lines.PATIENCE_MILLIS));
        return this;
    }

    /** Waits until a message of ours is stored. */
    WebClient expectStored(String text) {
        var stored = page.locator(".bubble")
                .filter(new Locator.FilterOptions()
                        .setHas(page.locator(".text", new Page.LocatorOptions().setHasText(text))))
                .locator(".state.stored");
        assertThat(stored.first()).isVisible(patiently());
        return this;
    }

    /** The texts of the messages in the page, in order, without what only screen readers are told. */
    List<String> texts() {
        return bubbles().allTextContents().stream()
                .map(text -> text.replaceFirst("^You: ", "").strip())
                .toList();
    }

    Locator people() {
        return page.getByRole(AriaRole.COMPLEMENTARY, new Page.GetByRoleOptions().setName("People"));
    }

    Locator person(String name) {
        return people().locator(".person").filter(new Locator.FilterOptions().setHasText(name));
    }

    Locator conversations() {
        return page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Conversations"));
    }

    Locator conversation(String name) {
        return conversations()
                .locator(".conversation-item")
                .filter(new Locator.FilterOptions()
                        .setHas(page.locator(".name", new Page.LocatorOptions().setHasText(name))));
    }

    /** Opens the window with everything one can choose. */
    Locator settings() {
        page.locator(".myself").click();
        var window = page.getByRole(AriaRole.DIALOG);
        assertThat(window).isVisible(patiently());
        return window;
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** A sentence that begins with somebody's name. */
    Locator notice(String about, String rest) {
        return page.getByText(about + " " + rest).first();
    }

    static LocatorAssertions.IsVisibleOptions patiently() {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(Lines.PATIENCE_MILLIS);
    }

    static LocatorAssertions.HasCountOptions countPatiently() {
        return new LocatorAssertions.HasCountOptions().setTimeout(Lines.PATIENCE_MILLIS);
    }

    /** Nothing went wrong in the page that only a developer would see. */
    void assertNoComplaints() {
        assertThat(complaints).isEmpty();
    }

    @Override
    public void close() {
        if (!page.isClosed()) {
            var file = Path.of("target", "screens", name + ".png");
            page.screenshot(new Page.ScreenshotOptions().setPath(file).setTimeout(Lines.PATIENCE_MILLIS));
        }
        profile.close();
    }
}
