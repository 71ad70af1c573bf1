package tertulia.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Who leaves for good gives the name back, and is shown as gone to those who wrote to them. */
@WithServer
final class WebLeavingTest {
    private final ServerProcess server;

    WebLeavingTest(ServerProcess server) {
        this.server = server;
    }

    private static void leaveForGood(WebClient someone) {
        someone.settings().getByText("Leave for good").click();
        someone.button("Leave and delete").click();
        assertThat(someone.nameField()).isVisible(WebClient.patiently());
    }

    @Test
    void theNameOfWhoLeftForGoodIsFreeAtOnce() {
        try (var dora = WebClient.join("Dora", server)) {
            leaveForGood(dora);
            try (var other = PlainClient.join("Dora", server)) {
                other.say("the next one");
            }
            dora.join("Dora");
            dora.expect("the next one");
        }
    }

    @Test
    void whoIsGoneIsShownSoAndCannotBeWrittenTo() {
        try (var ana = WebClient.join("Ana", server)) {
            try (var zed = PlainClient.join("Zed", server)) {
                zed.say("Ana*I am off");
                ana.conversation("Zed").click();
                ana.expect("I am off");
                assertThat(ana.composer()).isVisible();
                zed.say("/quit");
                zed.rest();
            }
            assertThat(ana.page().getByText("Zed has left for good and can no longer be reached."))
                    .isVisible(WebClient.patiently());
            assertThat(ana.composer()).isHidden();
            assertThat(ana.conversation("Zed")).containsText("left for good");
            try (var next = PlainClient.join("Zed", server)) {
                next.say("Ana*another person");
                assertThat(ana.conversation("Zed")).hasCount(2);
                ana.page().reload();
                assertThat(ana.page().getByText("Private · left for good")).isVisible(WebClient.patiently());
                assertThat(ana.composer()).isHidden();
            }
        }
    }

    @Test
    void anotherOfTheSameNameIsNotToldWhatIsMeantForTheFirst() {
        try (var ana = WebClient.join("Amra", server)) {
            try (var first = PlainClient.join("Rafid", server)) {
                first.say("Amra*hello");
                ana.say("Rafid*hello yourself").expectStored("hello yourself");
                first.expect("Amra (private): hello yourself");
                first.say("/quit");
                first.rest();
            }
            assertThat(ana.page().locator(".no-composer")).isVisible(WebClient.patiently());
            ana.conversation("Lobby").click();
            try (var second = PlainClient.join("Rafid", server)) {
                assertThat(ana.person("Rafid")).hasCount(2);
                ana.say("Rafid*for my friend only");
                assertThat(ana.page().locator("#too-long")).containsText("Rafid is somebody else now");
                assertThat(ana.composer()).hasValue("Rafid*for my friend only");
                ana.say("Rafid*for whoever you are").expectStored("for whoever you are");
                assertThat(second.before("Amra (private): for whoever you are"))
                        .noneMatch(line -> line.contains("for my friend only"));
            }
        }
    }

    @Test
    void twoWhoLeftForGoodAreToldApartFromThoseWhoAreOnlyAway() {
        try (var ana = WebClient.join("Anke", server);
                var bob = WebClient.join("Bob", server)) {
            bob.person("Anke").click();
            bob.say("hello").expectStored("hello");
            ana.conversation("Bob").click();
            ana.expect("hello");
            leaveForGood(bob);
            assertThat(ana.page().getByText("Private · left for good")).isVisible(WebClient.patiently());
        }
    }

    /** Localhost and 127.0.0.1 are two origins, as a name and an address of a LAN are: a browser knows nothing of one in the other. */
    @Test
    void whoIsSomebodyAtAnotherAddressOfTheServerGoesOnAsThat() {
        try (var lea = WebClient.join("Lea", server)) {
            lea.say("hello").expectStored("hello");
            lea.composer().fill("a draft that comes along");
            lea.page().navigate("http://localhost:" + server.port() + "/");
            lea.nameField().fill("Lea");
            lea.button("That is me").click();
            lea.page()
                    .getByRole(
                            AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("http://127.0.0.1:" + server.port()))
                    .click();
            lea.button("Go on as Lea").click();
            lea.awaitIn();
            lea.expect("hello");
            assertThat(lea.page()).hasURL(Pattern.compile("http://localhost:.*"));
            assertThat(lea.composer()).hasValue("a draft that comes along");
            lea.say("still Lea").expectStored("still Lea");
        }
    }

    @Test
    void aLinkToGoOnSomewhereElseThanAtThisServerLeadsNowhere() {
        try (var eva = WebClient.join("Eva", server)) {
            var asked = new ArrayList<String>();
            eva.page().onRequest(request -> asked.add(request.url()));
            String link = "http://127.0.0.1:" + server.port() + "/?a#go-on=http%3A%2F%2Fchat.example.org";
            eva.page().waitForResponse("**/urls", () -> eva.page().navigate(link));
            eva.awaitIn();
            eva.say("still here").expectStored("still here");
            assertThat(asked).noneMatch(url -> url.contains("chat.example.org"));
        }
    }
}
