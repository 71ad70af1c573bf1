package tertulia.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jline.terminal.Size;
import org.jline.terminal.impl.ExternalTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tertulia.client.Address;
import tertulia.client.Certificates;
import tertulia.client.Client;
import tertulia.client.FakeServer;
import tertulia.client.Identities;
import tertulia.client.Timing;
import tertulia.model.Author;
import tertulia.model.Notice;
import tertulia.model.RoomId;

final class InteractiveTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Author EVE = FakeServer.somebody("Eve");

    @TempDir
    Path folder;

    private final FakeServer server = new FakeServer(1);
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final PipedOutputStream typed = new PipedOutputStream();
    private ExternalTerminal terminal;
    private CompletableFuture<Integer> exit = new CompletableFuture<>();

    @BeforeEach
    void open() throws IOException {
        terminal = new ExternalTerminal("test", "xterm", new PipedInputStream(typed), shown, StandardCharsets.UTF_8);
        terminal.setSize(Size.of(100, 30));
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        typed.close();
        terminal.close();
    }

    private void start(Optional<String> name) {
        start(server.address(), name);
    }

    private void start(Address address, Optional<String> name) {
        exit = CompletableFuture.supplyAsync(() -> {
            try {
                return new Interactive(
                                new Setting(terminal, false, new Palette(true)),
                                address,
                                new Identities(folder),
                                Timing.usual(),
                                Clock.system(ZoneOffset.UTC))
                        .run(name);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private void type(String text) throws IOException {
        typed.write(text.getBytes(StandardCharsets.UTF_8));
        typed.flush();
    }

    /** What was written to the terminal, without what moves the cursor or colours. */
    private String screen() {
        return shown.toString(StandardCharsets.UTF_8).replaceAll("\u001b(\\[[0-9;?]*[a-zA-Z]|[78=>]|\\([B0])", "");
    }

    /** Wherever it had to go on in another row. */
    private void sees(String text) {
        await().atMost(SOON).until(() -> screen().replaceAll("\\s+", " ").contains(text));
    }

    private void stored(String text) {
        await().atMost(SOON).until(() -> server.texts(RoomId.LOBBY).contains(text));
    }

    @Test
    void aNameIsAskedForUntilItIsGood() throws Exception {
        server.take("Bob");
        start(Optional.empty());
        sees("Your name:");
        type("Bob\r");
        sees("! Bob is taken; choose another name");
        type("Ann\r");
        sees("as Ann");
        await().atMost(SOON).until(() -> server.known("Ann").isPresent());
        type("/quit\r");
        assertThat(exit.get()).isZero();
        start(Optional.empty());
        sees("(Enter for Ann)");
        type("\r");
        await().atMost(SOON).until(() -> server.callers() == 1);
        type("\u0004");
        assertThat(exit.get()).isZero();
    }

    @Test
    void whatIsSaidAndHeardStandsAboveTheLineThatIsTyped() throws Exception {
        start(Optional.of("Ann"));
        sees("as Ann");
        type("hello\r");
        sees("Ann: hello");
        stored("hello");
        type("half");
        server.says(EVE, Optional.empty(), "hi Ann\u001b[2J");
        sees("Eve: hi Ann␛[2J");
        server.says(EVE, server.known("Ann"), "psst");
        sees("Eve (private): psst");
        type(" typed\r");
        stored("half typed");
        type("/who\r");
        sees("* 1 online: Ann");
        type("/nope\r");
        sees("! there is no command /nope");
        type("//slash\r");
        stored("/slash");
        type("/history\r");
        sees("* and now:");
        type("/quit\r");
        assertThat(exit.get()).isZero();
    }

    @Test
    void whatWasMeantForSomebodyWhoLeftIsSaidToBeUnsentAndDoesNotWait() throws Exception {
        start(Optional.of("Ann"));
        sees("as Ann");
        var options = new Client.Options(
                server.address(), "Bob", new Identities(folder.resolve("bob")), false, Timing.usual());
        try (var bob = new Client(options, happening -> {})) {
            bob.start();
            sees("Bob just joined");
            server.stop();
            type("Bob*are you there?\r");
            sees("are you there?");
        }
        server.forget("Bob");
        server.restart();
        sees("! not sent: this person has left and can no longer be reached");
        type("after\r");
        stored("after");
        type("/quit\r");
        assertThat(exit.get()).isZero();
    }

    @Test
    void tabCompletesNamesAndCommands() throws Exception {
        start(Optional.of("Annabel"));
        sees("as Annabel");
        type("Ann\t");
        sees("Annabel*");
        type("to myself\r/wh\t\r");
        sees("* 1 online: Annabel");
        type("\u0004");
        assertThat(exit.get()).isZero();
    }

    @Test
    void whatIsTypedWhileDisconnectedWaitsAndIsSaidOnce() throws Exception {
        start(Optional.of("Ann"));
        sees("as Ann");
        server.stop();
        sees("the connection is lost");
        type("for later\r");
        sees("waiting: for later");
        sees("reconnecting in");
        server.restart();
        sees("* connected again");
        sees("Ann: for later");
        assertThat(server.texts(RoomId.LOBBY)).containsExactly("for later");
        type("/quit\r");
        assertThat(exit.get()).isZero();
    }

    @Test
    void whatIsEncipheredHasAMarkInTheStatusAndWhereItWaits() throws Exception {
        start(Optional.of("Ann"));
        sees("as Ann");
        type("/cipher caesar 7\r");
        sees("[everyone: Caesar cipher 7] ");
        server.stop();
        sees("the connection is lost");
        type("for later\r");
        sees("waiting: [Caesar cipher] for later");
        server.restart();
        sees("Ann: [Caesar cipher] for later");
        assertThat(server.texts(RoomId.LOBBY)).containsExactly("mvy shaly");
        type("/quit\r");
        assertThat(exit.get()).isZero();
        start(Optional.of("Ann"));
        sees("* between you and everyone: Caesar's cipher, key 7");
        type("\u0004");
        assertThat(exit.get()).isZero();
    }

    @Test
    void aServerOutOfReachIsTriedAgainWhileOneTypes() throws Exception {
        server.stop();
        start(Optional.of("Ann"));
        sees("* cannot reach 127.0.0.1:");
        type("early\r");
        sees("waiting: early");
        server.restart();
        stored("early");
        type("/quit\r");
        assertThat(exit.get()).isZero();
    }

    @Test
    void whoIsSentOutReadsWhyAndIsBackInTheShell() throws Exception {
        start(Optional.of("Ann"));
        sees("as Ann");
        server.bye(Notice.Reason.KICKED);
        assertThat(exit.get()).isEqualTo(1);
        assertThat(screen()).contains("the operator has sent you out");
    }

    @Test
    void whoIsSentOutWhileTypingIsBackInTheShellToo() throws Exception {
        start(Optional.of("Ann"));
        sees("as Ann");
        type("half");
        sees("half");
        server.bye(Notice.Reason.KICKED);
        assertThat(exit.get(30, TimeUnit.SECONDS)).isEqualTo(1);
    }

    @Test
    void byTlsTheServersKeyIsShownOnceAndAnotherOneIsRefusedInWords() throws Exception {
        var old = Certificates.authority();
        var other = Certificates.authority();
        try (var secure = new FakeServer(1, Optional.of(signedBy(old)))) {
            start(secure.address(), Optional.of("Ann"));
            sees("* first time at " + secure.address() + "; the server's key is " + old.shown());
            sees("at " + secure.address() + " as Ann");
            secure.cut();
            sees("* connected again");
            type("/quit\r");
            assertThat(exit.get()).isZero();
            assertThat(screen().split("first time", -1)).hasSize(2);

            secure.certificates(signedBy(other));
            shown.reset();
            start(secure.address(), Optional.of("Ann"));
            assertThat(exit.get()).isEqualTo(1);
            assertThat(screen().replaceAll("\\s+", " "))
                    .contains("! NOT CONNECTED: the key of " + secure.address() + " has changed")
                    .contains(other.shown(), old.shown(), "remove line 3 of ");
        }
    }

    private static SSLContext signedBy(Certificates.Owner ca) {
        return Certificates.context(Certificates.server(ca, Certificates.NOW, "127.0.0.1"), ca);
    }

    @Test
    void aNameLostWhileAwayIsChosenAnew() throws Exception {
        start(Optional.of("Ann"));
        sees("as Ann");
        server.take("Ann");
        server.cut();
        sees("/name NAME");
        type("/name Anna\r");
        await().atMost(SOON).until(() -> server.known("Anna").isPresent());
        type("/quit\r");
        assertThat(exit.get()).isZero();
    }

    private static final String PASTE = "\u001b[200~";
    private static final String PASTED = "\u001b[201~";

    @Test
    void theLastLineEndOfAPasteIsNoLineAndAltEnterMakesOne() throws Exception {
        start(Optional.of("Ann"));
        sees("as Ann");
        type(PASTE + "    indented\r\nsecond\r\n" + PASTED + "\r");
        stored("    indented\nsecond");
        type("one\u001b\rtwo\r");
        stored("one\ntwo");
        type("``a ` b``\r");
        stored("``a ` b``");
        sees("Ann: ``a ` b``");
        type("/quit\r");
        assertThat(exit.get()).isZero();
    }

    @Test
    void aPasteOfVeryManyLinesIsAskedAbout() throws Exception {
        start(Optional.of("Ann"));
        sees("as Ann");
        String many = "line\n".repeat(200);
        type(PASTE + many + PASTED + "\r");
        sees("Send 200 lines as one message? (y/N)");
        await("what the paste had covered").atMost(SOON).until(() -> screen().split("as Ann; /help", -1).length > 2);
        type("n\r");
        // What was not sent is there to be changed, and Ctrl-C takes it back.
        type("\u0003after\r");
        stored("after");
        assertThat(server.texts(RoomId.LOBBY)).containsExactly("after");
        type(PASTE + many + PASTED + "\r");
        await().atMost(SOON).until(() -> screen().split("Send 200 lines", -1).length > 2);
        type("y\r");
        stored(many.strip());
        type("/quit\r");
        assertThat(exit.get()).isZero();
    }

    @Test
    void whatWasSaidToEveryoneComesBackInTheNextVisitAndNothingElseDoes() throws Exception {
        start(Optional.of("Ann"));
        sees("as Ann");
        for (String line : List.of("Eve*a secret", "/msg Eve b secret", "/ciper caesar 7", " c secret", "to all"))
            type(line + "\r");
        stored("to all");
        type("/cipher caesar 7\rd secret\r");
        stored("k zljyla");
        type("/cipher off\r/quit\r");
        assertThat(exit.get()).isZero();
        try (var files = Files.list(folder)) {
            for (var file :
                    files.filter(one -> one.toString().endsWith(".typed")).toList())
                assertThat(Files.readString(file)).isEqualTo("to all\n");
        }
        shown.reset();
        start(Optional.of("Ann"));
        sees("as Ann");
        type("\u001bOA again\r");
        stored("to all again");
        type("/quit\r");
        assertThat(exit.get()).isZero();
    }

    @Test
    void atCompletesTheNamesOfThosePresent() throws Exception {
        start(Optional.of("Annabel"));
        sees("as Annabel");
        type("hello @Ann\tthere\r");
        stored("hello @Annabel there");
        type("\u0004");
        assertThat(exit.get()).isZero();
    }

    @Test
    void whatWasSaidLastIsShownOnJoiningAndRingsNot() throws Exception {
        server.says(EVE, Optional.empty(), "before you came");
        start(Optional.of("Ann"));
        sees("* the last message:");
        sees("Eve: before you came");
        sees("* and now:");
        assertThat(shown.toString(StandardCharsets.UTF_8)).doesNotContain("\u0007");
        server.says(EVE, Optional.empty(), "hello Ann");
        await().atMost(SOON).until(() -> shown.toString(StandardCharsets.UTF_8).contains("\u0007"));
        type("/quit\r");
        assertThat(exit.get()).isZero();
        server.says(EVE, Optional.empty(), "missed");
        shown.reset();
        start(Optional.of("Ann"));
        sees("* new since your last visit:");
        sees("Eve: missed");
        assertThat(screen().split("Eve: missed", -1)).hasSize(2);
        type("/quit\r");
        assertThat(exit.get()).isZero();
    }
}
