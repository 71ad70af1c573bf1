package tertulia.app;

import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tertulia.model.Words;

/** What a server says when it is ready. */
record Banner(String name, Path data, InetSocketAddress bound, boolean console, String fingerprint, boolean tlsOnly) {

    /** {@code terminal}: somebody looks at it, and may hold a phone before it. */
    void print(PrintStream out, boolean terminal) {
        var words = Words.ours();
        int port = bound.getPort();
        String first = hosts().getFirst();
        var lines = new ArrayList<String>();
        lines.add(words.of("banner.running", name, Main.Version.text()));
        lines.add(words.of("banner.data", data.toAbsolutePath().normalize()));
        for (var host : hosts()) lines.add(words.of("banner.open", link(host), where(host)));
        if (!tlsOnly) lines.add(words.of("banner.join-nc", first.replaceAll("[\\[\\]]", ""), String.valueOf(port)));
        lines.add(words.of(tlsOnly ? "banner.join-chat-only" : "banner.join-chat", chat(first)));
        lines.add(words.of("banner.join-script"));
        lines.add(words.of("banner.tls", first + ":" + port));
        lines.add(words.of("banner.fingerprint", fingerprint));
        if (console) lines.add(words.of("banner.console"));
        if (terminal) {
            inTheNetwork().ifPresent(host -> lines.addAll(code(link(host))));
        }
        lines.add("Ready on " + Addresses.text(bound));
        lines.forEach(out::println);
        out.flush();
    }

    private String link(String host) {
        return (tlsOnly ? "https://" : "http://") + host + ":" + bound.getPort() + "/";
    }

    private String chat(String host) {
        return (tlsOnly ? "tls://" : "") + host + ":" + bound.getPort();
    }

    private static List<String> code(String link) {
        var lines = new ArrayList<>(List.of(Words.ours().of("banner.code", link)));
        QrCode.lines(link).forEach(line -> lines.add("            " + line));
        return lines;
    }

    /** The address that a phone is most likely to reach. */
    private Optional<String> inTheNetwork() {
        var others = hosts().stream().filter(host -> !isHere(host)).toList();
        return others.stream()
                .filter(host -> !host.startsWith("["))
                .findFirst()
                .or(() -> others.stream().findFirst());
    }

    /** Every address it can be reached at, this machine's own first. */
    private List<String> hosts() {
        var address = bound.getAddress();
        if (!address.isAnyLocalAddress()) return List.of(Addresses.text(address));
        var hosts = new ArrayList<String>();
        hosts.add("localhost");
        for (InetAddress other : Addresses.ofThisMachine()) hosts.add(Addresses.text(other));
        return hosts;
    }

    private static String where(String host) {
        return Words.ours().of(isHere(host) ? "banner.here" : "banner.network");
    }

    private static boolean isHere(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[0:0:0:0:0:0:0:1]");
    }
}
