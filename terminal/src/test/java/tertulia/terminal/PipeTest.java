package tertulia.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tertulia.client.Address;
import tertulia.client.Certificates;
import tertulia.client.FakeServer;
import tertulia.client.Happening;
import tertulia.client.Identities;
import tertulia.model.Author;
import tertulia.model.Limit;
import tertulia.model.Notice;
import tertulia.model.RoomId;

/** The chat as a filter, and send. */
final class PipeTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(800);
    private static final Author EVE = FakeServer.somebody("Eve");

    @TempDir
    Path folder;

    private final FakeServer server = new FakeServer(1);
    /** Short only where it is to run out, for a busy machine may need long for anything. */
    private Duration arrival = SOON;

    private Duration standstill = SOON;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @AfterEach
    void close() {
        server.close();
    }

    private static PrintStream print(OutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    /** The end of what is typed, long before the block that owns it ends. */
    private static void end(OutputStream typed) throws IOException {
        typed.close();
    }

    private static InputStream input(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private Visitor.Guest guest(Address address, Optional<String> name) {
        return new Visitor.Guest(address, name, new Identities(folder), arrival, standstill);
    }

    private int filter(InputStream in, OutputStream to, String name) {
        return new Filter(in, print(to), print(err)).run(guest(server.address(), Optional.of(name)));
    }

    private int filter(String in) {
        return filter(input(in), out, "Pipe");
    }

    private int send(String to, String text, String in) {
        return new Send(guest(server.address(), Optional.of("Ann"))).run(to, text, input(in), print(err));
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void eachLineIsSaidAndAcknowledgedBeforeItEnds() {
        assertThat(filter("one\r\n\nALL*two\n//three\n/msg ALL four\nПять ✓")).isZero();
        assertThat(server.texts(RoomId.LOBBY)).containsExactly("one", "two", "/three", "four", "Пять ✓");
        assertThat(out()).isEmpty();
    }

    @Test
    void manyLinesKeepToTheServersPace() {
        server.limits(Map.of(Limit.SAY_PER_SECOND, 2000L, Limit.SAY_BURST, 100L));
        var lines = IntStream.range(0, 3000).mapToObj(n -> "line " + n).toList();
        assertThat(filter(lines.stream().map(line -> line + "\n").collect(Collectors.joining())))
                .isZero();
        assertThat(server.texts(RoomId.LOBBY)).isEqualTo(lines);
    }

    @Test
    void whatOthersSayGoesOutAsLinesAndWhatHappensToStderr() throws Exception {
        try (var typed = new PipedOutputStream();
                var in = new PipedInputStream(typed)) {
            var exit = CompletableFuture.supplyAsync(() -> filter(in, out, "Pipe"));
            await().atMost(SOON).until(() -> server.callers() == 1);
            server.says(EVE, Optional.empty(), "to all\nin two lines");
            server.says(EVE, server.known("Pipe"), "to you");
            assertThat(new Send(guest(server.address(), Optional.of("Guest")))
                            .run("Pipe", "hello", input(""), print(new ByteArrayOutputStream())))
                    .isZero();
            await().atMost(SOON).until(() -> out().contains("Guest"));
            end(typed);
            assertThat(exit.get()).isZero();
        }
        assertThat(out().lines())
                .containsExactlyInAnyOrder(
                        "Eve: to all", "Eve: in two lines", "Eve (private): to you", "Guest (private): hello");
        assertThat(err()).contains("* Guest just joined the server");
    }

    @Test
    void theNextTimeWhatWasMissedComesOutFirst() {
        assertThat(filter("")).isZero();
        server.says(EVE, Optional.empty(), "missed");
        assertThat(filter("")).isZero();
        assertThat(filter("")).isZero();
        assertThat(out()).isEqualTo("Eve: missed\n");
    }

    @Test
    void aMarkAtTheBeginningIsLeftOut() {
        assertThat(filter("\ufeff/who\n")).isZero();
        assertThat(filter("\ufeffhello\n")).isZero();
        assertThat(send("ALL", "-", "\ufeffsent\n")).isZero();
        assertThat(server.texts(RoomId.LOBBY)).containsExactly("hello", "sent");
    }

    @Test
    void whatIsNotUtf8IsRefusedAndNeverChanged() {
        byte[] bad = "bad \u00c0\u00af\nnext\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(filter(new ByteArrayInputStream(bad), out, "Pipe")).isEqualTo(1);
        assertThat(new Send(guest(server.address(), Optional.of("Ann")))
                        .run("ALL", "-", new ByteArrayInputStream(bad), print(err)))
                .isEqualTo(1);
        assertThat(server.texts(RoomId.LOBBY)).containsExactly("next");
        assertThat(err().lines().filter(line -> line.contains("UTF-8"))).hasSize(2);
    }

    @Test
    void aSlipIsRefusedAndNotSaidToEveryone() {
        assertThat(filter("Eve *secret\nEve * secret\n /ciper caesar 7\nso *nice* of you\n"))
                .isEqualTo(1);
        assertThat(server.texts(RoomId.LOBBY)).containsExactly("so *nice* of you");
        assertThat(err()).contains("write Eve*text");
    }

    @Test
    void whatCouldNotBeSaidIsToldAndTheRestGoesOn() {
        assertThat(filter("Nobody*psst\n/nope\n" + "x".repeat(70_000) + "\nafter\n"))
                .isEqualTo(1);
        assertThat(server.texts(RoomId.LOBBY)).containsExactly("after");
        assertThat(err()).contains("! not sent: nobody is called", "! there is no command /nope");
        assertThat(err().lines().filter(line -> line.startsWith("! "))).hasSize(3);
    }

    @Test
    void aReaderThatWentAwayEndsIt() throws Exception {
        var broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        try (var typed = new PipedOutputStream();
                var in = new PipedInputStream(typed)) {
            var exit = CompletableFuture.supplyAsync(() -> filter(in, broken, "Pipe"));
            await().atMost(SOON).until(() -> server.callers() == 1);
            server.says(EVE, Optional.empty(), "anybody?");
            assertThat(exit.get()).isZero();
        }
    }

    @Test
    void aNameThatWasAskedForAndIsRefusedEndsItInWords() {
        assertThat(filter(input("x\n"), out, "no name")).isEqualTo(1);
        server.take("Pipe");
        assertThat(filter("x\n")).isEqualTo(1);
        assertThat(err()).contains("! a name has no spaces in it", "! Pipe is taken");
    }

    @Test
    void withoutANameAnyNameWillDo() {
        server.take(System.getProperty("user.name"));
        assertThat(new Send(guest(server.address(), Optional.empty())).run("ALL", "hi", input(""), print(err)))
                .isZero();
        assertThat(server.texts(RoomId.LOBBY)).containsExactly("hi");
    }

    @Test
    void sendReturnsWhenTheMessageIsStored() {
        assertThat(send("ALL", "hello", "")).isZero();
        assertThat(send("all", "-", "two\nlines\n")).isZero();
        assertThat(server.texts(RoomId.LOBBY)).containsExactly("hello", "two\nlines");
        assertThat(err()).isEmpty();
    }

    @Test
    void sendSaysWhyItFailed() {
        assertThat(send("Nobody", "hello", "")).isEqualTo(1);
        assertThat(err()).startsWith("! not sent: nobody is called");
    }

    @Test
    void aServerOutOfReachIsSaidSo() {
        arrival = SHORT;
        server.stop();
        assertThat(send("ALL", "hello", "")).isEqualTo(1);
        assertThat(err()).startsWith("! cannot reach 127.0.0.1:").contains("refused");
    }

    @Test
    void aServerThatTakesNothingMoreIsGivenUp() throws Exception {
        standstill = SHORT;
        try (var typed = new PipedOutputStream();
                var in = new PipedInputStream(typed)) {
            var exit = CompletableFuture.supplyAsync(() -> filter(in, out, "Pipe"));
            await().atMost(SOON).until(() -> server.callers() == 1);
            server.mute(true);
            typed.write("x\n".getBytes(StandardCharsets.UTF_8));
            end(typed);
            assertThat(exit.get()).isEqualTo(1);
        }
        assertThat(err()).contains("! not everything was acknowledged");
    }

    @Test
    void whoIsSentOutEnds() throws Exception {
        try (var typed = new PipedOutputStream();
                var in = new PipedInputStream(typed)) {
            var exit = CompletableFuture.supplyAsync(() -> filter(in, out, "Pipe"));
            await().atMost(SOON).until(() -> server.callers() == 1);
            server.bye(Notice.Reason.KICKED);
            assertThat(exit.get()).isEqualTo(1);
        }
        assertThat(err()).contains("sent you out");
    }

    @Test
    void sendKnowsAServerByItsKeyAndSaysNothingToAnother() {
        var old = Certificates.authority();
        try (var secure = new FakeServer(1, Optional.of(signedBy(old)))) {
            assertThat(send(secure.address(), "one")).isZero();
            assertThat(err()).isEqualTo(Speech.met(new Happening.Met(secure.address(), old.shown(), true)) + "\n");
            err.reset();
            assertThat(send(secure.address(), "two")).isZero();
            assertThat(err()).isEmpty();
            secure.certificates(signedBy(Certificates.authority()));
            assertThat(send(secure.address(), "three")).isEqualTo(1);
            assertThat(err()).startsWith("! NOT CONNECTED: the key of " + secure.address() + " has changed");
            err.reset();
            int exit = new Filter(input("four"), print(out), print(err))
                    .run(new Visitor.Guest(secure.address(), Optional.of("Pipe"), new Identities(folder)));
            assertThat(exit).isEqualTo(1);
            assertThat(err()).startsWith("! NOT CONNECTED: ");
            assertThat(secure.texts(RoomId.LOBBY)).containsExactly("one", "two");
        }
    }

    @Test
    void tlsToAPlainServerAndPlainToOneOfTlsAreSaidInWords() {
        var plain = server.address();
        assertThat(send(new Address(plain.host(), plain.port(), true), "x")).isEqualTo(1);
        assertThat(err()).contains("! cannot reach tls://" + plain + ": the server does not answer in TLS (");
        err.reset();
        try (var secure = new FakeServer(1, Optional.of(signedBy(Certificates.authority())))) {
            var address = secure.address();
            assertThat(send(new Address(address.host(), address.port()), "x")).isEqualTo(1);
            assertThat(err()).contains("the server speaks TLS alone; write tls:// before its address");
        }
    }

    private int send(Address address, String text) {
        var patience = SOON.dividedBy(4);
        return new Send(new Visitor.Guest(address, Optional.of("Ann"), new Identities(folder), patience, patience))
                .run("ALL", text, input(""), print(err));
    }

    private static SSLContext signedBy(Certificates.Owner ca) {
        return Certificates.context(Certificates.server(ca, Certificates.NOW, "127.0.0.1"), ca);
    }
}
