package tertulia.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import tertulia.model.Limit;
import tertulia.model.Limits;

/**
 * What a configuration file says: lines {@code port = 5555}, {@code bind}, {@code data}, {@code name}, {@code lang},
 * {@code public-name}, {@code proxy}, {@code tls-cert},
 * {@code tls-key}, {@code tls-only = yes}, {@code discovery = no}, and every limit as {@code limit.text-bytes = 8192}. The command line has the last word.
 */
record Config(Map<String, String> settings, Limits limits) {
    private static final Set<String> KNOWN = Set.of(
            "port",
            "bind",
            "data",
            "name",
            "lang",
            "public-name",
            "proxy",
            "tls-cert",
            "tls-key",
            "tls-only",
            "discovery");
    private static final String LIMIT = "limit.";

    static Config none() {
        return new Config(Map.of(), Limits.usual());
    }

    /** Reads the file. Throws {@link Failure} on what it can't read or does not know. */
    static Config read(Path file) {
        var properties = new Properties();
        try (var in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(in);
        } catch (NoSuchFileException e) {
            throw new Failure("no-config", file);
        } catch (IOException | IllegalArgumentException e) {
            throw new Failure("config-unreadable", file, e);
        }
        Map<Limit, Long> limits = new EnumMap<>(Limit.class);
        for (String key : properties.stringPropertyNames()) {
            if (key.startsWith(LIMIT)) {
                limits.put(limit(file, key), number(file, key, properties.getProperty(key)));
            } else if (!KNOWN.contains(key)) {
                throw new Failure("setting", file, key, KNOWN.stream().sorted().collect(Collectors.joining(", ")));
            }
        }
        var settings = KNOWN.stream()
                .filter(properties::containsKey)
                .collect(Collectors.toMap(
                        key -> key, key -> properties.getProperty(key).strip()));
        return new Config(settings, Limits.with(limits));
    }

    Optional<String> setting(String name) {
        return Optional.ofNullable(settings.get(name));
    }

    /** A setting that is {@code yes} or {@code no}, or this if it is missing. */
    boolean flag(String name, boolean usual) {
        String text = settings.getOrDefault(name, usual ? "yes" : "no");
        if (!text.equals("yes") && !text.equals("no")) throw new Failure("yes-no", name, text);
        return text.equals("yes");
    }

    private static Limit limit(Path file, String key) {
        for (var limit : Limit.values()) if (key.equals(LIMIT + limit.text())) return limit;
        throw new Failure("limit", file, key.substring(LIMIT.length()));
    }

    private static long number(Path file, String key, String text) {
        try {
            long number = Long.parseLong(text.strip());
            if (number >= 0) return number;
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new Failure("number", file, key, text);
    }
}
