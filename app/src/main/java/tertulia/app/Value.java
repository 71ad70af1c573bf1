package tertulia.app;

import java.net.IDN;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import tertulia.client.Home;
import tertulia.model.Visible;
import tertulia.model.Words;
import tertulia.server.net.Proxies;

/** Values that a person writes, on the command line or in a configuration file. Each throws {@link Failure} on what is none. */
final class Value {
    private static final int NAME_CHARACTERS = 64;
    private static final int HOST_CHARACTERS = 253;

    private Value() {}

    /** A port to listen on; 0 takes a free one. */
    static int port(String text) {
        if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= 65_535) return Integer.parseInt(text);
        throw new Failure("port", Visible.text(text));
    }

    /** An address or name of this machine to listen on, in brackets or not. {@code 0.0.0.0} is all of IPv4, {@code ::} of both. */
    static InetSocketAddress listening(String text, int port) {
        String host = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        if (host.isBlank()) throw new Failure("no-listen-address", text);
        try {
            var address = InetAddress.getByName(host);
            if (address.isLinkLocalAddress() && host.indexOf(':') >= 0 && host.indexOf('%') < 0)
                throw new Failure("listen-scope", text);
            return new InetSocketAddress(address, port);
        } catch (UnknownHostException e) {
            throw new Failure("no-listen-address", Visible.text(text));
        }
    }

    /** A file or folder, relative to this one; {@code ~} is the home of whoever runs this. */
    static Path path(String text, Path folder) {
        try {
            if (text.equals("~") || text.startsWith("~/")) {
                var home = Home.of(System.getenv()).orElseThrow(() -> new Failure("tilde-no-home", Visible.text(text)));
                return home.resolve(text.substring(Math.min(2, text.length())));
            }
            if (text.startsWith("~")) throw new Failure("tilde", Visible.text(text));
            return folder.resolve(text);
        } catch (InvalidPathException e) {
            throw new Failure("no-path", Visible.text(text));
        }
    }

    /** What a server is called: something that can be seen, and not long. */
    static String serverName(String text) {
        String name = text.strip();
        boolean good = !name.isEmpty()
                && name.codePointCount(0, name.length()) <= NAME_CHARACTERS
                && Visible.text(name).equals(name);
        if (!good) throw new Failure("server-name", NAME_CHARACTERS, Visible.text(text));
        return name;
    }

    /** A host name that browsers may call the server by, as they write it: in small letters, other scripts in ASCII (RFC 5891). */
    static String publicName(String text) {
        try {
            String name = IDN.toASCII(text.strip()).toLowerCase(Locale.ROOT);
            if (name.length() <= HOST_CHARACTERS && name.matches("[a-z0-9]([a-z0-9.-]*[a-z0-9])?")) return name;
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw new Failure("public-name", Visible.text(text));
    }

    /** Whom the server believes when they say for whom they speak. */
    static Proxies proxies(Collection<String> texts) {
        try {
            return Proxies.of(texts);
        } catch (IllegalArgumentException e) {
            throw new Failure("proxy", Visible.text(String.valueOf(e.getMessage())));
        }
    }

    static Failure noLanguage(String tag) {
        return new Failure("lang", String.join(", ", Words.LANGUAGES), Visible.text(tag));
    }
}
