package tertulia.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Pictures of every state of the page, for people to look at: {@code ./build -pl e2e -am -Dtest=WebScreens
 * -Dsurefire.failIfNoSpecifiedTests=false} puts them into {@code e2e/target/screens}. Not among the tests that always run.
 */
final class WebScreens {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @ParameterizedTest
    @CsvSource({
        "360,740,light", "768,1024,light", "1280,800,light", "2560,1440,light",
        "360,740,dark", "768,1024,dark", "1280,800,dark", "2560,1440,dark",
        "360,740,forced", "768,1024,forced", "1280,800,forced", "2560,1440,forced",
    })
    void everyState(int width, int height, String colours) {
        var options = new NewContextOptions()
                .setViewportSize(width, height)
                .setIsMobile(width < 700)
                .setHasTouch(width < 800)
                .setColorScheme(colours.equals("dark") ? ColorScheme.DARK : ColorScheme.LIGHT);
        if (colours.equals("forced")) options.setForcedColors(ForcedColors.ACTIVE);
        var setup = ServerProcess.Setup.in(data)
                .with("--name", "Casa Tertulia", "--public-name", "casa.local")
                .configured("limit.say-per-second = 0", "limit.address-say-per-second = 0");
        try (var server = setup.start();
                var ana = WebClient.atUrl("http://casa.local:" + server.port() + "/", options)) {
            var shots = new Shots(ana, width + "-" + colours);
            shots.take("first");
            ana.nameField().fill("ALL");
            assertThat(ana.page().locator(".judgement.bad")).isVisible(WebClient.patiently());
            shots.take("first-refused");
            ana.nameField().fill("Ana");
            assertThat(ana.joinButton()).isVisible(WebClient.patiently());
            shots.take("first-good");
            ana.joinButton().click();
            ana.awaitIn();
            assertThat(ana.page().locator(".invitation .qr")).isVisible(WebClient.patiently());
            shots.take("empty");
            talk(server, ana, shots, width);
            shots.take("offline");
        }
    }

    private static void talk(ServerProcess server, WebClient ana, Shots shots, int width) {
        try (var bruno = JsonClient.join("Bruno", server);
                var dmitri = JsonClient.join("Дмитрий", server);
                var fatima = JsonClient.join("فاطمة", server);
                var zed = PlainClient.join("Zed", server)) {
            bruno.say("ALL", "Good morning! Shall we read chapter 3 together today?");
            bruno.say("ALL", "It is the one with the *long walk*, and I have _no idea_ what ~happens~ comes next.");
            dmitri.say("ALL", "Да, конечно. Начнём в десять?");
            fatima.say("ALL", "صباح الخير، أنا هنا");
            say(ana, "I am in. Who brings coffee?");
            dmitri.say("ALL", "> Who brings coffee?\nI do. Also:\n- sugar\n- milk\n- https://example.org/cups");
            bruno.say(
                    "ALL",
                    "```\nfor (int i = 0; i < 3; i++) {\n    System.out.println(\"a line of code that is rather long, so that it has to scroll\");\n}\n```");
            bruno.say("ALL", "Ana, look at `Caesar` in the lesson");
            fatima.say("ALL", "☕🎉");
            zed.say("Ana*only for you");
            bruno.say("Ana", "psst, a private word");
            ana.expect("look at Caesar");
            assertThat(ana.page()).hasTitle("(2) Casa Tertulia");
            shots.take("talk");
            if (width >= 800) {
                ana.bubble("look at").hover();
                assertThat(ana.page().locator(".acts")).isVisible(WebClient.patiently());
            }
            ana.bubble("look at")
                    .click(new com.microsoft.playwright.Locator.ClickOptions()
                            .setButton(com.microsoft.playwright.options.MouseButton.RIGHT));
            assertThat(ana.page().getByRole(com.microsoft.playwright.options.AriaRole.MENU))
                    .isVisible();
            shots.take("menu");
            ana.page().keyboard().press("Escape");
            ana.composer().fill("@");
            assertThat(ana.page().locator(".completion")).isVisible(WebClient.patiently());
            shots.take("completion");
            ana.composer().fill("");
            ana.button("Emoji").click();
            assertThat(ana.page().locator(".picker")).isVisible(WebClient.patiently());
            shots.take("picker");
            ana.page().keyboard().press("Escape");
            ana.page().keyboard().press("Control+f");
            assertThat(ana.page().locator(".find-text")).isVisible(WebClient.patiently());
            ana.page().locator(".find-text").fill("coffee");
            shots.take("find");
            ana.page().keyboard().press("Escape");
            ana.page().keyboard().press("Control+k");
            assertThat(ana.page().locator(".goals li").first()).isVisible(WebClient.patiently());
            shots.take("go-to");
            ana.page().keyboard().press("Escape");
            say(ana, "/cipher caesar 7");
            say(ana, "Takohemi te ura");
            shots.take("cipher");
            ana.page().locator(".cipher-panel").getByLabel("Close").click();
            if (width < 720) ana.page().locator(".back").click();
            shots.take("list");
            ana.settings();
            shots.take("settings");
            ana.page().getByText("Leave for good").click();
            shots.take("leave");
            ana.button("Stay").click();
            ana.conversation("Bruno").click();
            shots.take("private");
            if (width < 1080) {
                ana.button("People").click();
                shots.take("people");
                ana.page().goBack();
            }
            if (width < 720) ana.page().goBack();
            ana.conversation("Zed").click();
            zed.say("/quit");
            assertThat(ana.page().locator(".no-composer")).isVisible(WebClient.patiently());
            shots.take("gone");
            var here = ana.page().url();
            ana.page().navigate(here.replaceFirst("/#.*|/$", "/trust"));
            assertThat(ana.page().getByText("SHA256:").first()).isVisible(WebClient.patiently());
            shots.take("trust");
            ana.page().goBack();
            ana.page().locator(".no-composer").waitFor();
            server.kill();
            assertThat(ana.page().locator(".banner.offline")).isVisible(WebClient.patiently());
        }
    }

    /** By the button: on a touch keyboard Enter breaks the line. */
    private static void say(WebClient someone, String text) {
        someone.composer().fill(text);
        someone.button("Send").click();
    }

    /** Pictures with names. */
    private record Shots(WebClient someone, String suffix) {
        void take(String state) {
            var file = Path.of("target", "screens", "web", state + "-" + suffix + ".png");
            someone.page()
                    .screenshot(new Page.ScreenshotOptions()
                            .setPath(file)
                            .setAnimations(com.microsoft.playwright.options.ScreenshotAnimations.DISABLED));
        }
    }
}
