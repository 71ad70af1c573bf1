package tertulia.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page loses nothing and doubles nothing: over reloads, a killed server, no network, closed tabs and second ones. */
final class WebReturnTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path data;

    private ServerProcess.Setup setup() {
        return ServerProcess.Setup.in(data).withConsole();
    }

    private static void isOnline(WebClient someone) {
        assertThat(someone.page().getByText("Offline since"))
                .isHidden(new LocatorAssertions.IsHiddenOptions().setTimeout(Lines.PATIENCE_MILLIS));
        assertThat(someone.page().getByText("Connecting …"))
                .isHidden(new LocatorAssertions.IsHiddenOptions().setTimeout(Lines.PATIENCE_MILLIS));
    }

    private static void hasAll(WebClient someone, List<String> texts) {
        someone.expect(texts.getLast());
        Awaitility.await()
                .atMost(Lines.PATIENCE)
                .untilAsserted(() -> assertThat(someone.texts()).containsExactlyElementsOf(texts));
    }

    @Test
    void aReloadBringsBackTheConversationAsItWas() {
        try (var server = setup().start();
                var nc = PlainClient.join("Nora", server);
                var ana = WebClient.join("Ana", server)) {
            var texts = IntStream.rangeClosed(1, 12).mapToObj(i -> "line " + i).toList();
            texts.forEach(nc::say);
            nc.untilNow();
            hasAll(ana, texts);
            ana.composer().fill("a draft that stays");
            ana.page().reload();
            ana.awaitIn();
            hasAll(ana, texts);
            assertThat(ana.composer()).hasValue("a draft that stays");
            nc.say("after the reload");
            ana.expect("after the reload");
        }
    }

    @Test
    void aKilledServerCostsNothingThatWasSaidBeforeOrMeanwhile() {
        int port;
        var texts = new ArrayList<String>();
        try (var boris = Later.nobody()) {
            try (var server = setup().start()) {
                port = server.port();
                boris.is(WebClient.join("Boris", server));
                var ana = boris.with(WebClient.join("Ana", server));
                for (int i = 1; i <= 5; i++) {
                    ana.say("before " + i);
                    texts.add("before " + i);
                }
                ana.expectStored("before 5");
                hasAll(boris.person(), texts);
                server.kill();
                assertThat(ana.page().getByText("Offline since")).isVisible(WebClient.patiently());
                for (int i = 1; i <= 3; i++) {
                    ana.say("meanwhile " + i);
                    texts.add("meanwhile " + i);
                }
            }
            try (var again = setup().with("--port", String.valueOf(port)).start()) {
                var ana = boris.other();
                ana.expectStored("meanwhile 3");
                isOnline(ana);
                hasAll(ana, texts);
                hasAll(boris.person(), texts);
                boris.person().say("back");
                texts.add("back");
                hasAll(ana, texts);
                ana.page().reload();
                hasAll(ana.awaitIn(), texts);
                try (var nc = PlainClient.join("Witness", again)) {
                    nc.say("/history 50");
                    nc.expect("* the last 9 messages:");
                }
            }
        }
    }

    @Test
    void whoLeavesForGoodWhileTheServerIsAwayGivesTheNameBackWhenItIsThere() {
        try (var boris = Later.nobody()) {
            int port;
            try (var server = setup().start()) {
                port = server.port();
                boris.is(WebClient.join("Boris", server));
                server.kill();
            }
            var him = boris.person();
            him.settings().getByText("Leave for good").click();
            him.button("Leave and delete").click();
            assertThat(him.nameField()).isVisible(WebClient.patiently());
            try (var again = setup().with("--port", String.valueOf(port)).start();
                    var other = WebClient.at(again)) {
                Awaitility.await().atMost(Lines.PATIENCE).until(() -> {
                    other.nameField().fill("");
                    other.nameField().fill("Boris");
                    other.page().locator(".judgement.good, .judgement.bad").waitFor();
                    return other.joinButton().isVisible();
                });
            }
        }
    }

    /** Two people whose browsers outlive a server. */
    private static final class Later implements AutoCloseable {
        private final List<WebClient> people = new ArrayList<>();

        static Later nobody() {
            return new Later();
        }

        void is(WebClient person) {
            people.add(person);
        }

        WebClient with(WebClient person) {
            people.add(person);
            return person;
        }

        WebClient person() {
            return people.getFirst();
        }

        WebClient other() {
            return people.getLast();
        }

        @Override
        public void close() {
            people.forEach(WebClient::close);
        }
    }

    @Test
    void whatIsWrittenWithoutANetworkGoesOutOnceWhenThereIsOneAgain() {
        try (var server = setup().start();
                var nc = PlainClient.join("Nora", server);
                var ana = WebClient.join("Ana", server)) {
            ana.say("with network").expectStored("with network");
            ana.profile().setOffline(true);
            nc.say("while she is away");
            ana.say("in the tunnel");
            assertThat(ana.page().locator(".state.waiting")).hasCount(1, WebClient.countPatiently());
            ana.profile().setOffline(false);
            ana.expectStored("in the tunnel");
            ana.expect("while she is away");
            nc.expect("Ana: in the tunnel");
            assertThat(ana.bubble("in the tunnel")).hasCount(1);
            assertThat(nc.untilNow()).noneMatch(line -> line.contains("in the tunnel"));
        }
    }

    @Test
    void whatWaitsInAClosedPageGoesOutWhenThePageIsOpenedAgain() {
        int port;
        WebClient ana;
        try (var server = setup().start()) {
            port = server.port();
            ana = WebClient.join("Ana", server);
            ana.say("stored").expectStored("stored");
            server.kill();
        }
        try (var open = ana) {
            open.say("typed before the page was closed");
            assertThat(open.page().locator(".state.waiting")).hasCount(1, WebClient.countPatiently());
            open.page().close();
            try (var again = setup().with("--port", String.valueOf(port)).start();
                    var nc = PlainClient.join("Nora", again)) {
                open.open();
                open.awaitIn().expectStored("typed before the page was closed");
                nc.expect("Ana: typed before the page was closed");
                assertThat(nc.untilNow()).noneMatch(line -> line.contains("typed before"));
            }
        }
    }

    @Test
    void withoutAnyStorageOneTalksAndIsToldThatNothingIsKept() {
        try (var server = setup().start();
                var nc = PlainClient.join("Nora", server);
                var ana = WebClient.at(server)) {
            ana.page().addInitScript("""
                    for (const name of ['localStorage', 'sessionStorage', 'indexedDB'])
                      Object.defineProperty(window, name, { get() { throw new DOMException('blocked', 'SecurityError'); } });
                    """);
            ana.page().reload();
            assertThat(ana.page().getByText("This browser keeps nothing for this page"))
                    .isVisible(WebClient.patiently());
            ana.join("Ana").say("all the same").expectStored("all the same");
            nc.expect("Ana: all the same");
            ana.settings();
            assertThat(ana.page().getByText("This browser keeps nothing for this page"))
                    .isVisible();
        }
    }

    @Test
    void offlineTheNameOfTheServerStaysAndOneCanTryAtOnce() {
        try (var server = setup().with("--name", "Casa").start();
                var _ = WebClient.join("Boris", server);
                var ana = WebClient.join("Ana", server)) {
            assertThat(ana.person("Boris").locator(".is-present")).hasCount(1, WebClient.countPatiently());
            server.kill();
            assertThat(ana.page().getByText("Offline since")).isVisible(WebClient.patiently());
            assertThat(ana.button("Try now")).isVisible(WebClient.patiently());
            assertThat(ana.page().locator(".is-present")).hasCount(0);
            assertThat(ana.page().locator(".titles p")).hasText("Offline");
            assertThat(ana.conversations().locator("h1")).hasText("Casa");
        }
    }

    @Test
    void aSecondTabIsTheSamePersonAndShowsTheSame() {
        try (var server = setup().start();
                var nc = PlainClient.join("Nora", server);
                var ana = WebClient.join("Ana", server)) {
            nc.expect("* Ana just joined the server");
            ana.say("from the first tab").expectStored("from the first tab");
            var first = ana.page();
            ana.open();
            ana.awaitIn().expect("from the first tab");
            ana.say("from the second tab").expectStored("from the second tab");
            nc.say("to both");
            ana.expect("to both");
            ana.in(first).expect("from the second tab");
            ana.expect("to both");
            hasAll(ana, List.of("from the first tab", "from the second tab", "to both"));
            assertThat(ana.page().getByText("2 people online")).isVisible(WebClient.patiently());
            assertThat(nc.untilNow()).noneMatch(line -> line.contains("joined") || line.contains("left"));
        }
    }
}
