package tertulia.client;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import tertulia.model.RoomId;
import tertulia.model.Trouble;
import tertulia.model.UserId;
import tertulia.model.Words;

/**
 * The identities of a person on this machine: a folder only its owner can look into, with one file for each server and
 * wished name. Several programs may use it at once: a file is replaced as a whole, and cursors only grow.
 */
public final class Identities {
    private static final System.Logger LOG = System.getLogger(Identities.class.getName());
    private static final String TYPED = ".typed";

    private final Folder folder;

    /** Those in this folder, which is made when the first one is kept. */
    public Identities(Path folder) {
        this.folder = new Folder(folder);
    }

    /** Those in {@link #usualFolder}. */
    public static Optional<Identities> usual(Map<String, String> environment) {
        return usualFolder(environment).map(Identities::new);
    }

    /**
     * The folder for what is this person's own: TERTULIA_STATE, or else tertulia in XDG_STATE_HOME or in ~/.local/state.
     * Nothing if neither is set and there is no home.
     */
    public static Optional<Path> usualFolder(Map<String, String> environment) {
        String own = environment.getOrDefault("TERTULIA_STATE", "");
        if (!own.isEmpty()) return Optional.of(Path.of(own));
        // XDG Base Directory: a path that is not absolute is to be ignored.
        return Home.absolute(environment.getOrDefault("XDG_STATE_HOME", ""))
                .or(() -> Home.of(environment).map(home -> home.resolve(".local/state")))
                .map(base -> base.resolve("tertulia"));
    }

    Path folder() {
        return folder.path();
    }

    /**
     * Who one was there by this name, in any letter case. A file that cannot be understood counts as none. By TLS one is
     * whom one was at the plain address before, but never the other way round: a token from TLS stays within TLS.
     */
    public Optional<Identity> find(Address server, String name) throws IOException {
        var found = read(file(server, name));
        if (found.isPresent() || !server.tls()) return found;
        return read(file(server.plain(), name)).map(identity -> identity.at(server));
    }

