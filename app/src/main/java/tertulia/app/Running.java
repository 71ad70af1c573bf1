package tertulia.app;

import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tertulia.core.Budget;
import tertulia.core.Node;
import tertulia.core.Settings;
import tertulia.core.World;
import tertulia.discovery.Announcer;
import tertulia.model.Limits;
import tertulia.model.Notice;
import tertulia.model.Trouble;
import tertulia.model.Visible;
import tertulia.model.Words;
import tertulia.server.admin.Console;
import tertulia.server.admin.Journal;
import tertulia.server.front.json.JsonFront;
import tertulia.server.front.plain.PlainFront;
import tertulia.server.front.web.WebFront;
import tertulia.server.net.Door;
import tertulia.server.net.Front;
import tertulia.server.net.Proxies;
import tertulia.server.tls.CredentialSource;
import tertulia.store.SqliteStore;

/** A server that runs: the store, the port, the node on both, the console beside them. */
final class Running implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Running.class.getName());
    private static final int START_SECONDS = 30;
    private static final int FAREWELL_SECONDS = 2;

    private final Options options;
    private final Door door;
    private final InetSocketAddress address;
    private final SqliteStore store;
    private final Node node;
    private final @Nullable Console console;
    private final @Nullable Journal journal;
    private @Nullable Certificates certificates;
    private @Nullable Watchdog watchdog;
    private @Nullable Announcer announcer;

    /** What the operator wants. {@code words}: for those who come with nc and have not chosen a language. */
    record Options(
            InetSocketAddress address,
            Path data,
            String name,
            Words words,
            Set<String> publicNames,
            Proxies proxies,
            Limits limits,
            boolean console,
            Certificates.Wanted certificates,
            boolean discovery) {}

    private Running(
            Options options,
            Budget budget,
            Door door,
            InetSocketAddress address,
            SqliteStore store,
            @Nullable Console console) {
        this.options = options;
        this.door = door;
        this.address = address;
        this.store = store;
        this.console = console;
        journal = console == null ? new Journal(options.limits(), budget) : null;
        var watch = console != null ? console : Objects.requireNonNull(journal);
        var world = new World(
                door.lanes(), store.log(), store.directory(), InstantSource.system(), SecureRandom::new, budget);
        var settings = new Settings(server(), options.limits(), new SecretKeySpec(store.key(), "HmacSHA256"));
        node = new Node(world, settings, watch);
    }

    /** Takes the port, then opens the data, then lets people in. Throws {@link Trouble} if one of these can't be had. */
    static Running start(Options options) {
        var given = options.certificates().given();
        var source = CompletableFuture.supplyAsync(() -> source(given, options), Running::beside);
        var budget = Budget.ofThisProcess();
        var door = new Door(options.limits(), budget, options.proxies());
        SqliteStore store = null;
        try {
            var address = bind(door, options.address());
            store = SqliteStore.open(options.data(), options.limits(), budget.share(Budget.Use.LOG));
            var console = options.console() ? new Console(System.out, options.limits(), budget) : null;
            var running = new Running(options, budget, door, address, store, console);
            running.open(source);
            return running;
        } catch (RuntimeException e) {
            if (store != null) store.close();
            door.close();
            throw e;
        }
    }

    /** Certificates take a while, and are needed last; so they are made or read beside all the rest. */
    private static CredentialSource source(Optional<CredentialSource> given, Options options) {
        return given.orElseGet(() -> options.certificates().own(options.data(), options.publicNames()));
    }

    private static void beside(Runnable task) {
        Thread.ofPlatform().daemon().name("certificates").start(task);
    }

    private static InetSocketAddress bind(Door door, InetSocketAddress wanted) {
        try {
            return door.bind(wanted);
        } catch (Exception e) { // Netty throws what the system throws, checked or not.
            throw new Failure(listening(String.valueOf(e.getMessage())), Addresses.text(wanted), e);
        }
    }

    /** What the system says of it, by the name of our sentence; Linux's words and Java's. */
    private static String listening(String said) {
        if (said.contains("in use")) return "listen-taken";
        if (said.contains("denied")) return "listen-forbidden";
        return said.contains("assign requested address") ? "listen-elsewhere" : "listen";
    }

    private void open(CompletableFuture<CredentialSource> source) {
        waitFor(node.start(), START_SECONDS);
        var known = waitFor(source, START_SECONDS);
        known.keep();
        var opened =
                new Certificates(known, options.limits(), options.certificates().only());
        certificates = opened;
        watchdog = new Watchdog(door.lanes(), store, options.limits());
        var plain = new PlainFront(options.limits(), options.words());
        door.open(new Door.House(
                node,
                fronts(opened, plain, watchdog),
                plain.greeting(options.name()),
                plain.goodbye(),
                console == null ? from -> {} : console::connected,
                Optional.of(opened.encryption())));
    }

    /** Takes the operator's commands, if that is wanted: with an editor of lines at a terminal, else a line each from stdin. */
    void listen(boolean terminal, Runnable stop) {
        if (console == null) return;
        if (!terminal) {
            console.listen(System.in, node, stop);
            return;
        }
        console.prompt(node, stop);
        Log.toTerminal(console::logged);
    }

    private List<Front> fronts(Certificates opened, PlainFront plain, Watchdog health) {
        var limits = options.limits();
        var names = new OwnNames(options.publicNames(), Addresses::hostName, opened::names);
        var json = new JsonFront(limits);
        boolean tlsOnly = options.certificates().only();
        var web = new WebFront(
                new WebFront.Settings(
                        server(), limits, names, Optional.of(opened), tlsOnly, health::ailment, this::urls),
                JsonFront.inFrames(limits));
        return List.of(json, web, plain);
    }

    /** Those that are told at the start, and by other names of this machine, which some people type. */
    private List<String> urls() {
        var urls = new LinkedHashSet<>(places().urls());
        var bound = address.getAddress();
        var names = new ArrayList<String>();
        if (!bound.isLoopbackAddress()) names.add(Addresses.hostName().replaceFirst("\\..*", "") + ".local");
        if (bound.isLoopbackAddress() || bound.isAnyLocalAddress()) names.addAll(List.of("localhost", "127.0.0.1"));
        boolean tlsOnly = options.certificates().only();
        for (String name : names) urls.add(Places.url(name, address.getPort(), tlsOnly));
        return List.copyOf(urls);
    }

    private Places places() {
        boolean proxied = options.proxies().areNamed();
        boolean tlsOnly = options.certificates().only();
        return Places.of(address, options.publicNames(), proxied, tlsOnly, Addresses::ofThisMachine);
    }

    private Notice.Server server() {
        return new Notice.Server(options.name(), Main.Version.text());
    }

    /** Says where it runs and how to join; then, if that is wanted, makes itself known on the network. */
    void announce(PrintStream out, boolean terminal) {
        if (certificates == null) throw new IllegalStateException("not open");
        var tls = options.certificates();
        var places = places();
        store.leftOut().ifPresent(trouble -> out.println("! " + Visible.text(trouble.in(Words.ours()))));
        new Banner(
                        options.name(),
                        options.data(),
                        places,
                        address.getPort(),
                        console != null,
                        certificates.fingerprint(),
                        tls.only())
                .print(out, terminal);
        out.println("Ready on " + Addresses.text(address));
        out.flush();
        // Once is enough for who looks at both.
        if (!terminal) LOG.log(Level.INFO, "ready address={0} data={1}", Addresses.text(address), options.data());
        if (!options.discovery()) return;
        boolean byAddress =
                tls.files().isEmpty(); // A certificate of the operator's is for names, and what is told is an address.
        announcer = Announcer.start(
                new Announcer.Service(options.name(), address.getPort(), Main.Version.text(), byAddress),
                address.getAddress());
    }

    void sayStopping(PrintStream out) {
        if (console != null) console.leave();
        out.println(Words.ours().of("banner.stopping"));
        out.flush();
        LOG.log(Level.INFO, "stop connections={0}", String.valueOf(door.connections()));
    }

    /** Tells everyone, finishes what was accepted, and lets go of port and data. */
    @Override
    public void close() {
        door.stopListening();
        if (announcer != null) attempt("discovery", announcer::close);
        attempt("farewell", () -> waitFor(node.stop(), FAREWELL_SECONDS));
        attempt("connections", () -> door.emptied(FAREWELL_SECONDS));
        if (watchdog != null) watchdog.close();
        attempt("store", store::close);
        attempt("door", door::close);
        if (certificates != null) certificates.close();
        if (console != null) console.close();
        if (journal != null) journal.close();
    }

    /** After the end: why what was acknowledged may not be stored; nothing if it is. */
    Optional<String> lost() {
        return store.lost().map(trouble -> Visible.text(trouble.in(Words.ours())));
    }

    /** What goes wrong at the end keeps nothing else from ending. */
    private static void attempt(String what, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "trouble where=stop step={0} cause={1}", what, e);
        }
    }

    InetSocketAddress address() {
        return address;
    }

    private static <T extends @Nullable Object> T waitFor(CompletionStage<T> stage, int seconds) {
        try {
            return stage.toCompletableFuture().get(seconds, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Trouble trouble) throw trouble;
            throw new Failure("start", e);
        } catch (TimeoutException e) {
            throw new Failure("start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("start", e);
        }
    }
}
