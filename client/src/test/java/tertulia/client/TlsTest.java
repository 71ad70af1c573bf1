package tertulia.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static tertulia.client.Certificates.AHEAD;
import static tertulia.client.Certificates.NOW;
import static tertulia.client.Certificates.OVER;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tertulia.client.Certificates.Owner;
import tertulia.model.RoomId;

/** Clients and servers that speak TLS. */
final class TlsTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Timing PATIENT = timing(Duration.ofSeconds(15), Duration.ofSeconds(15));
    private static final String HERE = "127.0.0.1";

    @TempDir
    Path folder;

    private final Owner ca = Certificates.authority();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (var one : open.reversed()) one.close();
    }

    private static Timing timing(Duration idle, Duration connect) {
        return new Timing(
                Duration.ofMillis(1),
                Duration.ofMillis(20),
                Duration.ofMillis(1),
                idle,
                connect,
                Duration.ofMillis(500),
                Duration.ofMillis(5),
                Duration.ofMillis(2));
    }

    private <T extends AutoCloseable> T closed(T one) {
        open.add(one);
        return one;
    }

    private FakeServer server(SSLContext certificates) {
        return closed(new FakeServer(1, Optional.of(certificates)));
    }

    /** What a server shows that made its certificate itself. */
    private static SSLContext signed(Owner ca) {
        return Certificates.context(Certificates.server(ca, NOW, HERE, "localhost"), ca);
    }

    /** A client and what its screen was told. */
    private final class Person implements AutoCloseable {
        final List<Happening> told = Collections.synchronizedList(new ArrayList<>());
        final Client client;

        Person(Address server, Timing timing) {
            this(server, timing, "Ann");
        }

        Person(Address server, Timing timing, String name) {
            client = closed(
                    new Client(new Client.Options(server, name, new Identities(folder), true, timing), told::add));
            client.start();
        }

        List<Happening.Met> met() {
            return List.copyOf(told).stream()
                    .filter(Happening.Met.class::isInstance)
                    .map(Happening.Met.class::cast)
                    .toList();
        }

        <T extends State> T until(Class<T> state) {
            return await().atMost(SOON)
                    .until(
                            () -> List.copyOf(told).stream()
                                    .filter(Happening.Stands.class::isInstance)
                                    .map(stands -> ((Happening.Stands) stands).state())
                                    .filter(state::isInstance)
                                    .map(state::cast)
                                    .findFirst(),
                            Optional::isPresent)
                    .orElseThrow();
        }

        State.Online online() {
            return until(State.Online.class);
        }

        @Override
        public void close() {
            client.close();
        }
    }

    private Person person(Address server) {
        return new Person(server, PATIENT);
    }

    /** Why a new client does not come to that server at all. */
    private Gone.Distrusted doubt(FakeServer server, Address address) {
        var before = server.hellos();
        var person = person(address);
        var why = (Gone.Distrusted) person.until(State.Ended.class).why();
        assertThat(server.hellos()).isEqualTo(before);
        assertThat(List.copyOf(person.told))
                .noneMatch(happening ->
                        happening instanceof Happening.Stands(var state) && state instanceof State.Waiting);
        assertThat(person.met()).isEmpty();
        person.close();
        return why;
    }

    private Gone.Doubt doubt(SSLContext certificates) {
        var server = server(certificates);
        var why = doubt(server, server.address());
        assertThat(why.details()).contains(server.address().toString());
        assertThat(folder.resolve("known-servers")).doesNotExist();
        return why.doubt();
    }

    @Test
    void theAuthoritysKeyIsKeptAtFirstAndThenNothingIsSaidOfIt() throws Exception {
        var server = server(signed(ca));
        var first = person(server.address());
        first.online();
        assertThat(first.told.get(1)).isEqualTo(new Happening.Met(server.address(), ca.shown(), true));
        first.client.say("ALL", "by TLS");
        assertThat(first.client.flush(SOON)).isTrue();
        server.cut();
        await().atMost(SOON).until(() -> server.hellos().size() == 2 && server.callers() == 1);
        assertThat(first.met()).hasSize(1);
        first.client.quit();
        assertThat(first.until(State.Ended.class).why()).isEqualTo(new Gone.Left());

        var second = person(server.address());
        second.online();
        assertThat(second.met()).isEmpty();
        assertThat(server.texts(RoomId.LOBBY)).containsExactly("by TLS");
    }

    @Test
    void aRenewedCertificateOfTheSameAuthorityIsNoNews() {
        var server = server(signed(ca));
        person(server.address()).online();
        server.certificates(signed(ca));
        var again = person(server.address());
        again.online();
        assertThat(again.met()).isEmpty();
    }

    @Test
    void anotherAuthorityIsRefusedAlsoWhenAConnectionIsMadeAnew() throws Exception {
        var server = server(signed(ca));
        var person = person(server.address());
        person.online();
        var other = Certificates.authority();
        server.certificates(signed(other));
        var why = (Gone.Distrusted) person.until(State.Ended.class).why();
        assertThat(why.doubt()).isEqualTo(Gone.Doubt.KEY_CHANGED);
        assertThat(why.details())
                .startsWith(server.address().toString(), other.shown(), ca.shown())
                .endsWith(folder.resolve("known-servers").toString());
        assertThat(doubt(server, server.address()).doubt()).isEqualTo(Gone.Doubt.KEY_CHANGED);
        assertThat(Files.readString(folder.resolve("known-servers"))).contains(ca.shown());
    }

    @Test
    void certificatesThatAreForOthersOrNotForNowAreRefused() {
        assertThat(doubt(Certificates.context(Certificates.server(ca, NOW, "localhost", "10.0.0.1"), ca)))
                .isEqualTo(Gone.Doubt.OTHER_NAMES);
        assertThat(doubt(Certificates.context(Certificates.selfSigned(NOW, "localhost"))))
                .isEqualTo(Gone.Doubt.OTHER_NAMES);
        assertThat(doubt(Certificates.context(Certificates.server(ca, OVER, HERE), ca)))
                .isEqualTo(Gone.Doubt.EXPIRED);
        assertThat(doubt(Certificates.context(Certificates.selfSigned(OVER, HERE))))
                .isEqualTo(Gone.Doubt.EXPIRED);
        assertThat(doubt(Certificates.context(Certificates.server(ca, AHEAD, HERE), ca)))
                .isEqualTo(Gone.Doubt.NOT_YET_VALID);
    }

    @Test
    void certificatesThatDoNotBelongTogetherAreRefused() {
        var leaf = Certificates.server(ca, NOW, HERE);
        assertThat(doubt(Certificates.context(leaf, Certificates.authority()))).isEqualTo(Gone.Doubt.BAD_CHAIN);
        var noAuthority = Certificates.selfSigned(NOW, HERE);
        assertThat(doubt(Certificates.context(Certificates.server(noAuthority, NOW, HERE), noAuthority)))
                .isEqualTo(Gone.Doubt.BAD_CHAIN);
    }

    @Test
    void anAuthorityIsHeldToTheNamesItMaySignFor() {
        var narrow = Certificates.authority("10.0.0.0/8", "local");
        assertThat(doubt(Certificates.context(Certificates.server(narrow, NOW, HERE, "x.local"), narrow)))
                .isEqualTo(Gone.Doubt.BAD_CHAIN);
        assertThat(doubt(Certificates.context(
                        Certificates.server(narrow, NOW, "10.0.0.1", "elsewhere.example"), narrow)))
                .isEqualTo(Gone.Doubt.BAD_CHAIN);
        var wide = Certificates.authority("127.0.0.0/8", "local", "localhost", "0:0:0:0:0:0:0:1/128");
        var leaf = Certificates.server(wide, NOW, HERE, "localhost", "x.local", "0:0:0:0:0:0:0:1");
        var server = server(Certificates.context(leaf, wide));
        person(server.address()).online();
        new Person(new Address("localhost", server.address().port(), true), PATIENT, "Bob").online();
    }

    @Test
    void withoutAnAuthorityOfItsOwnTheServersOwnKeyCounts() {
        var own = Certificates.server(ca, NOW, HERE);
        var server = server(Certificates.context(own));
        var first = person(server.address());
        first.online();
        assertThat(first.met()).containsExactly(new Happening.Met(server.address(), own.shown(), true));
        first.close();
        server.certificates(Certificates.context(Certificates.server(ca, own.keys(), NOW, HERE)));
        var second = person(server.address());
        second.online();
        assertThat(second.met()).isEmpty();
        second.close();
        server.certificates(Certificates.context(Certificates.server(ca, NOW, HERE)));
        assertThat(doubt(server, server.address()).doubt()).isEqualTo(Gone.Doubt.KEY_CHANGED);
    }

    @Test
    void whatPublicAuthoritiesVouchForMayChangeItsKey() throws Exception {
        var authority = Trust.trusting(ca.certificate());
        var pins = new Identities(folder).pins(Clock.systemUTC());
        var server = server(Certificates.context(Certificates.server(ca, NOW, HERE)));
        for (boolean first : new boolean[] {true, false}) {
            try (var socket = new Socket(
                    InetAddress.getLoopbackAddress(), server.address().port())) {
                var trust = new Trust(() -> authority);
                trust.handshake(socket, server.address());
                assertThat(trust.key().vouched()).isTrue();
                assertThat(pins.meet(server.address(), trust.key())
                                .orElseThrow()
                                .first())
                        .isEqualTo(first);
            }
            server.certificates(Certificates.context(Certificates.server(ca, NOW, HERE)));
        }
        assertThat(doubt(server, server.address()).doubt()).isEqualTo(Gone.Doubt.KEY_CHANGED);
    }

    @Test
    void aDamagedFileOfKeysIsSaidAndKept() throws Exception {
        var server = server(signed(ca));
        Files.writeString(folder.resolve("known-servers"), "nonsense\n");
        assertThat(doubt(server, server.address()).doubt()).isEqualTo(Gone.Doubt.KEYS_DAMAGED);
        assertThat(folder.resolve("known-servers")).hasContent("nonsense\n");
    }

    @Test
    void aPlainServerBehindTlsIsToldAndTriedAgain() throws Exception {
        try (var plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answer(plain, "What is your name?\n"));
            var person = person(new Address(HERE, plain.getLocalPort(), true));
            assertThat(person.until(State.Waiting.class).why()).isInstanceOf(Gone.NoTls.class);
        }
    }

    @Test
    void aHandshakeHasItsTimeHoweverSlowlyTheServerGoesOn() throws Exception {
        try (var slow = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                var drops = new Lane("drops")) {
            Thread.ofVirtual().start(() -> drip(slow, drops));
            var brief = timing(Duration.ofSeconds(60), Duration.ofMillis(300));
            var person = new Person(new Address(HERE, slow.getLocalPort(), true), brief);
            assertThat(person.until(State.Waiting.class).why()).isInstanceOf(Gone.NoTls.class);
        }
    }

    @Test
    void whoComesPlainlyToAServerOfTlsAloneIsTold() {
        var server = server(signed(ca));
        var person = person(server.address().plain());
        assertThat(person.until(State.Ended.class).why()).isEqualTo(new Gone.OnlyTls());
    }

    @Test
    void aSilentServerIsAskedAndThenLeftByTlsToo() throws Exception {
        var server = server(signed(ca));
        var person = new Person(server.address(), timing(Duration.ofSeconds(1), Duration.ofSeconds(15)));
        person.online();
        server.mute(true);
        assertThat(person.until(State.Waiting.class).why()).isEqualTo(new Gone.Silent());
        server.mute(false);
        person.client.say("ALL", "later");
        assertThat(person.client.flush(SOON)).isTrue();
    }

    @Test
    void byTlsOneIsWhoOneWasPlainlyButNotTheOtherWayRound() throws Exception {
        var identities = new Identities(folder);
        var plain = new Address("h", 1);
        var tls = new Address("h", 1, true);
        var user = new tertulia.model.UserId(1, 1);
        identities.save(new Identity(plain, "Ann", user, "Ann", "old", java.util.Map.of()));
        assertThat(identities.find(tls, "Ann").orElseThrow().token()).isEqualTo("old");
        assertThat(identities.latest(tls).orElseThrow().name()).isEqualTo("Ann");
        identities.save(new Identity(tls, "Ann", user, "Ann", "new", java.util.Map.of()));
        identities.save(new Identity(tls, "Bob", user, "Bob", "bobs", java.util.Map.of()));
        assertThat(identities.find(tls, "Ann").orElseThrow().token()).isEqualTo("new");
        assertThat(identities.find(plain, "Ann").orElseThrow().token()).isEqualTo("old");
        assertThat(identities.find(plain, "Bob")).isEmpty();
        assertThat(identities.latest(plain).orElseThrow().name()).isEqualTo("Ann");
    }

    private static void answer(ServerSocket door, String text) {
        try {
            while (true) {
                try (var socket = door.accept()) {
                    socket.getInputStream().read();
                    socket.getOutputStream().write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            // Closed: that is how it ends.
        }
    }

    /** Begins a TLS record of 16 KiB and sends it byte by byte. */
    private static void drip(ServerSocket door, Lane drops) {
        try {
            while (true) {
                var out = door.accept().getOutputStream();
                out.write(new byte[] {22, 3, 3, 64, 0});
                drop(out, drops);
            }
        } catch (IOException e) {
            // Closed: that is how it ends.
        }
    }

    private static void drop(OutputStream out, Lane drops) {
        try {
            out.write(2);
            drops.after(Duration.ofMillis(20), () -> drop(out, drops));
        } catch (IOException e) {
            // He has enough.
        }
    }
}
