package tertulia.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

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
}
