package tertulia.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a phone: one column, and everything is reached by touch. */
final class WebPhoneTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path data;

    private static NewContextOptions phone() {
        return new NewContextOptions()
                .setViewportSize(390, 844)
                .setDeviceScaleFactor(2)
                .setIsMobile(true)
                .setHasTouch(true);
    }

    @Test
    void oneColumnAtATimeLeadsFromTheFirstPageToAPrivateTalkAndBack() {
        try (var server = ServerProcess.Setup.in(data).start();
                var nc = PlainClient.join("Rafid", server);
                var ana = WebClient.at(server, phone())) {
            ana.nameField().fill("Ana");
            ana.joinButton().tap();
            ana.awaitIn();
            assertThat(ana.conversations()).isHidden();
            ana.composer().fill("from a phone");
            ana.button("Send").tap();
            nc.expect("Ana: from a phone");
            ana.button("Back to the conversations").tap();
            assertThat(ana.conversations()).isVisible();
            assertThat(ana.composer()).isHidden();
            ana.conversation("Lobby").tap();
            ana.button("People").tap();
            ana.person("Rafid").tap();
            assertThat(ana.page().getByText("Private · online")).isVisible(WebClient.patiently());
            ana.composer().fill("only you");
            ana.button("Send").tap();
            nc.expect("Ana (private): only you");
            ana.assertNoComplaints();
        }
    }

    @Test
    void whatIsUnreadElsewhereIsSeenAtTheWayBack() {
        try (var server = ServerProcess.Setup.in(data).start();
                var rafid = JsonClient.join("Rafid", server);
                var ana = WebClient.at(server, phone())) {
            ana.join("Ana");
            assertThat(ana.button("Back to the conversations").locator(".count"))
                    .hasCount(0);
            rafid.say("Ana", "one");
            rafid.say("Ana", "two");
            var back = ana.button("Back to the conversations, 2 unread messages");
            assertThat(back.locator(".count")).hasText("2");
            back.tap();
            ana.conversation("Rafid").tap();
            ana.expect("two");
            assertThat(ana.button("Back to the conversations").locator(".count"))
                    .hasCount(0);
        }
    }

    @Test
    void backClosesThePeopleThenLeadsToTheListAndAReloadStays() {
        try (var server = ServerProcess.Setup.in(data).start();
                var rafid = JsonClient.join("Rafid", server);
                var ana = WebClient.at(server, phone())) {
            ana.join("Ana");
            rafid.say("ALL", "hello");
            ana.expect("hello");
            ana.button("People").tap();
            assertThat(ana.person("Rafid")).isInViewport();
            ana.page().goBack();
            assertThat(ana.person("Rafid")).not().isInViewport();
            ana.expect("hello");
            ana.page().reload();
            ana.expect("hello");
            ana.page().goBack();
            assertThat(ana.conversations()).isVisible();
            assertThat(ana.composer()).isHidden();
            ana.page().reload();
            assertThat(ana.conversations()).isVisible(WebClient.patiently());
        }
    }

    @Test
    void enterBreaksTheLineAndTheButtonSends() {
        try (var server = ServerProcess.Setup.in(data).start();
                var rafid = PlainClient.join("Rafid", server);
                var ana = WebClient.at(server, phone())) {
            ana.join("Ana");
            ana.composer().tap();
            ana.composer().pressSequentially("one");
            ana.composer().press("Enter");
            ana.composer().pressSequentially("two");
            ana.button("Send").tap();
            rafid.expect("Ana: one");
            rafid.expect("Ana: two");
            assertThat(ana.bubbles()).hasCount(1);
        }
    }
}
