package tertulia.app;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import tertulia.client.Address;
import tertulia.client.Home;
import tertulia.model.Words;
import tertulia.server.net.Proxies;

/** Runs a server until it is told to stop. */
@Command(name = "serve", mixinStandardHelpOptions = true, versionProvider = Main.Version.class)
final class Serve implements Callable<Integer> {
    private static final int PORT = Address.PORT;
    private static final int STOP_MILLIS = 4500;

    @ParentCommand
    private @Nullable Main main;

    @Option(names = "--port", paramLabel = "PORT")
    private @Nullable Integer port;

    @Option(names = "--bind", paramLabel = "ADDR")
    private @Nullable String bind;

    @Option(names = "--data", paramLabel = "DIR")
    private @Nullable String data;

    @Option(names = "--name", paramLabel = "NAME")
    private @Nullable String name;

    @Option(names = "--public-name", paramLabel = "NAME")
    private List<String> publicNames = List.of();

    @Option(names = "--proxy", paramLabel = "ADDRESS")
    private List<String> proxies = List.of();

    @Option(names = "--config", paramLabel = "FILE")
    private @Nullable String config;

    @Option(names = "--tls-cert", paramLabel = "FILE")
    private @Nullable String tlsCert;

    @Option(names = "--tls-key", paramLabel = "FILE")
    private @Nullable String tlsKey;

    @Option(names = "--tls-only")
    private boolean tlsOnly;

    @Option(names = "--no-discovery")
    private boolean noDiscovery;

    /** For the launcher, which starts the server again when it ended with exit code 3. */
    @Option(names = "--restart")
    private boolean restart;

    @Option(names = "--console")
    private boolean console;

    @Override
    public Integer call() throws InterruptedException {
        Fatal.install();
        var file = file();
        var words = words(file); // First, for what may be wrong is said in them.
        var settings = new Running.Options(
                address(file),
                data(file),
                given("--name", name)
                        .map(Value::serverName)
                        .or(() -> file.setting("name"))
                        .orElse("Tertulia"),
                words,
                publicNames(file),
                proxies(file),
                file.limits(),
                console || isTerminal(),
                certificates(file),
                !noDiscovery && file.flag("discovery", true));
        var stop = new CountDownLatch(1);
        var stopped = new CountDownLatch(1);
        try {
            var lost = run(settings, stop, stopped);
            System.out.println(lost.map(why -> Words.ours().of("banner.stopped-lost", why))
                    .orElseGet(() -> Words.ours().of("banner.stopped")));
        } finally {
            stopped.countDown();
        }
        return 0;
    }

    /** Ours, if it was said which; for whoever comes with nc knows nothing of the locale here. */
    private Words words(Config file) {
        var lang = Optional.ofNullable(main).flatMap(Main::lang).or(() -> file.setting("lang"));
        lang.ifPresent(Main::speak);
        return lang.isPresent() ? Words.ours() : Words.english();
    }

    /** Returns why what was acknowledged may not be stored, if so. */
    private static Optional<String> run(Running.Options settings, CountDownLatch stop, CountDownLatch stopped)
            throws InterruptedException {
        if (settings.console()) Natives.prepareTerminal();
        var running = Running.start(settings);
        try (running) {
            onSignal(stop, stopped);
            running.announce(System.out, isTerminal());
            running.listen(isTerminal(), stop::countDown);
            stop.await();
            running.sayStopping(System.out);
            endSoon();
        }
        return running.lost();
    }

    /** Whatever hangs, a disk perhaps: what was acknowledged is on disk already, and nobody waits longer than this. */
    private static void endSoon() {
        Thread.ofPlatform().daemon().name("end").start(() -> {
            try {
                Thread.sleep(STOP_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            Runtime.getRuntime().halt(0);
        });
    }

    /** A signal stops the server as the console does, and is no failure. */
    private static void onSignal(CountDownLatch stop, CountDownLatch stopped) {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("signal").unstarted(() -> {
            if (stopped.getCount() == 0) return;
            stop.countDown();
            try {
                stopped.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            System.out.flush();
            Runtime.getRuntime().halt(0);
        }));
    }

    private Config file() {
        var path = given("--config", config).map(Serve::path);
        try {
            return path.map(Config::read).orElseGet(Config::none);
        } catch (ConfigFailure e) {
            if (main == null || main.lang().isEmpty()) e.language().ifPresent(Main::speak);
            throw e;
        }
    }

    /** What was given on the command line, which must not be empty. */
    private static Optional<String> given(String option, @Nullable String value) {
        if (value != null && value.isBlank()) throw new Failure("option-empty", option);
        return Optional.ofNullable(value);
    }

    private static Path path(String text) {
        return Value.path(text, Path.of(""));
    }

    private InetSocketAddress address(Config file) {
        int number = port != null
                ? Value.port(String.valueOf(port))
                : file.setting("port").map(Integer::parseInt).orElse(PORT);
        return given("--bind", bind)
                .or(() -> file.setting("bind"))
                .map(host -> Value.listening(host, number))
                .orElseGet(() -> Addresses.everywhere(number));
    }

    private Certificates.Wanted certificates(Config file) {
        var certificate = given("--tls-cert", tlsCert).or(() -> file.setting("tls-cert"));
        var key = given("--tls-key", tlsKey).or(() -> file.setting("tls-key"));
        if (certificate.isPresent() != key.isPresent()) {
            throw new Failure("tls-both");
        }
        boolean only = tlsOnly || file.flag("tls-only", false);
        return new Certificates.Wanted(
                certificate.map(first -> new Certificates.Files(path(first), path(key.orElseThrow()))), only);
    }

    private Set<String> publicNames(Config file) {
        return publicNames.isEmpty()
                ? Set.copyOf(file.all("public-name"))
                : publicNames.stream().map(Value::publicName).collect(Collectors.toSet());
    }

    private Proxies proxies(Config file) {
        return Value.proxies(proxies.isEmpty() ? file.all("proxy") : proxies);
    }

    private Path data(Config file) {
        return given("--data", data)
                .or(() -> file.setting("data"))
                .map(Serve::path)
                .orElseGet(Serve::usualData);
    }

    private static Path usualData() {
        var environment = System.getenv();
        return Home.absolute(environment.getOrDefault("XDG_DATA_HOME", ""))
                .or(() -> Home.of(environment).map(home -> home.resolve(".local/share")))
                .map(base -> base.resolve("tertulia"))
                .orElseThrow(() -> new Failure("no-home"));
    }

    /** Java 22 never gave null here; Java 25 does again. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        var terminal = System.console();
        return terminal != null && terminal.isTerminal();
    }
}