    /** Who one was there last, by TLS also at the plain address. */
    public Optional<Identity> latest(Address server) throws IOException {
        if (!Files.isDirectory(folder.path())) return Optional.empty();
        try (var files = Files.list(folder.path())) {
            var newestFirst = files.filter(file -> file.toString().endsWith(".identity"))
                    .sorted(Comparator.comparing(Identities::modified).reversed())
                    .toList();
            for (var file : newestFirst) {
                var identity = read(file);
                if (identity.isPresent() && counts(identity.get().server(), server)) {
                    return identity.map(one -> one.at(server));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean counts(Address kept, Address wanted) {
        return kept.equals(wanted) || kept.equals(wanted.plain());
    }

    /** Keeps the identity; where the file has seen more of a room, that stays. */
    public void save(Identity identity) throws IOException {
        var file = file(identity.server(), identity.name());
        folder.locked(() -> {
            var before = read(file);
            folder.replace(file, write(before.map(identity::with).orElse(identity)));
            return file;
        });
    }

    /** Forgets who one was there by this name, by TLS also whom one was so at the plain address, what was sealed, and what was typed. */
    void forget(Address server, String name) throws IOException {
        var user = find(server, name).map(Identity::user);
        folder.locked(() -> {
            for (var place : server.tls() ? List.of(server, server.plain()) : List.of(server)) {
                if (!read(file(place, name)).map(Identity::user).equals(user)) continue;
                Files.deleteIfExists(file(place, name));
                Files.deleteIfExists(sealersFile(place, name));
                Files.deleteIfExists(file(place, name, TYPED));
            }
            return server;
        });
    }

    /** The sealers one had set there by this name; a file that cannot be understood counts as none. */
    Sealers sealers(Address server, String name) throws IOException {
        var file = sealersFile(server, name);
        if (server.tls() && !Files.exists(file)) file = sealersFile(server.plain(), name);
        try {
            return Sealers.parse(Files.readString(file));
        } catch (NoSuchFileException | CharacterCodingException e) {
            return Sealers.parse("");
        }
    }

    /** Keeps the sealers beside the identity, instead of those that were kept before. */
    void save(Address server, String name, Sealers sealers) throws IOException {
        String text = sealers.write();
        folder.locked(() -> {
            folder.replace(sealersFile(server, name), text);
            return sealers;
        });
    }

    /** The lines one typed there by this name, the latest last; a file that cannot be understood counts as none. */
    public List<String> typed(Address server, String name) throws IOException {
        return InputHistory.read(file(server, name, TYPED));
    }

    /** Keeps a line beside the others, of which the oldest go if they are more than a person looks through. */
    public void keepTyped(Address server, String name, String line) throws IOException {
        var file = file(server, name, TYPED);
        folder.locked(() -> {
            folder.replace(file, InputHistory.write(InputHistory.with(InputHistory.read(file), line)));
            return file;
        });
    }

    /** The keys of the servers one has met by TLS, in the same folder. */
    Pins pins(InstantSource clock) {
        return new Pins(folder, clock);
    }

    /** Says in the log, in the person's language, what cannot be done with the folder, and why. */
    public void warn(String trouble, Exception e) {
        var words = Words.ours();
        LOG.log(System.Logger.Level.WARNING, words.of("trouble." + trouble, folder.path(), Trouble.why(e, words)));
    }

    private Path file(Address server, String name) {
        return file(server, name, ".identity");
    }

    private Path sealersFile(Address server, String name) {
        return file(server, name, ".sealers");
    }

    private Path file(Address server, String name, String kind) {
        // The name of a user may be too long for that of a file, or mean something to the file system.
        String key = server + "\n" + name.toLowerCase(Locale.ROOT);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return folder.path().resolve(HexFormat.of().formatHex(hash, 0, 16) + kind);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static String write(Identity identity) throws IOException {
        var fields = new Properties();
        fields.setProperty("server", identity.server().toString());
        fields.setProperty("name", identity.name());
        fields.setProperty("user", identity.user().toString());
        fields.setProperty("handle", identity.handle());
        fields.setProperty("token", identity.token());
        identity.cursors().forEach((room, seq) -> fields.setProperty("seen." + room, String.valueOf(seq)));
        var text = new StringWriter();
        fields.store(text, "Whoever has this token is this user: keep it to yourself.");
        return text.toString();
    }

    private static Optional<Identity> read(Path file) throws IOException {
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (CharacterCodingException e) {
            return unreadable(file, e);
        }
        try {
            return Optional.of(parse(text));
        } catch (IllegalArgumentException e) {
            return unreadable(file, e);
        }
    }

    /** Reads what {@link #write} wrote. Throws IllegalArgumentException on anything that is no identity. */
    static Identity parse(String text) throws IOException {
        var fields = new Properties();
        fields.load(new StringReader(text));
        var cursors = new HashMap<RoomId, Long>();
        for (String key : fields.stringPropertyNames()) {
            if (!key.startsWith("seen.")) continue;
            long seq = Long.parseLong(fields.getProperty(key));
            if (seq < 0) throw new IllegalArgumentException("a negative seq");
            cursors.put(new RoomId(key.substring(5)), seq);
        }
        return new Identity(
                Address.of(field(fields, "server")),
                field(fields, "name"),
                UserId.of(field(fields, "user")),
                field(fields, "handle"),
                field(fields, "token"),
                cursors);
    }

    private static Optional<Identity> unreadable(Path file, Exception why) {
        LOG.log(
                System.Logger.Level.WARNING,
                "identity file ignored, it cannot be read: file={0} cause={1}",
                file,
                String.valueOf(why.getMessage()));
        return Optional.empty();
    }

    private static String field(Properties fields, String name) {
        String value = fields.getProperty(name);
        if (value == null || value.isEmpty()) throw new IllegalArgumentException("no " + name);
        return value;
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            return FileTime.fromMillis(0); // Replaced or removed while we looked.
        }
    }
}
