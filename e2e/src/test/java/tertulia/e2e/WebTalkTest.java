package tertulia.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Two browsers and one nc, talking. */
@WithServer
final class WebTalkTest {
    private final ServerProcess server;

    WebTalkTest(ServerProcess server) {
        this.server = server;
    }

    @Test
    void whatIsSaidInTheLobbyIsSeenByAllAndStored() {
        try (var nc = PlainClient.join("Vera", server);
                var ana = WebClient.join("Ana", server);
                var boris = WebClient.join("Boris", server)) {
            nc.expect("* Ana just joined the server");
            ana.say("Hello, all of you").expectStored("Hello, all of you");
            boris.expect("Hello, all of you");
            nc.expect("Ana: Hello, all of you");
            nc.say("ALL*and hello from nc");
            ana.expect("and hello from nc");
            boris.say("first line").say("second");
            nc.expect("Boris: first line");
            nc.expect("Boris: second");
            server.shown("Boris → everyone");
            ana.assertNoComplaints();
            boris.assertNoComplaints();
        }
    }

    @Test
    void aLineBreaksOnShiftEnterAndIsSentOnEnter() {
        try (var nc = PlainClient.join("Lena", server);
                var ana = WebClient.join("Anka", server)) {
            ana.composer().fill("one");
            ana.composer().press("Shift+Enter");
            ana.composer().pressSequentially("two");
            ana.composer().press("Enter");
            nc.expect("Anka: one");
            nc.expect("Anka: two");
            assertThat(ana.composer()).hasValue("");
        }
    }

    @Test
    void aPrivateWordOrACommandThatIsTypedInTheLobbyNeverBecomesPublic() {
        try (var nc = PlainClient.join("Ashik", server);
                var other = PlainClient.join("Otis", server);
                var vita = WebClient.join("Vita", server)) {
            for (String slip : List.of("Ashik *secret", "Ashk*secret", "/ciper caesar 7", " /who")) {
                vita.composer().fill(slip);
                vita.composer().press("Enter");
                assertThat(vita.page().locator(".composer [role=alert]")).isVisible();
                assertThat(vita.composer()).hasValue(slip);
            }
            vita.composer().fill("Ashik*secret");
            vita.composer().press("Enter");
            nc.expect("Vita (private): secret");
            vita.composer().fill("ALL*for all");
            vita.composer().press("Enter");
            nc.expect("Vita: for all");
            assertThat(other.before("Vita: for all")).noneMatch(line -> line.contains("secret") || line.contains("/"));
        }
    }

    @Test
    void theFirstLineKeepsItsIndentation() {
        try (var ada = WebClient.join("Ada", server);
                var bob = WebClient.join("Bob", server)) {
            ada.say("\n    if (x)\n        y();\n");
            bob.expect("y();");
            assertThat(bob.bubbles().last().textContent()).contains("    if (x)\n        y();");
        }
    }

    @Test
    void afterACipherWasSetOneGoesOnWriting() {
        try (var nc = PlainClient.join("Cleo", server);
                var dan = WebClient.join("Dan", server)) {
            dan.say("/cipher caesar 7");
            assertThat(dan.page().locator(".cipher-panel")).isVisible();
            assertThat(dan.composer()).isFocused();
            dan.page().keyboard().type("Takohemi te ura");
            dan.page().keyboard().press("Enter");
            nc.expect("Dan: Ahrvoltp al byh");
        }
    }

    @Test
    void aPersonIsClickedForAPrivateTalkThatNobodyElseSees() {
        try (var nc = PlainClient.join("Olga", server);
                var igor = WebClient.join("Igor", server);
                var nina = WebClient.join("Nina", server)) {
            igor.person("Nina").click();
            assertThat(igor.page().getByText("Private · online")).isVisible(WebClient.patiently());
            igor.say("only you").expectStored("only you");
            assertThat(nina.conversation("Igor")).isVisible(WebClient.patiently());
            assertThat(nina.conversation("Igor")).containsText("only you");
            assertThat(nina.conversation("Igor").locator(".count")).hasText("1");
            nina.conversation("Igor").click();
            nina.expect("only you");
            assertThat(nina.conversation("Igor").locator(".count")).isHidden();
            nina.say("yes?");
            igor.expect("yes?");
            igor.person("Olga").click();
            igor.say("and you");
            nc.expect("Igor (private): and you");
            nc.say("igor*answer from nc");
            igor.expect("answer from nc");
            nc.untilNow()
                    .forEach(line -> assertThat(line).doesNotContain("only you").doesNotContain("yes?"));
        }
    }

    @Test
    void theListOfPeopleAndTheNoticesFollowWhoComesAndGoes() {
        try (var ana = WebClient.join("Hana", server)) {
            try (var nc = PlainClient.join("Petra", server)) {
                assertThat(ana.person("Petra")).isVisible(WebClient.patiently());
                assertThat(ana.notice("Petra", "came")).isVisible(WebClient.patiently());
                nc.say("/quit");
                nc.rest();
            }
            assertThat(ana.person("Petra")).hasCount(0, WebClient.countPatiently());
        }
    }

    @Test
    void eachConversationHasADraftOfItsOwn() {
        try (var nc = PlainClient.join("Otto", server);
                var ana = WebClient.join("Alma", server)) {
            nc.expect("* Alma just joined the server");
            ana.composer().fill("for everyone, later");
            ana.person("Otto").click();
            assertThat(ana.composer()).hasValue("");
            ana.composer().fill("for Otto, later");
            ana.conversation("Lobby").click();
            assertThat(ana.composer()).hasValue("for everyone, later");
            ana.conversation("Otto").click();
            assertThat(ana.composer()).hasValue("for Otto, later");
            assertThat(nc.untilNow()).noneMatch(line -> line.contains("later"));
        }
    }

    @Test
    void whoIsTypingIsShownToTheOthersOnly() {
        try (var ana = WebClient.join("Ida", server);
                var boris = WebClient.join("Jan", server)) {
            assertThat(boris.person("Ida")).isVisible(WebClient.patiently());
            ana.composer().pressSequentially("I am thi");
            assertThat(boris.notice("Ida", "is typing")).isVisible(WebClient.patiently());
            assertThat(ana.notice("Ida", "is typing")).isHidden();
            ana.composer().press("Enter");
            boris.expect("I am thi");
            assertThat(boris.notice("Ida", "is typing")).isHidden();
        }
    }
}
