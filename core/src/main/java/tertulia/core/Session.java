package tertulia.core;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tertulia.model.Author;
import tertulia.model.Command;
import tertulia.model.Entry;
import tertulia.model.Limit;
import tertulia.model.Limits;
import tertulia.model.Notice;
import tertulia.model.Refusal;
import tertulia.model.RoomId;

/**
 * One connection's logged-in state: takes its commands, and no more of them than it answers. Every method is called on the session's lane,
 * but for {@link #later}.
 */
public final class Session {
    private final Hall hall;
    private final Node node;
    private final Limits limits;
    private final Voice voice;
    private final String address;
    private final Network network;
    private final Arrival arrival;
    private final Seats seats;
    private final Saying saying;
    private final Listing listing;

    private @Nullable Author you;
    private boolean closed;
    private int unanswered;
    private int paging;
    private boolean paused;
    private boolean onPurpose;
    private boolean forGood;
    private boolean skipping;
    private boolean finishing;

    private Rate commands;
    private final long bornNanos;
    private long heardNanos;
    private long typedNanos;
    private long unwritableNanos;
    private boolean unwritable;
    private boolean pinged;

    /** Belongs to {@link Presence}, on its lane. */
    Presence.@Nullable Person person;

    /** Since when it is that person's. */
    Instant since = Instant.EPOCH;

    /** Belongs to {@link Presence} too: this session may not sit in all of the user's rooms. */
    boolean partial;

    Session(Hall hall, Voice voice, String address, Network network) {
        this.hall = hall;
        this.voice = voice;
        this.address = address;
        this.network = network;
        node = hall.node();
        limits = node.limits();
        heardNanos = hall.lane().nanos();
        arrival = new Arrival(this, hall);
        seats = new Seats(this, hall);
        saying = new Saying(this, hall);
        listing = new Listing(this, hall.people());
        bornNanos = heardNanos;
        typedNanos =
                bornNanos - Duration.ofMillis(limits.of(Limit.TYPING_MILLIS)).toNanos();
        commands = UserRates.full(limits, bornNanos).commands();
    }

    /** What the client asks; {@code ref} comes back beside the answer. */
    public void command(String ref, Command command) {
        guarded(() -> {
            if (closed) return;
            heard();
            count(command);
            switch (command) {
                case Command.Hello asked -> arrival.hello(ref, asked);
                case Command.Check check -> arrival.check(ref, check);
                case Command.Ping() -> voice.tell(new Notice.Ponged(ref));
                case Command.Pong() -> {}
                case Command.Quit(boolean forGood) -> quit(forGood);
                default -> {
                    if (isWelcome()) welcomed(ref, command);
                    else refuse(ref, Refusal.of(Refusal.Code.HELLO_FIRST));
                }
            }
        });
    }

    /** What is said is counted where it is judged. */
    private void count(Command command) {
        if (command instanceof Command.Say) return;
        long nanos = hall.lane().nanos();
        commands.take(1, nanos);
        network.commands().take(1, nanos);
        if (command instanceof Command.Hello || command instanceof Command.Check)
            network.joins().take(1, nanos);
    }

    private void welcomed(String ref, Command command) {
        switch (command) {
            case Command.Say say -> saying.say(ref, say);
            case Command.Enter(RoomId room, long after) -> seats.enter(ref, room, after);
            case Command.Exit(RoomId room) -> seats.exit(room);
            case Command.History history -> history(ref, history);
            case Command.Hand() -> hand(ref);
            case Command.Rooms() -> moreRooms(ref);
            case Command.Who() -> listing.ask();
            case Command.Typing(RoomId room) -> typing(room);
            case Command.Hello _, Command.Check _, Command.Ping _, Command.Pong _, Command.Quit _ -> {}
        }
    }

    /** Told to others where one has a seat, at most every so often. */
    private void typing(RoomId room) {
        long nanos = hall.lane().nanos();
        if (!seats.sitsIn(room)
                || nanos - typedNanos
                        < Duration.ofMillis(limits.of(Limit.TYPING_MILLIS)).toNanos()) return;
        typedNanos = nanos;
        var typing = new Notice.Typing(room, you());
        node.inEachHall(other -> other.typing(typing));
    }

