package tertulia.desktop.talk;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tertulia.client.Happening;
import tertulia.client.Namesakes;
import tertulia.client.Sealer;
import tertulia.model.Author;
import tertulia.model.Entry;
import tertulia.model.MessageId;
import tertulia.model.Notice;
import tertulia.model.Refusal;
import tertulia.model.RoomId;
import tertulia.model.Text;
import tertulia.model.UserId;

/** All conversations of a person at a server, as a window shows them. They belong to the window's thread. */
public final class Conversations {
    private final InstantSource clock;
    private final Map<RoomId, Conversation> all = new LinkedHashMap<>();
    /** By whom the conversation is with; nobody for the lobby. */
    private final Map<Optional<UserId>, Sealer> sealers = new HashMap<>();

    private final Namesakes namesakes = new Namesakes();
    private Map<RoomId, Kept> kept = Map.of();
    private @Nullable Author me;
    private RoomId open = RoomId.LOBBY;
    private boolean looking;

    /** There is the lobby, and nothing was said yet. */
    public Conversations(InstantSource clock) {
        this.clock = clock;
        all.put(RoomId.LOBBY, new Conversation(RoomId.LOBBY, Optional.empty()));
    }

    /** Who we are, once the server knows us. */
    public Optional<Author> me() {
        return Optional.ofNullable(me);
    }

    /** Takes in what the client tells. */
    public void take(Happening happening) {
        switch (happening) {
            case Happening.Welcomed(var you, var rooms) -> welcomed(you, rooms);
            case Happening.Heard(var entry, var with, var mine, var opened) -> {
                boolean seen = looking && entry.room().equals(open);
                conversation(entry.room(), with).hear(entry, mine, seen);
                with.ifPresent(namesakes::meet);
            }
            case Happening.PeopleChanged(var count, var joined, var left) -> {
                for (var user : joined) come(user, true);
                for (var user : left) come(user, false);
            }
            case Happening.Typing(var room, var user) -> {
                var there = all.get(room);
                if (there != null) there.typing(user, clock.instant());
            }
            case Happening.NotSaid(var id, var refusal) -> all.values().forEach(one -> one.refused(id, refusal));
            case Happening.LeftForGood(var users) ->
                all.values().stream()
                        .filter(one -> one.with()
                                .map(Author::id)
                                .filter(users::contains)
                                .isPresent())
                        .forEach(one -> one.gone(true));
            case Happening.Stored stored -> {} // The entry itself comes, too.
            case Happening.Outgoing outgoing -> {}
            case Happening.Stands stands -> {}
            case Happening.Met met -> {}
            case Happening.Refused refused -> {}
            case Happening.Past past -> {}
            case Happening.Sealing(var to, var with, var sealer) -> sealed(with, sealer);
        }
    }

    /** The message that was heard, as it is read here, if it is one. */
    public Optional<Message> message(Happening.Heard heard) {
        var there = conversation(heard.entry().room(), heard.with());
        return Message.of(heard.entry(), heard.mine()).map(message -> message.read(there.sealer()));
    }

    /** The conversation of this room, if there is one. */
    public Optional<Conversation> in(RoomId room) {
        return Optional.ofNullable(all.get(room));
    }

    private void welcomed(Author you, List<Notice.RoomInfo> rooms) {
        if (me != null && !me.id().equals(you.id())) {
            all.clear();
            open = RoomId.LOBBY;
        }
        me = you;
        conversation(RoomId.LOBBY, Optional.empty());
        for (var info : rooms) conversation(info.room(), info.with()).reaches(info.last());
        // The one last spoken in comes first, and is whom we mean.
        for (var info : rooms.reversed()) info.with().ifPresent(namesakes::meet);
    }

    /** Takes back what was kept of the conversations of the person who is welcomed next. */
    public void restore(Map<RoomId, Kept> before) {
        kept = before;
        before.forEach((room, one) -> {
            var there = all.get(room);
            if (there != null) there.restore(one);
            // Nothing was said in it yet, so that the server does not tell of it.
            else if (one.with().isPresent() && one.counted() == 0)
                conversation(room, one.with()).beginsHere();
        });
    }

