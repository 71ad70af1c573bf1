package tertulia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The main journey in the engines of Firefox and Safari: come in, talk, a private word, a reload, all by keyboard. */
final class WebOtherBrowsersTest {
    private static final String ENTER = "\uE007";
    private static final String COUNT = "return document.querySelector('.conversation-item .count')?.textContent";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path data;

    private static void require(OtherBrowser.Kind kind) {
        switch (kind) {
            case FIREFOX -> Outside.require("firefox-esr");
            case WEBKIT -> {
                Outside.require("WebKitWebDriver");
                Outside.require("xvfb-run");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(OtherBrowser.Kind.class)
    void oneComesInTalksAndComesBack(OtherBrowser.Kind kind) {
        require(kind);
        try (var server = ServerProcess.Setup.in(data).with("--name", "Casa").start();
                var nc = PlainClient.join("Vera", server);
                var ana = kind.open("http://127.0.0.1:" + server.port() + "/")) {
            ana.await("the first page", "return document.activeElement?.id === 'name'");
            ana.type("Ana");
            ana.await("the name is good", "return document.querySelector('button.primary') !== null");
            ana.type(ENTER);
            ana.await("the lobby", "return document.querySelector('.composer textarea') !== null");
            ana.type("hello from here" + ENTER);
            nc.expect("Ana: hello from here");
            ana.await("it is stored", "return document.querySelector('.state.stored') !== null");
            nc.say("Ana*only for you");
            ana.await("a count", COUNT + " === '1'");
            ana.reload();
            ana.await("the lobby again", "return document.querySelector('.composer textarea') !== null");
            ana.await("the count again", COUNT + " === '1'");
            ana.run("document.querySelector('.conversation-item:has(.count)').click()");
            ana.await(
                    "the private word",
                    "return document.querySelector('.bubble .text')?.textContent === 'only for you'");
            ana.await("it is read", "return document.title === 'Casa'");
            ana.type("answer" + ENTER);
            nc.expect("Ana (private): answer");
            assertThat(ana.run("return document.documentElement.scrollWidth <= innerWidth")
                            .getAsBoolean())
                    .isTrue();
        }
    }
}
