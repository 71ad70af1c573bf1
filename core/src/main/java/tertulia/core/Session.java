package tertulia.core;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tertulia.core.port.Directory.Guest;
import tertulia.model.Author;
import tertulia.model.Command;
import tertulia.model.Draft;
import tertulia.model.Entry;
import tertulia.model.Handle;
import tertulia.model.Limit;
import tertulia.model.Limits;
import tertulia.model.MessageId;
import tertulia.model.Notice;
import tertulia.model.Refusal;
import tertulia.model.RoomId;
import tertulia.model.Talk;
import tertulia.model.UserId;

/**
 * One connection's logged-in state: takes its commands, holds its seats. Every method is called on the session's lane,
 * but for {@link #later}.
 */
public final class Session {
    private static final Duration AFTER_TROUBLE = Duration.ofMillis(500);

    private final Hall hall;
    private final Node node;
    private final Limits limits;
    private final Voice voice;
    private final String address;
    private final Rate says;
    private final Rate addressSays;
    private final Map<RoomId, Seat> seats = new HashMap<>(2);
    /** The rooms it is on the way into; what stands there is one attempt, so that an exit can overtake it. */
    private final Map<RoomId, Object> entering = new HashMap<>(2);

    /** The rooms it left, so that a late word of their beginning does not bring it back. */
    private final Set<RoomId> left = new HashSet<>(2);

    private Stage stage = Stage.NEW;
    private @Nullable Author you;
    private Command.@Nullable Hello hello;
    private String helloRef = "";
    private List<Notice.RoomInfo> openedMeanwhile = List.of();
    private int refusedNames;
    private int unanswered;
    private boolean paused;
    private boolean onPurpose;
    private boolean skipping;
    private boolean finishing;
    private boolean missedPresence;

    private long heardNanos;
    private long unwritableNanos;
    private boolean unwritable;
    private boolean pinged;

    /** Belongs to {@link Presence}, on its lane. */
    Presence.@Nullable Person person;

    private enum Stage {
        NEW,
        CLAIMING,
        WELCOME,
        CLOSED
    }

    Session(Hall hall, Voice voice, String address, Rate addressRate) {
        this.hall = hall;
        this.voice = voice;
        this.address = address;
        node = hall.node();
        limits = node.limits();
        heardNanos = hall.lane().nanos();
        addressSays = addressRate;
        says = new Allowance(limits, Limit.SAY_PER_SECOND, Limit.SAY_BURST, heardNanos);
    }

    /** What the client asks; {@code ref} comes back beside the answer. */
    public void command(String ref, Command command) {
        guarded(() -> {
            if (stage == Stage.CLOSED) return;
            heard();
            switch (command) {
                case Command.Hello asked -> hello(ref, asked);
                case Command.Ping() -> voice.tell(new Notice.Ponged(ref));
                case Command.Pong() -> {}
                case Command.Quit() -> quit();
                default -> {
                    if (stage == Stage.WELCOME) welcomed(ref, command);
                    else refuse(ref, Refusal.of(Refusal.Code.HELLO_FIRST), Optional.empty());
                }
            }
        });
    }

    private void welcomed(String ref, Command command) {
        switch (command) {
            case Command.Say say -> say(ref, say);
            case Command.Enter(RoomId room, long after) -> {
                if (!has(room)) enter(room, after, refusal -> refuse(ref, refusal, Optional.empty()));
            }
            case Command.Exit(RoomId room) -> exit(room);
            case Command.History history -> history(ref, history);
            case Command.Who() -> hall.people().whole().forEach(voice::tell);
            case Command.Hello _, Command.Ping _, Command.Pong _, Command.Quit _ -> {}
        }
    }

    // ---- hello ----------------------------------------------------------------------------------------------

    private void hello(String ref, Command.Hello asked) {
        if (stage != Stage.NEW) {
            refuse(ref, Refusal.of(Refusal.Code.HELLO_AGAIN), Optional.empty());
            return;
        }
        if (asked.version() != Node.PROTOCOL) {
            refuse(ref, Refusal.of(Refusal.Code.VERSION, Node.PROTOCOL), Optional.empty());
            return;
        }
        Optional<UserId> user = Optional.empty();
        if (asked.token().isPresent()) {
            user = node.tokens().read(asked.token().get());
            if (user.isEmpty()) {
                refuseName(ref, Refusal.of(Refusal.Code.TOKEN));
                return;
            }
        }
        hello = asked;
        helloRef = ref;
        stage = Stage.CLAIMING;
        asked();
        if (asked.name().isEmpty() && user.isPresent()) resume(user.get());
        else claim(user, asked.name().orElse(""));
    }

