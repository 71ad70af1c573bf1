package tertulia.desktop.talk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tertulia.client.Sealer;
import tertulia.model.Author;
import tertulia.model.Entry;
import tertulia.model.MessageId;
import tertulia.model.Notice;
import tertulia.model.Refusal;
import tertulia.model.RoomId;

/** One conversation: its messages as far as they are here, and how much of it is unread. It belongs to the window's thread. */
public final class Conversation {
    /** How long somebody counts as typing after it was told. */
    private static final Duration TYPING = Duration.ofSeconds(6);

    /** So many comings and goings are kept at least, and fewer than twice as many. */
    static final int COMINGS = 500;

    private final RoomId room;
    private final List<Message> stored = new ArrayList<>();
    private final Map<MessageId, Message> waiting = new LinkedHashMap<>();
    private final List<Coming> comings = new ArrayList<>();
    private final Map<Author, Instant> typing = new LinkedHashMap<>();
    private Optional<Author> with;
    private Optional<Sealer> sealer = Optional.empty();
    private String draft = "";
    private long first = Long.MAX_VALUE;
    private long last;
    private long newAfter = Long.MAX_VALUE;
    private int unread;
    /** All up to here was read. */
    private long read;
    /** Up to here it was counted what is unread when the window was last open; what is in pages after it is counted, too. */
    private long counted = Long.MAX_VALUE;

    private boolean gone;
    private int edition;

    Conversation(RoomId room, Optional<Author> with) {
        this.room = room;
        this.with = with;
    }

    public RoomId room() {
        return room;
    }

    /** Whom it is with; nobody if it is the lobby. */
    public Optional<Author> with() {
        return with;
    }

    void with(Author other) {
        with = Optional.of(other);
    }

    /** Whether whom it is with left for good, so that nobody can write to them. */
    public boolean isGone() {
        return gone;
    }

    void gone(boolean now) {
        gone = now;
    }

    /** By what it is sealed and opened, if anything. */
    public Optional<Sealer> sealer() {
        return sealer;
    }

    /** All that is here is read by this from now on, or as it travels. */
    void seal(Optional<Sealer> other) {
        sealer = other;
        edition++;
        stored.replaceAll(message -> message.read(other));
        waiting.replaceAll((id, message) -> message.read(other));
    }

    /** What one began to write here. */
    public String draft() {
        return draft;
    }

    /** Keeps what one began to write here. */
    public void draft(String text) {
        draft = text;
    }

    /** All messages that are here: the stored ones in order, then those on their way, and those given up. */
    public List<Message> messages() {
        var all = new ArrayList<Message>(stored.size() + waiting.size());
        all.addAll(stored);
        all.addAll(waiting.values());
        return all;
    }

    /** The stored messages, in order. */
    List<Message> stored() {
        return stored;
    }

    /** Those on their way, and those given up. */
    Collection<Message> waiting() {
        return waiting.values();
    }

    /** Another number whenever something else changed than that stored messages and comings were added at the end. */
    int edition() {
        return edition;
    }

    /** The last message, if there is any. */
    public Optional<Message> lastMessage() {
        if (!waiting.isEmpty()) return Optional.of(List.copyOf(waiting.values()).getLast());
        return stored.isEmpty() ? Optional.empty() : Optional.of(stored.getLast());
    }

    /** Who came and went lately, for the lobby. */
    public List<Coming> comings() {
        return comings;
    }

    /** How many messages of others came while nobody looked. */
    public int unread() {
        return unread;
    }

    /** The line that says what is new stands after this seq; Long.MAX_VALUE if nothing is. */
    public long newAfter() {
        return newAfter;
    }

    /** The seq of the earliest entry that is here; Long.MAX_VALUE if none is. */
    public long first() {
        return first;
    }

    /** Whether the log goes on before what is here, as far as is known. */
    public boolean hasEarlier() {
        return first > 1;
    }

    /** Who is typing just now. */
    public List<Author> typing(Instant now) {
        typing.values().removeIf(until -> until.isBefore(now));
        return List.copyOf(typing.keySet());
    }

    void typing(Author user, Instant now) {
        typing.put(user, now.plus(TYPING));
    }

