package tertulia.client;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import tertulia.model.Author;
import tertulia.model.Command;
import tertulia.model.Entry;
import tertulia.model.Handle;
import tertulia.model.Limits;
import tertulia.model.RoomId;
import tertulia.model.Talk;
import tertulia.model.Text;
import tertulia.model.UserId;

/** The sealers that are set, at most one for each conversation, and their form in a file. It belongs to the lane. */
final class Sealers {
    private static final String LOBBY = "lobby";
    private static final Pattern CONVERSATION = Pattern.compile(LOBBY + "|[0-9a-f]{32}");
    private static final Pattern KEY = Pattern.compile("[1-9]|1\\d|2[0-5]");

    /** By {@link #LOBBY}, or the id of the user whom the conversation is with. */
    private final Map<String, One> all = new LinkedHashMap<>();

    /** A sealer, and what the conversation was called when it was set: {@code ALL}, or the other's handle. */
    private record One(String to, Sealer sealer) {}

    /** All of them. */
    List<Happening.Sealing> all() {
        return all.entrySet().stream()
                .map(one -> sealing(
                        one.getKey(),
                        one.getValue().to(),
                        Optional.of(one.getValue().sealer())))
                .toList();
    }

    /** What travels there instead of the text. Who is known by name only is who had that name when a sealer was set. */
    Text seal(Command.Target target, String text) {
        var key = switch (target) {
            case Command.Target.In(RoomId room) -> Optional.of(LOBBY);
            case Command.Target.To(UserId user) -> Optional.of(user.toString());
            case Command.Target.Named(String name) -> named(name);
        };
        return key.map(all::get).map(one -> one.sealer().seal(text)).orElseGet(() -> Text.of(text));
    }

    /** What an entry of the lobby, or of the conversation with somebody, says, if it is sealed and can be opened. */
    Optional<String> open(Optional<Author> with, Entry entry) {
        var one = all.get(with.map(Sealers::key).orElse(LOBBY));
        return one != null && entry.draft().event() instanceof Talk.Said(Text text)
                ? one.sealer().open(text)
                : Optional.empty();
    }

    /**
     * Sets it for everyone ({@code ALL}), or for who has this name now, or else for who had it when one was set; empty if that
     * is nobody.
     */
    Optional<Happening.Sealing> set(String to, Optional<Author> named, Optional<Sealer> sealer) {
        var key =
                Handle.isAll(to) ? Optional.of(LOBBY) : named.map(Sealers::key).or(() -> named(to));
        String called = Handle.isAll(to)
                ? "ALL"
                : named.map(user -> user.handle().text()).orElse(to);
        return key.map(conversation -> {
            all.remove(conversation);
            sealer.ifPresent(one -> all.put(conversation, new One(called, one)));
            return sealing(conversation, called, sealer);
        });
    }

    private static Happening.Sealing sealing(String key, String called, Optional<Sealer> sealer) {
        var with = key.equals(LOBBY) ? Optional.<UserId>empty() : Optional.of(UserId.of(key));
        return new Happening.Sealing(called, with, sealer);
    }

    private Optional<String> named(String name) {
        String folded = Handle.lookedUp(name, Limits.usual());
        return all.entrySet().stream()
                .filter(one ->
                        Handle.lookedUp(one.getValue().to(), Limits.usual()).equals(folded))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static String key(Author user) {
        return user.id().toString();
    }

    /** For a file: one that is read has the same. */
    String write() throws IOException {
        var fields = new Properties();
        all.forEach((key, one) -> {
            switch (one.sealer()) {
                case Caesar(int shift) -> fields.setProperty(key, Caesar.NAME + " " + shift + " " + one.to());
            }
        });
        var text = new StringWriter();
        fields.store(text, "The keys of the classroom ciphers, for each conversation.");
        return text.toString();
    }

    /** Those that {@link #write} wrote. Lines that are no key are left out. */
    static Sealers parse(String text) throws IOException {
        var sealers = new Sealers();
        var fields = new Properties();
        try {
            fields.load(new StringReader(text));
        } catch (IllegalArgumentException e) {
            return sealers;
        }
        for (String key : fields.stringPropertyNames()) {
            String[] parts = fields.getProperty(key).split(" ", 3);
            if (parts.length < 3
                    || !CONVERSATION.matcher(key).matches()
                    || !parts[0].equals(Caesar.NAME)
                    || !KEY.matcher(parts[1]).matches()) continue;
            sealers.all.put(key, new One(parts[2], new Caesar(Integer.parseInt(parts[1]))));
        }
        return sealers;
    }
}