    /** Not by this name; perhaps by another. */
    private void helloRefused(Refusal refusal) {
        stage = Stage.NEW;
        if (refusal.code() == Refusal.Code.STORAGE) refuse(helloRef, refusal, Optional.empty());
        else refuseName(helloRef, refusal);
        answered();
    }

    /** A token without a name: the handle is the one that the guest had. */
    private void resume(UserId user) {
        node.atPresence(presence -> presence.withId(user)
                .ifPresentOrElse(
                        author -> later(
                                () -> claim(Optional.of(user), author.handle().text())),
                        () -> node.world()
                                .directory()
                                .guest(user)
                                .whenComplete((guest, failure) -> later(() -> {
                                    if (failure != null) helloRefused(Refusal.of(Refusal.Code.STORAGE));
                                    else
                                        claim(
                                                Optional.of(user),
                                                guest.map(Guest::handle)
                                                        .map(Handle::text)
                                                        .orElse(""));
                                }))));
    }

    private void claim(Optional<UserId> user, String name) {
        switch (Handle.judge(name, limits)) {
            case Handle.Judged.Bad(Refusal refusal) -> helloRefused(refusal);
            case Handle.Judged.Good(Handle handle) -> {
                var id = user.orElseGet(
                        () -> new UserId(hall.chance().nextLong(), hall.chance().nextLong()));
                var claim = Claim.of(id, handle, voice.resumes(), address);
                node.atPresence(presence -> presence.enter(
                        this, claim, refused -> refused.ifPresent(why -> later(() -> helloRefused(why)))));
            }
        }
    }

    private void refuseName(String ref, Refusal refusal) {
        refuse(ref, refusal, Optional.empty());
        if (++refusedNames > limits.of(Limit.NAME_TRIES)) {
            refuse(ref, Refusal.of(Refusal.Code.TOO_MANY_NAMES), Optional.empty());
            bye(Notice.Reason.RULES);
        }
    }

    /** The name is ours; now for our rooms. */
    void entered(Author author) {
        you = author;
        boolean mayHaveRooms = hello != null && hello.token().isPresent();
        if (!mayHaveRooms) {
            welcome(List.of());
            return;
        }
        node.world()
                .directory()
                .rooms(author.id(), limits.count(Limit.ROOMS_AT_HELLO))
                .whenComplete((rooms, failure) -> later(() -> {
                    if (failure == null) {
                        welcome(rooms);
                        return;
                    }
                    // Better not in than in without one's rooms; the client comes back.
                    node.trouble("directory", failure);
                    bye(Notice.Reason.TROUBLE);
                }));
    }

    private void welcome(List<Notice.RoomInfo> rooms) {
        var author = you();
        node.inRoom(
                RoomId.LOBBY,
                lobby -> lobby.whenReadable(
                        author,
                        () -> {
                            long last = lobby.at();
                            later(() -> welcome(author, last, rooms));
                        },
                        refusal -> later(() -> bye(Notice.Reason.TROUBLE))));
    }

    private void welcome(Author author, long lobbyLast, List<Notice.RoomInfo> rooms) {
        stage = Stage.WELCOME;
        var all = new ArrayList<Notice.RoomInfo>();
        all.add(new Notice.RoomInfo(RoomId.LOBBY, Optional.empty(), lobbyLast));
        all.addAll(rooms);
        String token = voice.resumes() ? node.tokens().make(author.id()) : "";
        voice.tell(new Notice.Welcome(helloRef, node.server(), author, token, limits.told(), all));
        if (voice.resumes()) hall.people().whole().forEach(voice::tell);
        var cursors = hello == null ? Optional.<Map<RoomId, Long>>empty() : hello.cursors();
        hello = null;
        for (var info : all) {
            boolean isLobby = info.room().equals(RoomId.LOBBY);
            long unnamed = cursors.isEmpty() || isLobby ? info.last() : 0;
            long after =
                    cursors.map(seqs -> seqs.getOrDefault(info.room(), unnamed)).orElse(unnamed);
            enterOwn(info.room(), after);
        }
        var opened = openedMeanwhile;
        openedMeanwhile = List.of();
        opened.forEach(this::opened);
        answered();
    }

    // ---- rooms ----------------------------------------------------------------------------------------------

    private boolean has(RoomId room) {
        return seats.containsKey(room) || entering.containsKey(room);
    }

    /** Enters a room that the client was told it is in; if the log is in trouble, as soon as that is over. */
    private void enterOwn(RoomId room, long after) {
        enter(room, after, refusal -> {
            node.trouble("room=" + room, new Bug(refusal.toString()));
            if (refusal.code() != Refusal.Code.STORAGE) return;
            var attempt = new Object();
            entering.put(room, attempt);
            hall.lane()
                    .after(
                            AFTER_TROUBLE,
                            () -> guarded(() -> {
                                if (stage != Stage.CLOSED && entering.remove(room, attempt)) enterOwn(room, after);
                            }));
        });
    }