    private void hand(String ref) {
        asked();
        var user = you().id();
        String code = Hands.make(hall.chance());
        node.atHands(hands -> {
            hands.open(code, user, hall.lane().nanos());
            later(() -> {
                voice.tell(new Notice.Handed(ref, code));
                answered();
            });
        });
    }

    private void moreRooms(String ref) {
        paging++;
        asked();
        arrival.more(ref, this::paged);
    }

    private void history(String ref, Command.History asked) {
        paging++;
        asked();
        Consumer<Refusal> refused = refusal -> {
            refuse(ref, refusal);
            paged();
        };
        node.inRoom(
                asked.room(),
                home -> home.whenReadable(
                        you(),
                        () -> {
                            long end = home.at();
                            later(() -> hall.reads().ask(() -> readHistory(ref, asked, end, refused)));
                        },
                        refusal -> later(() -> refused.accept(refusal))));
    }

    /** Has its turn among those who read the log; false if nobody wants it any more. The room ends at {@code end} or later. */
    private boolean readHistory(String ref, Command.History asked, long end, Consumer<Refusal> refused) {
        if (closed) return false;
        int most = (int) Math.max(1, Math.min(asked.limit(), limits.of(Limit.HISTORY_ENTRIES)));
        boolean forwards = asked.after().isPresent();
        var reading = forwards
                ? hall.log().read(asked.room(), asked.after().getAsLong(), most + 1)
                : hall.log().readBack(asked.room(), asked.before().orElse(Long.MAX_VALUE), most);
        reading.whenComplete((entries, failure) -> hall.lane().run(() -> {
            hall.reads().done();
            ifOpen(() -> {
                if (failure != null) {
                    node.trouble("room=" + asked.room(), failure);
                    refused.accept(Refusal.of(Refusal.Code.UNREADABLE));
                    return;
                }
                var page = forwards
                        ? Batches.first(entries.subList(0, Math.min(entries.size(), most)))
                        : Batches.last(entries);
                voice.tell(new Notice.Page(ref, asked.room(), page, goesOn(page, entries, end, forwards)));
                paged();
            });
        }));
        return true;
    }

    /** A page that is short says nothing of what comes after it: it may have been cut. */
    private static boolean goesOn(List<Entry> page, List<Entry> read, long end, boolean forwards) {
        if (page.isEmpty()) return false;
        if (!forwards) return page.getFirst().seq() > 1;
        return page.getLast().seq() < Math.max(end, read.getLast().seq());
    }

    private void paged() {
        paging--;
        answered();
    }

    /** Tells the client that something was not done. */
    void refuse(String ref, Refusal refusal) {
        voice.tell(new Notice.Refused(ref, refusal, Optional.empty()));
    }

    /** Nanoseconds until the next command may be read; 0 if now. */
    public long pause() {
        long nanos = hall.lane().nanos();
        long first = you == null ? network.joins().patience(nanos) : saying.pause();
        long network = network().commands().patience(nanos);
        return Math.max(Math.max(first, network), commands.patience(nanos));
    }

    /** Nanoseconds until the client may say something again without being too fast; 0 if now. */
    public long patience() {
        return Math.max(pause(), saying.patience());
    }

    /** The name is ours, and these are our rates. */
    void entered(Author author, UserRates rates) {
        you = author;
        commands = rates.commands();
        saying.begin(rates);
        arrival.entered(author);
    }

    /** A direct room of the user has begun. */
    void opened(Notice.RoomInfo info) {
        info.with().ifPresent(saying::meet);
        arrival.opened(info);
    }

    // ---- flow -----------------------------------------------------------------------------------------------

    /** Something is being done for the client. */
    void asked() {
        unanswered++;
        flow();
    }

    /** It is done, and the client was told. */
    void answered() {
        unanswered--;
        flow();
        if (finishing && unanswered == 0) bye(Notice.Reason.QUIT);
    }

    /** Nothing more is read while too much is unanswered, or hello or a page of history is, or after the client's goodbye. */
    private void flow() {
        long most = Math.max(1, limits.of(Limit.UNANSWERED));
        boolean pause = onPurpose || paging > 0 || arrival.isUnderWay() || unanswered > (paused ? most / 2 : most - 1);
        if (pause == paused || closed) return;
        paused = pause;
        voice.reading(!pause);
    }

