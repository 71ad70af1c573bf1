package tertulia.app;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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
    private @Nullable Path data;

    @Option(names = "--name", paramLabel = "NAME")
    private @Nullable String name;

    @Option(names = "--public-name", paramLabel = "NAME")
    private List<String> publicNames = List.of();

    @Option(names = "--proxy", paramLabel = "ADDRESS")
    private List<String> proxies = List.of();

    @Option(names = "--config", paramLabel = "FILE")
    private @Nullable Path config;

    @Option(names = "--tls-cert", paramLabel = "FILE")
    private @Nullable Path tlsCert;

    @Option(names = "--tls-key", paramLabel = "FILE")
    private @Nullable Path tlsKey;

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
        var file = config == null ? Config.none() : Config.read(config);
        var words = words(file); // First, for what may be wrong is said in them.
        var settings = new Running.Options(
                address(file),
                data(file),
                Optional.ofNullable(name).or(() -> file.setting("name")).orElse("Tertulia"),
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
            run(settings, stop, stopped);
            System.out.println(Words.ours().of("banner.stopped"));
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

    private static void run(Running.Options settings, CountDownLatch stop, CountDownLatch stopped)
            throws InterruptedException {
        try (var running = Running.start(settings, stop::countDown)) {
            onSignal(stop, stopped);
            running.announce(System.out, isTerminal());
            stop.await();
            running.sayStopping(System.out);
            endSoon();
        }
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

    private InetSocketAddress address(Config file) {
        int number = port != null ? port : file.setting("port").map(Serve::port).orElse(PORT);
        if (number < 0 || number > 65_535) throw new Failure("port", number);
        var host = Optional.ofNullable(bind).or(() -> file.setting("bind"));
        if (host.isEmpty()) return Addresses.everywhere(number);
        var address = new InetSocketAddress(host.get(), number);
        if (address.isUnresolved()) throw new Failure("no-listen-address", host.get());
        return address;
    }

    private static int port(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new Failure("port", text);
        }
    }

    private Certificates.Wanted certificates(Config file) {
        var certificate =
                Optional.ofNullable(tlsCert).or(() -> file.setting("tls-cert").map(Path::of));
        var key = Optional.ofNullable(tlsKey).or(() -> file.setting("tls-key").map(Path::of));
        if (certificate.isPresent() != key.isPresent()) {
            throw new Failure("tls-both");
        }
        boolean only = tlsOnly || file.flag("tls-only", false);
        return new Certificates.Wanted(
                certificate.map(first -> new Certificates.Files(first, key.orElseThrow())), only);
    }

    private Set<String> publicNames(Config file) {
        var names = file.setting("public-name").map(text -> text.split("[, ]+")).map(List::of);
        var given = publicNames.isEmpty() ? names.orElse(List.of()) : publicNames;
        return given.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }

    private Proxies proxies(Config file) {
        var named = file.setting("proxy").map(text -> List.of(text.split("[, ]+")));
        try {
            return Proxies.of(proxies.isEmpty() ? named.orElse(List.of()) : proxies);
        } catch (IllegalArgumentException e) {
            throw new Failure("proxy", String.valueOf(e.getMessage()));
        }
    }

    private Path data(Config file) {
        if (data != null) return data;
        return file.setting("data").map(Path::of).orElseGet(Serve::usualData);
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
