package tertulia.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import tertulia.server.front.web.Names;

/**
 * What this server goes by: the names that the operator gave, those in its certificate, and this machine's own name, alone
 * or in a domain of the local network. A machine's name is easily guessed, and a public domain is anybody's; so its name
 * in one counts only if this machine is in that domain itself.
 */
record OwnNames(Set<String> given, Supplier<String> hostName, Supplier<Set<String>> certified, Path resolver)
        implements Names {
    /** Domains of local networks that are in no public DNS (RFC 6762 §3 and appendix G, RFC 8375; ICANN on internal). */
    private static final Set<String> LOCAL =
            Set.of("local", "lan", "home", "home.arpa", "internal", "intranet", "private", "corp", "localdomain");

    OwnNames(Set<String> given, Supplier<String> hostName, Supplier<Set<String>> certified) {
        this(given, hostName, certified, Path.of("/etc/resolv.conf"));
    }

    @Override
    public boolean has(String name) {
        if (given.contains(name) || isCertified(name)) return true;
        String host = hostName.get();
        if (name.equals(host)) return true;
        String label = host.replaceFirst("\\..*", "");
        if (name.equals(label)) return true;
        if (!name.startsWith(label + ".")) return false;
        String domain = name.substring(label.length() + 1);
        return LOCAL.contains(domain) || domains().contains(domain);
    }

    private boolean isCertified(String name) {
        var names = certified.get();
        return names.contains(name) || names.contains(name.replaceFirst("^[^.]+", "*"));
    }

    /** Those in which this machine looks for others (resolv.conf(5), domain and search), as the network told it. */
    private Set<String> domains() {
        var found = new HashSet<String>();
        try {
            for (String line : Files.readAllLines(resolver)) {
                var words = List.of(line.toLowerCase(Locale.ROOT).strip().split("\\s+", -1));
                if (!words.getFirst().equals("search") && !words.getFirst().equals("domain")) continue;
                for (String word : words.subList(1, words.size())) found.add(word.replaceFirst("\\.$", ""));
            }
        } catch (IOException e) {
            return Set.of(); // No such file, no domain.
        }
        return found;
    }
}
