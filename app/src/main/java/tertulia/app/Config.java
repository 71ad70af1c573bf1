package tertulia.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import tertulia.model.Limit;
import tertulia.model.Limits;
import tertulia.model.Visible;
import tertulia.model.Words;

/**
 * What a configuration file says: a setting a line as {@link ConfigLines} reads it, and every limit as
 * {@code limit.text-bytes = 8192}. The command line has the last word.
 */
record Config(Map<String, List<String>> settings, Limits limits) {
    private static final String LIMIT = "limit.";

    /** What a setting is: how its value is read, and whether there may be several. */
    private enum Kind {
        PORT,
        ADDRESS,
        FILE,
        NAME,
        LANGUAGE,
        HOSTS,
        PROXIES,
        YES_NO
    }

    private static final Map<String, Kind> KNOWN = new TreeMap<>(Map.ofEntries(
            Map.entry("port", Kind.PORT),
            Map.entry("bind", Kind.ADDRESS),
            Map.entry("data", Kind.FILE),
            Map.entry("name", Kind.NAME),
            Map.entry("lang", Kind.LANGUAGE),
            Map.entry("public-name", Kind.HOSTS),
            Map.entry("proxy", Kind.PROXIES),
            Map.entry("tls-cert", Kind.FILE),
            Map.entry("tls-key", Kind.FILE),
            Map.entry("tls-only", Kind.YES_NO),
            Map.entry("discovery", Kind.YES_NO)));

    /** Those that may be there several times, or have several values with commas between them. */
    private static final Set<Kind> LISTS = Set.of(Kind.HOSTS, Kind.PROXIES);

    static Config none() {
        return new Config(Map.of(), Limits.usual());
    }

    /** Reads the file; its paths are relative to its own folder. Throws {@link ConfigFailure} with all that is wrong in it. */
    static Config read(Path file) {
        var reading = new Reading(file, ConfigLines.read(file));
        reading.lines.lines().forEach(reading::line);
        reading.judgeLimits();
        var language = reading.settings.getOrDefault("lang", List.of()).stream().findFirst();
        reading.lines.failure(file, language).ifPresent(failure -> {
            throw failure;
        });
        return new Config(reading.settings, Limits.with(reading.limits));
    }

    /** The value of a setting that is there once at most. */
    Optional<String> setting(String name) {
        return all(name).stream().findFirst();
    }

    /** All values of a setting. */
    List<String> all(String name) {
        return settings.getOrDefault(name, List.of());
    }

    /** A setting that is {@code yes} or {@code no}, or this if it is missing. */
    boolean flag(String name, boolean usual) {
        return setting(name).map("yes"::equals).orElse(usual);
    }

    /** A file on its way to a configuration. */
    private static final class Reading {
        private final Path folder;
        private final ConfigLines lines;
        private final Map<String, Integer> set = new HashMap<>();
        private final Map<String, List<String>> settings = new HashMap<>();
        private final Map<Limit, Long> limits = new EnumMap<>(Limit.class);

        Reading(Path file, ConfigLines lines) {
            folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
            this.lines = lines;
        }

        void line(ConfigLines.Line line) {
            try {
                String name = line.name();
                if (name.startsWith(LIMIT)) {
                    var limit = limit(name.substring(LIMIT.length()));
                    once(line);
                    limits.put(limit, number(limit, line.value()));
                    return;
                }
                var kind = KNOWN.get(name);
                if (kind == null) throw new Failure("setting", Visible.text(name), String.join(", ", KNOWN.keySet()));
                if (!LISTS.contains(kind)) once(line);
                settings.computeIfAbsent(name, first -> new ArrayList<>()).addAll(values(kind, name, line.value()));
            } catch (Failure wrong) {
                lines.wrong(line.number(), wrong);
            }
        }

        private void once(ConfigLines.Line line) {
            var before = set.putIfAbsent(line.name(), line.number());
            if (before != null) throw new Failure("config-twice", line.name(), before);
        }

        private Collection<String> values(Kind kind, String name, String value) {
            return switch (kind) {
                case PORT -> List.of(String.valueOf(Value.port(value)));
                case ADDRESS -> {
                    Value.listening(value, 0);
                    yield List.of(value);
                }
                case FILE -> List.of(Value.path(value, folder).toString());
                case NAME -> List.of(Value.serverName(value));
                case LANGUAGE -> {
                    if (Words.speaking(value).isEmpty()) throw Value.noLanguage(value);
                    yield List.of(value);
                }
                case HOSTS ->
                    Stream.of(value.split("[, ]+", -1)).map(Value::publicName).toList();
                case PROXIES -> {
                    var all = List.of(value.split("[, ]+", -1));
                    Value.proxies(all);
                    yield all;
                }
                case YES_NO -> List.of(yesNo(name, value));
            };
        }

        private static String yesNo(String name, String value) {
            return switch (value.toLowerCase(Locale.ROOT)) {
                case "yes", "true", "on" -> "yes";
                case "no", "false", "off" -> "no";
                default -> throw new Failure("yes-no", name, Visible.text(value));
            };
        }

        private static Limit limit(String name) {
            for (var limit : Limit.values()) if (name.equals(limit.text())) return limit;
            throw new Failure("limit", Visible.text(name));
        }

        private static long number(Limit limit, String text) {
            if (text.matches("[0-9]{1,18}")) {
                long number = Long.parseLong(text);
                if (number >= limit.least() && number <= limit.most()) return number;
            }
            throw new Failure("number", LIMIT + limit.text(), limit.least(), limit.most(), Visible.text(text));
        }

        /** Each by itself was judged; now all together. */
        void judgeLimits() {
            var all = Limits.with(limits);
            for (var wrong : all.contradictions()) {
                var small = wrong.small();
                var large = wrong.large();
                int line = Stream.of(small, large)
                        .map(limit -> set.getOrDefault(LIMIT + limit.text(), 0))
                        .filter(number -> number > 0)
                        .findFirst()
                        .orElse(0);
                long most = all.of(large) / wrong.share();
                lines.wrong(
                        line,
                        new Failure(
                                "limits-contradict",
                                LIMIT + small.text(),
                                all.of(small),
                                LIMIT + large.text(),
                                all.of(large),
                                most));
            }
        }
    }
}