    /** What is to be kept of all of them; {@code sent} if all that was on its way was stored. */
    public Map<RoomId, Kept> kept(boolean sent) {
        var now = new LinkedHashMap<RoomId, Kept>();
        all.forEach((room, one) -> now.put(room, one.kept(sent)));
        return now;
    }

    /** Whether the name of this user means another one so far; from now on it means this one. */
    public Optional<Refusal> mistaken(Author user) {
        return namesakes.mistaken(user);
    }

    private void sealed(Optional<UserId> with, Optional<Sealer> sealer) {
        sealer.ifPresentOrElse(one -> sealers.put(with, one), () -> sealers.remove(with));
        for (var one : all.values()) {
            if (one.with().map(Author::id).equals(with)) one.seal(sealer);
        }
    }

    private void come(Author user, boolean came) {
        if (me != null && user.id().equals(me.id())) return;
        lobby().come(user, came, clock.instant());
        if (!came) return;
        for (var one : all.values()) if (one.with().map(Author::id).equals(Optional.of(user.id()))) one.gone(false);
    }

    private Conversation lobby() {
        return conversation(RoomId.LOBBY, Optional.empty());
    }

    private Conversation conversation(RoomId room, Optional<Author> with) {
        var one = all.computeIfAbsent(room, id -> begun(id, with));
        with.ifPresent(one::with);
        return one;
    }

    private Conversation begun(RoomId room, Optional<Author> with) {
        var one = new Conversation(room, with);
        one.seal(Optional.ofNullable(sealers.get(with.map(Author::id))));
        Optional.ofNullable(kept.get(room)).ifPresent(one::restore);
        return one;
    }

    /** A page of history has come. */
    public void take(Notice.Page page) {
        var there = all.get(page.room());
        if (there != null) there.earlier(page, this::isMine);
    }

    private boolean isMine(Entry entry) {
        return me != null && entry.draft().author().id().equals(me.id());
    }

    /** The lobby, then those with somebody, the one last spoken in first. */
    public List<Conversation> list() {
        var list = new ArrayList<>(all.values());
        list.sort(Comparator.<Conversation, Boolean>comparing(one -> one.with().isPresent())
                .thenComparing(Conversations::latest, Comparator.reverseOrder()));
        return list;
    }

    private static Instant latest(Conversation one) {
        return one.lastMessage().map(Message::at).orElse(Instant.EPOCH);
    }

    /** The one that is open. */
    public Conversation open() {
        return conversation(open, Optional.empty());
    }

    /** Opens that of this room, if there is one. */
    public void open(RoomId room) {
        if (!all.containsKey(room)) return;
        if (!room.equals(open)) open().leave();
        open = room;
        looking = false; // What is new in it was not in view yet.
    }

    /** Opens the one with this person, which is empty if nothing was said in it yet. */
    public void openWith(Author other) {
        if (me == null || other.id().equals(me.id())) return;
        var room = RoomId.direct(me.id(), other.id());
        boolean isNew = !all.containsKey(room);
        var one = conversation(room, Optional.of(other));
        if (isNew) one.beginsHere();
        open(room);
    }

    /** Whether the reader sees the end of the open conversation now: what is there then is read. */
    public void look(boolean now) {
        looking = now;
        if (now) open().read();
    }

    /** A message of ours in the open conversation is on its way. */
    public void said(MessageId id, String text) {
        if (me == null) return;
        var travels = open().sealer().map(one -> one.seal(text));
        open().say(new Message(
                id,
                me,
                text,
                travels.flatMap(Text::cipher),
                travels.map(Text::text),
                clock.instant(),
                true,
                new Message.Standing.Waiting()));
    }

    /** How many messages are unread in all of them. */
    public int unread() {
        return all.values().stream().mapToInt(Conversation::unread).sum();
    }
}
