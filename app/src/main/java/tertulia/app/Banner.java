package tertulia.app;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tertulia.client.Address;
import tertulia.model.Words;

/** What a server says when it is ready. */
record Banner(String name, Path data, Places places, int port, boolean console, String fingerprint, boolean tlsOnly) {

    /** {@code terminal}: somebody looks at it, and may hold a phone before it. */
    List<String> lines(boolean terminal) {
        var words = Words.ours();
        var lines = new ArrayList<String>();
        lines.add(words.of("banner.running", name, Main.Version.text()));
        lines.add(words.of("banner.data", data.toAbsolutePath().normalize()));
        for (var link : places.links())
            lines.add(words.of("banner.open", link.url(), words.of("banner." + link.where())));
        if (!tlsOnly) lines.add(words.of("banner.join-nc", plain(places.join()), String.valueOf(port)));
        lines.add(words.of(tlsOnly ? "banner.join-chat-only" : "banner.join-chat", chat(tlsOnly)));
        lines.add(words.of("banner.join-script"));
        lines.add(words.of("banner.tls", Places.url(places.join(), port, true), chat(true)));
        lines.add(words.of("banner.fingerprint", fingerprint));
        if (console) lines.add(words.of("banner.console"));
        if (terminal) places.code().ifPresent(link -> lines.addAll(code(link)));
        return lines;
    }

    void print(PrintStream out, boolean terminal) {
        lines(terminal).forEach(out::println);
        out.flush();
    }

    private String chat(boolean tls) {
        return (tls ? "tls://" : "") + places.join() + (port == Address.PORT ? "" : ":" + port);
    }

    private static String plain(String host) {
        return host.replaceAll("[\\[\\]]", "");
    }

    private static List<String> code(String link) {
        var lines = new ArrayList<>(List.of(Words.ours().of("banner.code", link)));
        QrCode.lines(link, Colours.wanted(System.getenv())).forEach(line -> lines.add("            " + line));
        return lines;
    }
}
