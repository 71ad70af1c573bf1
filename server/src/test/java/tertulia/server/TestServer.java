package tertulia.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import javax.crypto.spec.SecretKeySpec;
import tertulia.core.Budget;
import tertulia.core.Node;
import tertulia.core.Settings;
import tertulia.core.Watch;
import tertulia.core.World;
import tertulia.model.Limit;
import tertulia.model.Limits;
import tertulia.model.Notice;
import tertulia.model.Words;
import tertulia.server.front.json.JsonFront;
import tertulia.server.front.plain.PlainFront;
import tertulia.server.front.web.Names;
import tertulia.server.front.web.Trust;
import tertulia.server.front.web.WebFront;
import tertulia.server.net.Door;
import tertulia.server.net.Encryption;
import tertulia.server.net.Proxies;
import tertulia.server.tls.Credentials;
import tertulia.testkit.MemoryDirectory;
import tertulia.testkit.MemoryLog;

/** A server on a free loopback port with one lane, a log in memory, a clock that stands and chance that counts. */
final class TestServer implements AutoCloseable {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-20T10:00:00Z"));

    private static final Trust TRUST = new Trust() {
        @Override
        public String fingerprint() {
            return "SHA256 00:01:02";
        }

        @Override
        public Optional<byte[]> authority() {
            return Optional.of(new byte[] {0x30, 0, 1, 2});
        }
    };

    static final Budget AMPLE = Budget.of(1 << 29, 1 << 29);

    private final Optional<Encryption> encryption;
    private final MemoryLog log = new MemoryLog();
    private final Queue<String> seen = new ConcurrentLinkedQueue<>();
    private final Door door;
    private final Node node;
    private final InetSocketAddress address;
    private final AtomicReference<Optional<String>> ailment = new AtomicReference<>(Optional.empty());

    TestServer(Map<Limit, Long> set) {
        this(set, false);
    }

    TestServer(Map<Limit, Long> set, boolean tlsOnly) {
        this(set, tlsOnly, Optional.empty());
    }

    /** One that speaks TLS too, or only. */
    TestServer(Map<Limit, Long> set, boolean tlsOnly, Optional<Credentials> credentials) {
        this(set, tlsOnly, credentials, Proxies.loopback(), AMPLE);
    }

    /** One with so much memory for each use. */
    TestServer(Map<Limit, Long> set, Budget budget) {
        this(set, false, Optional.empty(), Proxies.loopback(), budget);
    }

    /** One behind these proxies. */
    TestServer(Map<Limit, Long> set, Proxies proxies) {
        this(set, false, Optional.empty(), proxies, AMPLE);
    }

    private TestServer(
            Map<Limit, Long> set, boolean tlsOnly, Optional<Credentials> credentials, Proxies proxies, Budget budget) {
        var limits = Limits.with(set);
        encryption = credentials.map(shown -> new Encryption(limits, shown, tlsOnly));
        door = new Door(limits, budget, proxies, 1);
        address = door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        var counter = new AtomicLong();
        RandomGenerator counting = counter::incrementAndGet;
        var world = new World(door.lanes(), log, new MemoryDirectory(log), CLOCK, () -> counting, budget);
        var key = new SecretKeySpec(new byte[32], "HmacSHA256");
        var server = new Notice.Server("Tertulia", "0.1.0");
        node = new Node(world, new Settings(server, limits, key), Watch.NOBODY);
        node.start().toCompletableFuture().join();
        var json = new JsonFront(limits);
        var web = new WebFront(
                new WebFront.Settings(
                        server,
                        limits,
                        Names.of(Set.of("chat.example", "pi.local")),
                        Optional.of(TRUST),
                        tlsOnly,
                        ailment::get,
                        () -> List.of("http://192.0.2.7:5555/", "http://localhost:5555/")),
                json);
        var plain = new PlainFront(limits, Words.english());
        door.open(new Door.House(
                node, List.of(json, web, plain), plain.greeting("Tertulia"), plain.goodbye(), seen::add, encryption));
    }

    Encryption encryption() {
        return encryption.orElseThrow();
    }

    /** Stops as the program does; connections have ended then, or not within two seconds. */
    void stop() {
        door.stopListening();
        node.stop().toCompletableFuture().join();
        door.emptied(2);
    }

    /** The addresses that connections came from, as the console is told. */
    List<String> seen() {
        return List.copyOf(seen);
    }

    /** From now on this ails it, if anything does. */
    void ails(Optional<String> what) {
        ailment.set(what);
    }

    int connections() {
        return door.connections();
    }

    Node node() {
        return node;
    }

    MemoryLog log() {
        return log;
    }

    InetSocketAddress address() {
        return address;
    }

    @Override
    public void close() {
        door.close();
        log.close();
    }
}
