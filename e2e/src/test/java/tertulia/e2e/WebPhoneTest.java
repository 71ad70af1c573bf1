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

    @Test
    void oneColumnAtATimeLeadsFromTheFirstPageToAPrivateTalkAndBack() {
        var phone = new NewContextOptions()
                .setViewportSize(390, 844)
                .setDeviceScaleFactor(2)
                .setIsMobile(true)
                .setHasTouch(true);
        try (var server = ServerProcess.Setup.in(data).start();
                var nc = PlainClient.join("Rafid", server);
                var ana = WebClient.at(server, phone)) {
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
            assertThat(ana.page().getByText("Private · here now")).isVisible(WebClient.patiently());
            ana.composer().fill("only you");
            ana.button("Send").tap();
            nc.expect("Ana (private): only you");
            ana.assertNoComplaints();
        }
    }
}
