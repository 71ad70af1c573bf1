package tertulia.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions;
import org.junit.jupiter.api.Test;

/** The web client's first page, as S1 and S3 describe theirs: a name, checked while it is typed, and a button when it is good. */
@WithServer({"--name", "Casa Tertulia"})
final class WebFirstPageTest {
    private final ServerProcess server;

    WebFirstPageTest(ServerProcess server) {
        this.server = server;
    }

    private static void says(WebClient someone, String words) {
        assertThat(someone.page().locator("#judgement"))
                .containsText(words, new LocatorAssertions.ContainsTextOptions().setTimeout(Lines.PATIENCE_MILLIS));
    }

    @Test
    void theServerSaysItsNameAndNobodyHasJoinedYet() {
        try (var ana = WebClient.at(server)) {
            assertThat(ana.page().getByText("Casa Tertulia").first()).isVisible(WebClient.patiently());
            assertThat(ana.joinButton()).isHidden();
            ana.assertNoComplaints();
        }
    }

    @Test
    void whatIsWrongWithANameIsSaidInWordsWhileItIsTypedAndItMayBeChosenAgainAndAgain() {
        try (var rafid = PlainClient.join("Rafid", server);
                var ana = WebClient.at(server)) {
            rafid.untilNow();
            ana.nameField().pressSequentially("Ana Lisa");
            says(ana, "a name has no spaces in it");
            assertThat(ana.joinButton()).isHidden();
            ana.nameField().fill("ALL");
            says(ana, "ALL is reserved");
            assertThat(ana.joinButton()).isHidden();
            ana.nameField().fill("rafid");
            says(ana, "rafid is taken");
            assertThat(ana.joinButton()).isHidden();
            ana.nameField().fill("R\u0430fid"); // With a Cyrillic а.
            says(ana, "looks too much like Rafid");
            ana.nameField().fill("a*b");
            says(ana, "cannot have");
            ana.nameField().fill("x".repeat(33));
            says(ana, "at most 32 characters");
            ana.nameField().fill("Ana");
            assertThat(ana.joinButton()).isVisible(WebClient.patiently());
            ana.nameField().press("Enter");
            ana.awaitIn();
            rafid.expect("* Ana just joined the server");
            ana.assertNoComplaints();
        }
    }

    @Test
    void lookingAtThePageIsNotJoining() {
        try (var watcher = PlainClient.join("Watcher", server);
                var someone = WebClient.at(server)) {
            someone.nameField().fill("Somebody");
            assertThat(someone.joinButton()).isVisible(WebClient.patiently());
            assertThat(someone.joinButton()).isVisible(WebClient.patiently());
            watcher.untilNow().forEach(line -> assertThat(line).doesNotContain("Somebody"));
            watcher.untilNow().forEach(line -> assertThat(line).doesNotContain("Somebody"));
            watcher.say("/who");
            assertThat(watcher.expectBeginning("* ")).doesNotContain("Somebody");
            watcher.untilNow().forEach(line -> assertThat(line).doesNotContain("Somebody"));
        }
    }

    @Test
    void whoWasHereBeforeGoesStraightIn() {
        try (var mira = WebClient.join("Mira", server)) {
            mira.page().reload();
            mira.awaitIn();
            mira.page().close();
            mira.open();
            mira.awaitIn();
            assertThat(mira.page().locator(".myself")).containsText("Mira");
            assertThat(mira.page().getByText("1 person online")).isVisible(WebClient.patiently());
        }
    }

    /** The time that it took is written down; people need longer than this keyboard. */
    @Test
    void somebodyNewSaysTheFirstMessageByTypingAloneInAFewSeconds() {
        try (var nc = PlainClient.join("Host", server);
                var eva = WebClient.at(server)) {
            long begin = System.nanoTime();
            eva.page().reload();
            var keys = eva.page().keyboard();
            var typing = new com.microsoft.playwright.Keyboard.TypeOptions().setDelay(150);
            assertThat(eva.nameField()).isFocused();
            keys.type("Eva", typing);
            assertThat(eva.joinButton()).isVisible(WebClient.patiently());
            keys.press("Enter");
            assertThat(eva.composer()).isFocused();
            keys.type("Hello, all of you!", typing);
            keys.press("Enter");
            eva.expectStored("Hello, all of you!");
            System.out.println("first message after " + (System.nanoTime() - begin) / 1_000_000 + " ms");
            nc.expect("Eva: Hello, all of you!");
        }
    }
}
