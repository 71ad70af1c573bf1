package tertulia.app;

import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tertulia.model.Words;

/** What a server says when it is ready. */
record Banner(String name, Path data, InetSocketAddress bound, boolean console, String fingerprint, boolean tlsOnly) {

    void print(PrintStream out) {
        var words = Words.english();
        String port = String.valueOf(bound.getPort());
        var lines = new ArrayList<String>();
        lines.add(words.of("banner.running", name, Main.Version.text()));
        lines.add(words.of("banner.data", data.toAbsolutePath().normalize()));
        for (var host : hosts()) lines.add(words.of("banner.address", host + ":" + port, where(host)));
        String host = hosts().getFirst();
        lines.add(words.of("banner.join-nc", host.replaceAll("[\\[\\]]", ""), port));
        lines.add(words.of("banner.join-chat", host + ":" + port));
        lines.add(words.of("banner.join-script"));
        if (console) lines.add(words.of("banner.console"));
        lines.add("Ready on " + Addresses.text(bound));
        lines.forEach(out::println);
        out.flush();
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
        boolean here = host.equals("localhost") || host.startsWith("127.") || host.equals("[0:0:0:0:0:0:0:1]");
        return Words.english().of(here ? "banner.here" : "banner.network");
    }
}