    private void enter(RoomId room, long after, Consumer<Refusal> refused) {
        var audience = hall.audience(room);
        var attempt = new Object();
        entering.put(room, attempt);
        left.remove(room);
        audience.entering(1);
        asked();
        node.inRoom(
                room,
                home -> home.admit(you(), audience, after, admission -> {
                    audience.entering(-1);
                    switch (admission) {
                        case Room.Admission.Admitted admitted -> audience.begin(admitted.posted());
                        case Room.Admission.Refused(Refusal refusal) -> {}
                    }
                    guarded(() -> {
                        if (stage == Stage.CLOSED) return;
                        if (entering.remove(room, attempt)) {
                            switch (admission) {
                                case Room.Admission.Refused(Refusal refusal) -> refused.accept(refusal);
                                case Room.Admission.Admitted admitted -> sit(audience, admitted.from());
                            }
                        }
                        answered();
                    });
                }));
    }

    private void sit(Audience audience, long from) {
        var seat = audience.take(this, from);
        seats.put(audience.room(), seat);
        seat.catchUp();
    }

    private void exit(RoomId room) {
        left.add(room);
        entering.remove(room);
        var seat = seats.remove(room);
        if (seat != null) seat.audience().giveUp(seat);
    }

    /** A direct room has begun. */
    void opened(Notice.RoomInfo info) {
        if (stage == Stage.CLAIMING) {
            openedMeanwhile = new ArrayList<>(openedMeanwhile);
            openedMeanwhile.add(info);
        } else if (stage == Stage.WELCOME && !has(info.room()) && !left.contains(info.room())) {
            voice.tell(new Notice.Opened(info));
            enterOwn(info.room(), 0);
        }
    }

    private void history(String ref, Command.History asked) {
        asked();
        Consumer<Refusal> refused = refusal -> {
            refuse(ref, refusal, Optional.empty());
            answered();
        };
        node.inRoom(
                asked.room(),
                home -> home.whenReadable(
                        you(),
                        () -> readHistory(ref, asked, refused),
                        refusal -> later(() -> refused.accept(refusal))));
    }

    /** Runs on the room's lane. One entry more than the page holds tells whether there are more. */
    private void readHistory(String ref, Command.History asked, Consumer<Refusal> refused) {
        int most = (int) Math.max(1, Math.min(asked.limit(), limits.of(Limit.HISTORY_ENTRIES)));
        boolean forwards = asked.after().isPresent();
        var reading = forwards
                ? hall.log().read(asked.room(), asked.after().getAsLong(), most + 1)
                : hall.log().readBack(asked.room(), asked.before().orElse(Long.MAX_VALUE), most + 1);
        reading.whenComplete((entries, failure) -> later(() -> {
            if (failure != null) {
                node.trouble("room=" + asked.room(), failure);
                refused.accept(Refusal.of(Refusal.Code.STORAGE));
                return;
            }
            boolean more = entries.size() > most;
            int from = more && !forwards ? 1 : 0;
            voice.tell(new Notice.Page(
                    ref, asked.room(), entries.subList(from, Math.min(entries.size(), from + most)), more));
            answered();
        }));
    }

    // ---- saying ---------------------------------------------------------------------------------------------

    /** Nanoseconds until the client may say something again; 0 if now. */
    public long patience() {
        long nanos = hall.lane().nanos();
        return Math.max(says.patience(nanos), addressSays.patience(nanos));
    }

    private void say(String ref, Command.Say say) {
        var id = say.id().orElseGet(() -> MessageId.make(hall.now(), hall.chance()));
        if (patience() > 0) {
            long rate = limits.of(Limit.SAY_PER_SECOND);
            refuse(ref, Refusal.of(Refusal.Code.TOO_FAST, rate), Optional.of(id));
            bye(Notice.Reason.RULES);
            return;
        }
        says.take();
        addressSays.take();
        asked();
        var draft = new Draft(you(), id, new Talk.Said(say.body()));
        var answer = new SayAnswer(this, ref, id);
        switch (say.to()) {
            case Command.Target.In(RoomId room) -> say(room, draft, List.of(), answer);
            case Command.Target.To(UserId user) -> node.atPresence(presence -> toUser(user, presence, draft, answer));
            case Command.Target.Named(String name) -> {
                if (Handle.isAll(name)) say(RoomId.LOBBY, draft, List.of(), answer);
                else {
                    var folded = Handle.folded(name);
                    node.atPresence(presence -> presence.named(folded)
                            .ifPresentOrElse(
                                    person -> toPerson(person, draft, answer),
                                    () -> answer.refused(Refusal.of(Refusal.Code.NOBODY, name))));
                }
            }
        }
    }

