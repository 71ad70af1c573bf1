package tertulia.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.PlaywrightException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page over TLS, in a browser that was given the server's certificate authority; and the way there. */
final class WebTlsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeEach
    void requireCertutil() {
        Outside.require("certutil");
    }

    private ServerProcess.Setup setup() {
        return ServerProcess.Setup.in(folder.resolve("data"));
    }

    private static String https(ServerProcess server) {
        return "https://127.0.0.1:" + server.port() + "/";
    }

    /** A browser of somebody who installed the authority's certificate, as /trust says. */
    private Browser trusting(ServerProcess server) throws IOException {
        var home = Files.createDirectories(folder.resolve("home"));
        var store = Files.createDirectories(home.resolve(".pki/nssdb"));
        var authority = folder.resolve("downloaded.crt");
        try (var page = WebClient.at(server)) {
            var answer = page.page().request().get("http://127.0.0.1:" + server.port() + "/trust/ca.crt");
            assertThat(answer.headers().get("content-type")).isEqualTo("application/x-x509-ca-cert");
            Files.write(authority, answer.body());
        }
        var database = "sql:" + store;
        certutil("-N", "-d", database, "--empty-password");
        certutil("-A", "-d", database, "-t", "C,,", "-n", "Tertulia", "-i", authority.toString());
        var environment = Map.of("HOME", home.toString(), "PATH", System.getenv("PATH"));
        return tertulia.e2e.Browser.launch(tertulia.e2e.Browser.playwright(), environment);
    }

    private static void certutil(String... arguments) {
        var command = new ArrayList<>(List.of("certutil"));
        command.addAll(List.of(arguments));
        var exit = Program.run(new ProcessBuilder(command));
        assertThat(exit.code()).as(exit.toString()).isZero();
    }

    @Test
    void whoTrustsTheAuthorityTalksEncryptedAndReadsOffline() throws IOException {
        try (var server = setup().start();
                var nc = PlainClient.join("Vera", server);
                var chromium = trusting(server);
                var ana = WebClient.in(chromium, https(server))) {
            var sockets = new ArrayList<String>();
            ana.page().onWebSocket(socket -> sockets.add(socket.url()));
            ana.page().reload();
            ana.join("Ana");
            ana.say("over TLS").expectStored("over TLS");
            nc.expect("Ana: over TLS");
            assertThat(sockets).isNotEmpty().allMatch(url -> url.startsWith("wss://"));
            assertThat(ana.page().getByText("This connection is not encrypted")).isHidden();
            assertThat((Boolean) ana.page().evaluate("() => window.isSecureContext"))
                    .isTrue();
            ana.page().evaluate("() => navigator.serviceWorker.ready.then(() => true)");
            ana.page().reload();
            ana.awaitIn();
            ana.assertNoComplaints();
            server.kill();
            ana.page().reload();
            ana.expect("over TLS");
            assertThat(ana.page().getByText("Offline since")).isVisible(WebClient.patiently());
            assertThat(sockets).allMatch(url -> url.startsWith("wss://"));
        }
    }

    @Test
    void whoDoesNotTrustItIsStoppedByTheBrowser() {
        try (var server = setup().start()) {
            assertThatThrownBy(() -> WebClient.atUrl(https(server)))
                    .isInstanceOf(PlaywrightException.class)
                    .hasMessageContaining("ERR_CERT_AUTHORITY_INVALID");
        }
    }

    @Test
    void trustLeadsThereWithOnesNameAndDraftsAndWhatWaits() throws IOException {
        try (var server = setup().start();
                var nc = PlainClient.join("Vera", server);
                var chromium = trusting(server);
                var ana = WebClient.in(chromium, https(server).replace("https:", "http:"))) {
            ana.join("Ana").say("in the clear").expectStored("in the clear");
            ana.composer().fill("a draft that comes along");
            ana.settings().getByText("Encryption").click();
            assertThat(ana.page().getByText("SHA256:").first()).isVisible(WebClient.patiently());
            var shown = server.out().all().stream()
                    .filter(line -> line.contains("SHA256:"))
                    .findFirst()
                    .orElseThrow();
            assertThat(ana.page().locator("body"))
                    .containsText(shown.substring(shown.indexOf("SHA256:")).strip());
            assertThat(ana.page().getByText("The encrypted address works already"))
                    .isVisible(WebClient.patiently());
            ana.page().getByText("To the encrypted address").click();
            assertThat(ana.page().getByText("1 draft")).isVisible(WebClient.patiently());
            ana.button("Go on as Ana").click();
            ana.awaitIn();
            assertThat(ana.page().url()).startsWith(https(server)).doesNotContain("hand");
            assertThat(ana.composer()).hasValue("a draft that comes along");
            ana.composer().press("Enter");
            nc.expect("Ana: a draft that comes along");
            assertThat(nc.untilNow()).noneMatch(line -> line.contains("joined"));
        }
    }

    /** Mallory is somebody on the server, and may ask for a code like everybody else. */
    @Test
    void aStrangersLinkSaysNothingInOnesNameUnasked() {
        try (var server = setup().start();
                var nc = PlainClient.join("Vera", server);
                var mallory = JsonClient.connect("Mallory", server)) {
            mallory.send("type", "hello", "name", "Mallory");
            String user = mallory.await("welcome").text("user");
            nc.expect("* Mallory just joined the server");
            mallory.send("type", "hand");
            String code = mallory.await("hand").text("code");
            var hand = """
                    {"code":"%s","user":"%s","name":"Mallory","drafts":[],"ciphers":[],"outbox":[
                    {"id":"01a1f8b4-0000-7000-8000-000000000001","key":"lobby","with":null,"text":"never","cipher":null,"at":1}]}
                    """.formatted(code, user);
            String link = "http://127.0.0.1:" + server.port() + "/#hand="
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(hand.getBytes(StandardCharsets.UTF_8));
            try (var victim = WebClient.atUrl(link)) {
                assertThat(victim.page().getByText("Go on here as Mallory?")).isVisible(WebClient.patiently());
                assertThat(victim.page().getByText("1 message that waits")).isVisible(WebClient.patiently());
                assertThat(victim.page().url()).doesNotContain("hand");
                victim.button("No").click();
                victim.join("Ana").say("my own words").expectStored("my own words");
            }
            assertThat(nc.before("Ana: my own words")).noneMatch(line -> line.contains("never"));
        }
    }

    @Test
    void withTlsOnlyThePlainAddressShowsHowToTrustAndNothingElse() {
        try (var server = setup().with("--tls-only").start();
                var ana = WebClient.at(server)) {
            assertThat(ana.page().getByText("SHA256:").first()).isVisible(WebClient.patiently());
            assertThat(ana.page().url()).endsWith("/trust");
            assertThat(ana.nameField()).hasCount(0);
        }
    }
}
