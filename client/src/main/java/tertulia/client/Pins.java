package tertulia.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tertulia.model.Trouble;
import tertulia.model.Words;

/**
 * The keys of the servers one has met by TLS: a file that a person may read and change, with a line for each, like
 * OpenSSH's known_hosts. A server's first key is believed and kept; another one later is not.
 */
final class Pins {
    private static final String FILE = "known-servers";
    private static final String HEAD = """
            # The keys of the servers you have met by TLS, each since when. Remove a line, and the next key there is
            # believed. "public": a public authority vouched for the key, and may do so for another one.
            """;
    /** SHA-256 in base64, without the = at its end. */
    private static final Pattern KEY = Pattern.compile("SHA256:[A-Za-z0-9+/]{43}");

    private static final char NO_CHARACTER = '\uFFFD';

    private static final String PUBLIC = "public";

    private final Folder folder;
    private final Path file;
    private final InstantSource clock;

    Pins(Folder folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
        file = folder.path().resolve(FILE);
    }

    /**
     * What a server shows of itself.
     *
     * @param text {@code SHA256:} and the base64 of the SHA-256 over the key's SubjectPublicKeyInfo
     * @param vouched whether a public authority says that it is this server's
     */
    record Key(String text, boolean vouched) {}

    /** A line of the file, by its number from 1 on. */
    private record Pin(int number, Address server, String key, LocalDate since, boolean open) {}

    /**
     * Compares the key with what is known of the server, and keeps it if nothing is; says so if it was kept. Throws
     * {@link Distrust} if another key is known, or if the file is out of order, which then stays as it is.
     */
    Optional<Happening.Met> meet(Address server, Key key) throws Distrust {
        try {
            // Before the lock, for the folder may be one that nothing can be written in.
            if (contain(known(lines(), place(server)), key)) return Optional.empty();
            return folder.locked(() -> judge(server, key));
        } catch (IOException e) {
            throw new Distrust(Gone.Doubt.KEYS_OUT_OF_REACH, file, Trouble.why(e, Words.ours()));
        }
    }

    private static boolean contain(List<Pin> known, Key key) {
        return known.stream().anyMatch(pin -> pin.key().equals(key.text()));
    }

    private Optional<Happening.Met> judge(Address server, Key key) throws IOException, Distrust {
        var lines = lines();
        var known = known(lines, place(server));
        if (contain(known, key)) return Optional.empty();
        if (!known.isEmpty()) {
            var old = known.getFirst();
            if (!key.vouched() || !known.stream().allMatch(Pin::open)) {
                throw new Distrust(
                        Gone.Doubt.KEY_CHANGED, server, key.text(), old.key(), old.since(), old.number(), file);
            }
            for (var pin : known.reversed()) lines.remove(pin.number() - 1);
        }
        lines.add(line(server, key));
        folder.replace(file, String.join("\n", lines) + "\n");
        return Optional.of(new Happening.Met(server, key.text(), known.isEmpty()));
    }

    private List<String> lines() throws IOException {
        try {
            // What is no UTF-8 becomes a sign that no line may have, so that it is never written back otherwise.
            return new ArrayList<>(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (NoSuchFileException e) {
            return new ArrayList<>(HEAD.lines().toList());
        }
    }

    /** Where the server is, as the file says it: no tls://, and names of hosts in small letters. */
    private static Address place(Address server) {
        return new Address(server.host().toLowerCase(Locale.ROOT), server.port());
    }

    private String line(Address server, Key key) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return place(server) + " " + key.text() + " " + today + (key.vouched() ? " " + PUBLIC : "");
    }

    /** What is known of one server. A line that is none may be its line, so nothing is known for sure then. */
    private List<Pin> known(List<String> lines, Address place) throws Distrust {
        var known = new ArrayList<Pin>();
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1).strip();
            if (line.indexOf(NO_CHARACTER) >= 0) throw new Distrust(Gone.Doubt.KEYS_DAMAGED, file, number);
            if (line.isEmpty() || line.startsWith("#")) continue;
            try {
                var pin = pin(number, line);
                if (pin.server().equals(place)) known.add(pin);
            } catch (IllegalArgumentException | DateTimeParseException e) {
                throw new Distrust(Gone.Doubt.KEYS_DAMAGED, file, number);
            }
        }
        return known;
    }

    private static Pin pin(int number, String line) {
        var fields = line.split("\\s+", -1);
        boolean open = fields.length == 4 && fields[3].equals(PUBLIC);
        if (fields.length != 3 && !open) throw new IllegalArgumentException("three words, and public or not");
        if (!KEY.matcher(fields[1]).matches()) throw new IllegalArgumentException("no key");
        return new Pin(number, place(Address.of(fields[0])), fields[1], LocalDate.parse(fields[2]), open);
    }
}