    private void say(RoomId room, Draft draft, List<Author> members, Room.Answer answer) {
        node.inRoom(room, home -> home.say(draft, members, answer));
    }

    private void toUser(UserId user, Presence presence, Draft draft, Room.Answer answer) {
        var present = presence.withId(user);
        if (present.isPresent()) {
            toPerson(present.get(), draft, answer);
            return;
        }
        node.world().directory().guest(user).whenComplete((guest, failure) -> {
            if (failure != null) answer.refused(Refusal.of(Refusal.Code.STORAGE));
            else if (guest.isPresent()) {
                toPerson(new Author(user, guest.get().handle()), draft, answer);
            } else {
                // Perhaps somebody of long ago with whom there is a room already.
                say(RoomId.direct(draft.author().id(), user), draft, List.of(), answer);
            }
        });
    }

    private void toPerson(Author person, Draft draft, Room.Answer answer) {
        var author = draft.author();
        if (person.id().equals(author.id())) answer.refused(Refusal.of(Refusal.Code.YOURSELF));
        else say(RoomId.direct(author.id(), person.id()), draft, List.of(author, person), answer);
    }

    /** Brings the answer from the room's lane to the session's. */
    private record SayAnswer(Session session, String ref, MessageId id) implements Room.Answer {
        @Override
        public void stored(Entry entry) {
            session.later(() -> {
                session.voice.tell(new Notice.Acked(ref, id, entry.room(), entry.seq(), entry.at()));
                session.answered();
            });
        }

        @Override
        public void refused(Refusal refusal) {
            session.later(() -> {
                session.refuse(ref, refusal, Optional.of(id));
                session.answered();
            });
        }
    }

    private void refuse(String ref, Refusal refusal, Optional<MessageId> id) {
        voice.tell(new Notice.Refused(ref, refusal, id));
    }

    // ---- flow -----------------------------------------------------------------------------------------------

    /** Something is being done for the client. */
    private void asked() {
        unanswered++;
        flow();
    }

    /** It is done, and the client was told. */
    private void answered() {
        unanswered--;
        flow();
        if (finishing && unanswered == 0) bye(Notice.Reason.QUIT);
    }

    /** Nothing more is read while too much is unanswered, or while hello is. */
    private void flow() {
        long most = Math.max(1, limits.of(Limit.UNANSWERED));
        boolean pause = stage == Stage.CLAIMING || unanswered > (paused ? most / 2 : most - 1);
        if (pause == paused || stage == Stage.CLOSED) return;
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
        if (missedPresence) {
            missedPresence = false;
            if (voice.resumes()) guarded(() -> hall.people().whole().forEach(voice::tell));
        }
        for (var seat : List.copyOf(seats.values())) guarded(seat::catchUp);
        skipping = false;
    }

    /** A change of presence is the first thing left out for a full voice, which gets the whole list later. */
    void hear(Shared presence) {
        if (voice.writable()) voice.tell(presence);
        else missedPresence = true;
    }

    boolean canHear() {
        return stage == Stage.WELCOME && voice.writable();
    }

    boolean skipsAhead() {
        return skipping;
    }

    void sweep(long nanos) {
        if (stage == Stage.CLOSED) return;
        if (voice.writable()) {
            unwritable = false;
        } else if (!unwritable) {
            unwritable = true;
            unwritableNanos = nanos;
        } else if (nanos - unwritableNanos > seconds(Limit.SLOW_SECONDS)) {
            if (voice.resumes()) bye(Notice.Reason.SLOW);
            else skipping = true;
        }
        if (stage == Stage.WELCOME && voice.resumes()) {
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

    private void quit() {
        onPurpose = true;
        bye(Notice.Reason.QUIT);
    }

    /** Tells the client why, and ends the connection. */
    public void bye(Notice.Reason reason) {
        if (stage == Stage.CLOSED) return;
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
        if (stage == Stage.CLOSED) return;
        stage = Stage.CLOSED;
        for (var seat : seats.values()) seat.audience().giveUp(seat);
        seats.clear();
        entering.clear();
        hall.sessions().remove(this);
        node.atPresence(presence -> presence.leave(this, onPurpose));
    }

    /** Runs something on the session's lane, if it is still open by then. May be called from anywhere. */
    void later(Runnable task) {
        hall.lane().run(() -> {
            if (stage != Stage.CLOSED) guarded(task);
        });
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

    boolean isWelcome() {
        return stage == Stage.WELCOME;
    }

    Voice voice() {
        return voice;
    }

    /** Who the client is, once it is welcome. */
    public Optional<Author> user() {
        return Optional.ofNullable(you);
    }

    /** The rooms it has seats in. */
    public List<RoomId> rooms() {
        return List.copyOf(seats.keySet());
    }

    private Author you() {
        if (you == null) throw new Bug("nobody yet");
        return you;
    }
}