    void hear(Entry entry, boolean mine, boolean looking) {
        if (entry.seq() <= last) return;
        if (entry.seq() != last + 1 || first == Long.MAX_VALUE) begin(entry.seq());
        last = entry.seq();
        typing.keySet().removeIf(user -> user.id().equals(entry.draft().author().id()));
        var message = Message.of(entry, mine).map(one -> one.read(sealer));
        if (message.isEmpty()) return;
        if (mine) waiting.remove(message.get().id());
        stored.add(message.get());
        if (counted != Long.MAX_VALUE && entry.seq() <= counted) return;
        if (!mine && !looking) count(entry.seq());
    }

    private void count(long seq) {
        if (unread++ > 0) return;
        read = seq - 1;
        newAfter(read);
    }

    private void newAfter(long seq) {
        if (newAfter != Long.MAX_VALUE && newAfter != seq) edition++;
        newAfter = seq;
    }

    /** What came before is not connected with what comes now: it is forgotten, and fetched again as history. */
    private void begin(long seq) {
        if (last > 0) counted = Long.MAX_VALUE;
        stored.clear();
        first = seq;
        edition++;
    }

    /** Takes in a page that ends before what is here, or ends the log. */
    void earlier(Notice.Page page, MineTest mine) {
        edition++;
        var fresh = new ArrayList<Message>();
        for (var entry : page.entries()) {
            if (entry.seq() >= first) continue;
            var message = Message.of(entry, mine.isMine(entry)).map(one -> one.read(sealer));
            message.ifPresent(fresh::add);
            if (message.isPresent() && !message.get().mine() && entry.seq() > counted) count(entry.seq());
        }
        if (page.entries().isEmpty()) {
            first = Math.min(first, 1);
            return;
        }
        stored.addAll(0, fresh);
        last = Math.max(last, page.entries().getLast().seq());
        first = Math.min(first, page.entries().getFirst().seq());
    }

    /** Whether an entry is ours. */
    interface MineTest {
        boolean isMine(Entry entry);
    }

    void say(Message message) {
        waiting.put(message.id(), message);
        newAfter(Long.MAX_VALUE);
    }

    void refused(MessageId id, Refusal refusal) {
        if (!waiting.containsKey(id)) return;
        waiting.computeIfPresent(id, (key, message) -> message.standing(new Message.Standing.Refused(refusal)));
        if (refusal.code() == Refusal.Code.GONE) gone = true;
    }

    /** Takes a message away that was given up; its text, if it was there. */
    public Optional<String> discard(MessageId id) {
        return Optional.ofNullable(waiting.remove(id)).map(Message::text);
    }

    void come(Author user, boolean came, Instant at) {
        comings.add(new Coming(user, came, at, last));
        if (comings.size() < 2 * COMINGS) return;
        comings.subList(0, COMINGS).clear();
        edition++;
    }

    /** The reader has seen all of it; the line that says what was new stays until {@link #leave}. */
    void read() {
        if (unread > 0 && stored.isEmpty()) return; // It is not here yet.
        unread = 0;
        read = Math.max(read, last);
    }

    /** Nothing was said in it yet, so that nothing has to be fetched. */
    void beginsHere() {
        if (first == Long.MAX_VALUE) first = 1;
    }

    /** The log goes up to this seq, so that what is not here can be fetched. */
    void reaches(long seq) {
        if (last == 0 && seq > 0 && first == 1) first = Long.MAX_VALUE;
    }

    /** Takes back what was kept. */
    void restore(Kept kept) {
        read = kept.read();
        unread = kept.unread();
        counted = kept.counted();
        gone = kept.gone();
        draft = kept.draft();
        if (unread > 0) newAfter(read);
    }

    /** What is to be kept of it: with what is on its way as part of the draft, or {@code sent} without. */
    Kept kept(boolean sent) {
        var texts = new ArrayList<String>();
        for (var message : waiting.values()) {
            if (!sent || message.standing() instanceof Message.Standing.Refused) texts.add(message.text());
        }
        if (!draft.isEmpty()) texts.add(draft);
        long known = counted == Long.MAX_VALUE ? last : Math.max(last, counted);
        return new Kept(with, unread == 0 ? Math.max(read, last) : read, unread, known, gone, String.join("\n", texts));
    }

    /** The reader looks at another one. */
    void leave() {
        if (unread == 0) newAfter(Long.MAX_VALUE);
    }
}
