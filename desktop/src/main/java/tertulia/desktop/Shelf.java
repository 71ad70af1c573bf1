package tertulia.desktop;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import tertulia.desktop.talk.Kept;
import tertulia.model.Author;
import tertulia.model.Handle;
import tertulia.model.RoomId;
import tertulia.model.UserId;

/**
 * What is kept of one's conversations at a server until the window is opened again: which is open, and of each how far it was
 * read and what one began to write. It is in a file of its own for each user that one is, beside what the window remembers.
 */
record Shelf(Optional<RoomId> open, Map<RoomId, Kept> conversations) {

    private static final Shelf EMPTY = new Shelf(Optional.empty(), Map.of());
    private static final Pattern ROOM = Pattern.compile("lobby|d[0-9a-f]{32}");
    /** The lobby has no user and handle. */
    private static final Pattern STATE =
            Pattern.compile("(\\d{1,18}) (\\d{1,9}) (\\d{1,18}) (here|gone)(?: (\\S+) (\\S+))?");

    private static final String DRAFT = "draft.";

    /** Reads that of this user, which is not for the window's thread. What cannot be understood counts as nothing. */
    static Shelf read(Memory memory, UserId user) {
        var fields = new Properties();
        try {
            fields.load(new StringReader(memory.read(file(user))));
        } catch (IOException | IllegalArgumentException e) {
            memory.warn("memory-unread", e);
            return EMPTY;
        }
        var conversations = new LinkedHashMap<RoomId, Kept>();
        for (String room : fields.stringPropertyNames()) {
            if (!ROOM.matcher(room).matches()) continue;
            kept(fields.getProperty(room), fields.getProperty(DRAFT + room, ""))
                    .ifPresent(one -> conversations.put(new RoomId(room), one));
        }
        var open = Optional.ofNullable(fields.getProperty("open"))
                .filter(room -> ROOM.matcher(room).matches())
                .map(RoomId::new);
        return new Shelf(open, conversations);
    }

    private static Optional<Kept> kept(String state, String draft) {
        var match = STATE.matcher(state);
        if (!match.matches()) return Optional.empty();
        try {
            var with = Optional.ofNullable(match.group(5))
                    .map(id -> new Author(UserId.of(id), new Handle(match.group(6))));
            return Optional.of(new Kept(
                    with,
                    Long.parseLong(match.group(1)),
                    Integer.parseInt(match.group(2)),
                    Long.parseLong(match.group(3)),
                    match.group(4).equals("gone"),
                    draft));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // Somebody wrote into the file.
        }
    }

    /** Keeps it for this user, on the disk a little later. */
    void write(Memory memory, UserId user) {
        var fields = new Properties();
        open.ifPresent(room -> fields.setProperty("open", room.text()));
        conversations.forEach((room, one) -> {
            String with = one.with()
                    .map(other -> " " + other.id() + " " + other.handle().text())
                    .orElse("");
            String state = one.read() + " " + one.unread() + " " + one.counted() + " " + (one.gone() ? "gone" : "here");
            fields.setProperty(room.text(), state + with);
            if (!one.draft().isEmpty()) fields.setProperty(DRAFT + room.text(), one.draft());
        });
        var whole = new StringWriter();
        try {
            fields.store(whole, "How far conversations were read, and what was begun to be written in them.");
        } catch (IOException e) {
            throw new IllegalStateException("a StringWriter takes all", e);
        }
        memory.write(file(user), whole.toString());
    }

    /** Forgets it. */
    static void forget(Memory memory, UserId user) {
        memory.write(file(user), "");
    }

    private static String file(UserId user) {
        return user + ".conversations";
    }
}