    /** The client will ask nothing more; once all is answered, the connection ends. */
    public void finish() {
        finishing = true;
        if (unanswered == 0) bye(Notice.Reason.QUIT);
    }

    /** The client gave a sign of life that is no command. */
    public void heard() {
        heardNanos = hall.lane().nanos();
        pinged = false;
    }

    /** The voice can be written to again. */
    public void writable() {
        unwritable = false;
        if (isWelcome()) guarded(listing::goOn);
        seats.catchUp();
        skipping = false;
    }

    /** Somebody is typing, which the client need not be told of itself, nor when it has other things to take. */
    void hearTyping(Notice.Typing typing, Shared shared) {
        if (voice.writable() && voice.resumes() && !typing.user().equals(you)) voice.tell(shared);
    }

    boolean canHear() {
        return isWelcome() && voice.writable();
    }

    boolean skipsAhead() {
        return skipping;
    }

    void sweep(long nanos) {
        if (closed) return;
        if (!isWelcome() && nanos - bornNanos > seconds(Limit.NAME_SECONDS)) {
            bye(Notice.Reason.SILENT);
            return;
        }
        if (voice.writable()) {
            unwritable = false;
        } else if (!unwritable) {
            unwritable = true;
            unwritableNanos = nanos;
        } else if (nanos - unwritableNanos > seconds(Limit.SLOW_SECONDS)) {
            if (voice.resumes()) bye(Notice.Reason.SLOW);
            else skipping = true;
        }
        if (isWelcome() && voice.resumes()) {
            long silence = nanos - heardNanos;
            if (silence > 2 * seconds(Limit.PING_SECONDS)) bye(Notice.Reason.SILENT);
            else if (silence > seconds(Limit.PING_SECONDS) && !pinged) {
                pinged = true;
                voice.tell(new Notice.Pinged());
            }
        }
    }

    private long seconds(Limit limit) {
        return Duration.ofSeconds(limits.of(limit)).toNanos();
    }

    // ---- the end --------------------------------------------------------------------------------------------

    /** What was asked before is still answered, what comes after is not read. */
    private void quit(boolean isLast) {
        onPurpose = true;
        forGood = isLast;
        flow();
        finish();
    }

    /** Tells the client why, and ends the connection. */
    public void bye(Notice.Reason reason) {
        if (closed) return;
        if (reason == Notice.Reason.KICKED) onPurpose = true;
        try {
            voice.tell(new Notice.Bye(reason));
        } catch (RuntimeException e) {
            node.bug("session=" + address, e);
        }
        closed();
        voice.close();
    }

    /** The connection is gone, whoever ended it. */
    public void closed() {
        if (closed) return;
        closed = true;
        seats.giveUpAll();
        listing.end();
        hall.sessions().remove(this);
        hall.gate().leave(this);
        node.atPresence(presence -> presence.leave(this, onPurpose, forGood));
    }

    /** Runs something on the session's lane, if it is still open by then. May be called from anywhere. */
    void later(Runnable task) {
        hall.lane().run(() -> ifOpen(task));
    }

    void ifOpen(Runnable task) {
        if (!closed) guarded(task);
    }

    /** What goes wrong in here costs this session alone. */
    void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            node.bug("session=" + address, e);
            bye(Notice.Reason.TROUBLE);
        }
    }

    /** The user has joined too often of late: nobody else waits for that. */
    void waits() {
        hall.gate().leave(this);
    }

    /** Whether somebody who is present has this name, in any letter case. */
    public boolean knows(String name) {
        return hall.people().knows(name);
    }

    boolean isWelcome() {
        return !closed && arrival.isOver();
    }

    Seats seats() {
        return seats;
    }

    Listing listing() {
        return listing;
    }

    /** For the operator, on the lane of presence. */
    Node.SessionView view() {
        return new Node.SessionView(voice.front(), address, since);
    }

    String address() {
        return address;
    }

    Network network() {
        return network;
    }

    Voice voice() {
        return voice;
    }

    /** Who the client is, once it is welcome. */
    public Optional<Author> user() {
        return Optional.ofNullable(you);
    }

    /** Who the client is; to be asked only after the welcome. */
    Author you() {
        if (you == null) throw new Bug("nobody yet");
        return you;
    }
}
