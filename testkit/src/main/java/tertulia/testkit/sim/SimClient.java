package tertulia.testkit.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tertulia.model.Author;
import tertulia.model.Command;
import tertulia.model.Entry;
import tertulia.model.Limit;
import tertulia.model.MessageId;
import tertulia.model.Notice;
import tertulia.model.Refusal;
import tertulia.model.RoomId;
import tertulia.model.RoomKind;

/**
 * A client as real ones are: it comes back after every cut with its token and cursors, repeats what it said until that
 * is acknowledged, and believes nothing that does not fit.
 */
final class SimClient {
    private final Scene scene;
    private final int number;
    private final boolean resumes;
    private final Schedule.SimLane lane;
    private final Map<RoomId, Timeline> timelines = new LinkedHashMap<>();
    private final List<Said> outbox = new ArrayList<>();
    private final Map<String, Command> awaiting = new LinkedHashMap<>();
    private final Map<String, Said> sayings = new LinkedHashMap<>();
    private Roster roster = new Roster();
    private Optional<Map<RoomId, Long>> cursors = Optional.empty();
    /** Where the rooms ended when the welcome came. */
    private final Map<RoomId, Long> ends = new LinkedHashMap<>();
    /** It has rooms of which it was not told. */
    private boolean more;
    /** All of its rooms are to be told to it, as soon as the list of them has come to its end. */
    private boolean exploring;

    private String name;
    private Optional<String> token = Optional.empty();
    private UUID helloId;
    private @Nullable Author you;
    private @Nullable SimVoice voice;
    private boolean welcome;
    private boolean stalled;
    private boolean finished;
    private boolean quitting;
    private boolean retired;
    private int counter;
    private int hellosRefused;

    SimClient(Scene scene, int number, boolean resumes) {
        this.scene = scene;
        this.number = number;
        this.resumes = resumes;
        name = "n" + number;
        lane = scene.schedule().lane();
        helloId = newHelloId();
    }

    // ---- coming and going -----------------------------------------------------------------------------------

    void connect() {
        if (voice != null || retired) return;
        var up = scene.nodes().stream().filter(SimNode::isUp).toList();
        if (up.isEmpty()) return;
        var dice = scene.schedule().dice();
        voice = scene.schedule().any(up).connect(this);
        if (!resumes) forgetAll();
        var other = scene.schedule().any(scene.clients());
        if (resumes && you == null && dice.nextInt(4) == 0 && other.token.isPresent()) adopt(other);
        hello(token.isEmpty() || dice.nextInt(4) == 0);
        // Some do not wait to be welcome, and some have said all by then.
        if (dice.nextInt(8) == 0) send(new Command.Ping());
        if (dice.nextInt(8) == 0 && you != null && outbox.size() < 8) speak(true);
        if (dice.nextInt(8) == 0) finish();
    }

    private void forgetAll() {
        timelines.clear();
        outbox.clear();
        token = Optional.empty();
        helloId = newHelloId();
        you = null;
        if (scene.schedule().dice().nextInt(3) == 0) rename();
    }

    private UUID newHelloId() {
        var dice = scene.schedule().dice();
        return new UUID(dice.nextLong(), dice.nextLong());
    }

    private void rename() {
        var dice = scene.schedule().dice();
        // Few names, so that they are contested; and their own, so that all find one.
        name = dice.nextInt(3) == 0 ? "x" + dice.nextInt(3) : "n" + number + "x" + counter++;
    }

    private void hello(boolean named) {
        var dice = scene.schedule().dice();
        if (named && dice.nextInt(6) == 0) rename();
        int kind = dice.nextInt(12);
        if (token.isEmpty() || kind == 0) {
            cursors = Optional.empty();
        } else {
            var have = new LinkedHashMap<RoomId, Long>();
            timelines.values().forEach(timeline -> have.put(timeline.room, timeline.at));
            if (kind == 1) have.keySet().removeIf(room -> dice.nextBoolean());
            if (kind == 2) have.replaceAll((room, at) -> dice.nextLong(at + 1));
            cursors = Optional.of(have);
        }
        var asked = named || token.isEmpty() ? Optional.of(name) : Optional.<String>empty();
        send(new Command.Hello(1, asked, token, Optional.of(helloId), cursors, true));
    }

    /** The connection is gone; nothing more comes from it. */
    void lost(SimVoice which) {
        if (voice != which) return;
        scene.schedule().trace("client %d lost its connection", number);
        voice = null;
        welcome = false;
        stalled = false;
        finished = false;
        quitting = false;
        hellosRefused = 0;
        more = false;
        exploring = false;
        awaiting.clear();
        sayings.clear();
        roster = new Roster();
        for (var timeline : timelines.values()) {
            timeline.inside = false;
            timeline.leavingRef = "";
        }
        int wait = scene.schedule().dice().nextInt(scene.schedule().dice().nextInt(6) == 0 ? 20_000 : 500);
        lane.after(Duration.ofMillis(wait), this::connect);
    }

    void cut() {
        if (voice != null) voice.cut();
    }

    void quit() {
        if (voice == null) return;
        quitting = true;
        send(new Command.Quit(false));
    }

    /** Like {@code printf … | nc}: has nothing more to say, but waits for the answers. */
    void finish() {
        if (voice == null || resumes || finished) return;
        finished = true;
        voice.finish();
    }

    /** A second device of somebody: the same token, its own cursors. */
    private void adopt(SimClient other) {
        token = other.token;
        you = other.you;
    }

    /** Never comes back once the connection ends. */
    void giveUp() {
        retired = true;
    }

    /** Goes for good. */
    void retire() {
        giveUp();
        quit();
    }

    void stall(boolean stalls) {
        if (stalled == stalls) return;
        stalled = stalls;
        if (!stalls && voice != null) voice.resume();
    }

    // ---- what it does ---------------------------------------------------------------------------------------

    private void send(Command command) {
        if (finished) return;
        String ref = number + "-" + counter++;
        switch (command) {
            case Command.Hello _,
                    Command.Check _,
                    Command.Ping _,
                    Command.Say _,
                    Command.History _,
                    Command.Rooms _,
                    Command.Enter _ -> awaiting.put(ref, command);
            case Command.Exit _, Command.Hand _, Command.Who _, Command.Typing _, Command.Pong _, Command.Quit _ -> {}
        }
        scene.schedule().trace("client %d sends %s %s", number, ref, command);
        Objects.requireNonNull(voice).send(ref, command);
    }

    private void send(Said said) {
        if (voice == null || finished) return;
        sayings.put(number + "-" + counter, said);
        send(said.command());
    }

    /** Says something new. */
    void speak() {
        speak(false);
    }

    private void speak(boolean early) {
        if (!welcome && !early) return;
        if (outbox.size() > 3 && scene.swarm().of(Limit.SAY_PER_SECOND) > 0) return;
        var dice = scene.schedule().dice();
        var text = "c" + number + " m" + counter++;
        var id = resumes || dice.nextBoolean()
                ? Optional.of(new MessageId(dice.nextLong(), dice.nextLong()))
                : Optional.<MessageId>empty();
        var said = new Said(you().id(), id, target(early), text, false);
        scene.said().put(text, said);
        outbox.add(said);
        send(said);
    }

    /** Says what must be refused, twice, for the second must be answered too. */
    void mumble() {
        if (!welcome) return;
        var dice = scene.schedule().dice();
        var id = new MessageId(dice.nextLong(), dice.nextLong());
        var said = new Said(you().id(), Optional.of(id), new Command.Target.In(RoomId.LOBBY), "", true);
        send(said);
        send(said);
        send(new Command.Typing(RoomId.LOBBY));
        send(new Command.Check(you().handle().text(), Optional.empty()));
    }

    private Command.Target target(boolean early) {
        var dice = scene.schedule().dice();
        var other = scene.schedule().any(scene.clients());
        int kind = dice.nextInt(6);
        if (kind == 0) return new Command.Target.Named("ALL");
        if (kind < 3 && other != this) {
            var direct = other.you == null
                    ? Optional.<RoomId>empty()
                    : Optional.of(RoomId.direct(you().id(), other.you().id()));
            var timeline = direct.map(timelines::get);
            if (!early && kind == 1 && timeline.isPresent() && timeline.get().inside)
                return new Command.Target.In(direct.get());
            return other.you == null || dice.nextBoolean()
                    ? new Command.Target.Named(other.name)
                    : new Command.Target.To(other.you().id());
        }
        return new Command.Target.In(RoomId.LOBBY);
    }

    /** Says something again though it knows better, or something else under the same id. */
    void repeat() {
        if (!welcome) return;
        var dice = scene.schedule().dice();
        var known = scene.said().values().stream()
                .filter(said -> said.acked != null && said.id.isPresent() && said.author.equals(you().id()))
                .toList();
        if (known.isEmpty()) return;
        var said = scene.schedule().any(known);
        if (dice.nextInt(3) > 0) send(said);
        else if (!said.isByName()) send(new Said(said.author, said.id, said.to, "not " + counter++, true));
    }

    /** Leaves a room, comes back, or asks for something beside it. */
    void move() {
        if (!welcome || timelines.isEmpty()) return;
        var dice = scene.schedule().dice();
        var timeline = scene.schedule().any(List.copyOf(timelines.values()));
        if (!timeline.leavingRef.isEmpty()) return;
        if (!timeline.inside && isListing()) return;
        if (!timeline.inside) enter(timeline, dice.nextBoolean() ? timeline.at : dice.nextLong(timeline.at + 1));
        else if (dice.nextInt(4) == 0) send(new Command.Enter(timeline.room, dice.nextLong(-2, 20)));
        else if (scene.isAlone() || timeline.room.equals(RoomId.LOBBY)) exit(timeline);
    }

    private void enter(Timeline timeline, long after) {
        timeline.ask(after);
        send(new Command.Enter(timeline.room, after));
        if (scene.schedule().dice().nextInt(3) == 0) exit(timeline);
    }

    private void exit(Timeline timeline) {
        timeline.left = true;
        send(new Command.Exit(timeline.room));
        // Everything told before the pong was told before the exit.
        timeline.leavingRef = number + "-" + counter;
        send(new Command.Ping());
    }

    /** Enters what it knows of but was not told: rooms begun on another node. */
    void explore() {
        if (!welcome) return;
        exploring = true;
        if (more && !isListing()) send(new Command.Rooms());
        if (more) return;
        exploring = false;
        if (!resumes || scene.isAlone()) return;
        for (var room : scene.log().rooms()) {
            if (room.kind() != RoomKind.DIRECT || !scene.log().mayRead(room, you().id())) continue;
            var timeline = timelines.computeIfAbsent(room, Timeline::new);
            if (!timeline.inside && !timeline.left) {
                timeline.ask(timeline.at);
                send(new Command.Enter(room, timeline.at));
            }
        }
    }

    void browse() {
        if (!welcome) return;
        var dice = scene.schedule().dice();
        var rooms = scene.log().rooms();
        var room = rooms.isEmpty() ? RoomId.LOBBY : scene.schedule().any(rooms);
        long last = scene.log().last(room);
        var before = dice.nextInt(3) == 0 ? OptionalLong.of(dice.nextLong(last + 3)) : OptionalLong.empty();
        var after = dice.nextBoolean() ? OptionalLong.of(dice.nextLong(last + 3)) : OptionalLong.empty();
        send(new Command.History(room, before, after, dice.nextInt(9)));
        if (dice.nextInt(4) == 0 && !scene.log().mayRead(room, you().id())) send(new Command.Enter(room, 0));
    }

    void who() {
        if (welcome && resumes) send(new Command.Who());
    }

    // ---- what it hears --------------------------------------------------------------------------------------

    void hear(SimVoice from, Notice notice) {
        if (from != voice) return;
        scene.schedule().trace("client %d hears %s", number, notice);
        switch (notice) {
            case Notice.Welcome told -> welcomed(told);
            case Notice.Acked acked -> acked(acked);
            case Notice.Refused refused -> refused(refused);
            case Notice.Page page -> page(page);
            case Notice.Rooms rooms -> rooms(rooms);
            case Notice.Free free -> answer(free.ref());
            case Notice.Handed handed -> answer(handed.ref());
            case Notice.Typing typing ->
                Flaw.unless(
                        welcome && resumes && !typing.user().id().equals(you().id()),
                        "told of its own typing, or too early");
            case Notice.Ponged ponged -> ponged(ponged.ref());
            case Notice.Heard heard -> timeline(heard.room()).hear(heard, scene.log(), you().id());
            case Notice.CaughtUp caught -> timeline(caught.room()).hear(caught);
            case Notice.Present part -> roster.hear(part);
            case Notice.PresenceChanged changed -> {
                if (resumes) roster.hear(changed);
            }
            case Notice.Opened opened ->
                timelines.computeIfAbsent(opened.room().room(), Timeline::new).open();
            case Notice.Skipped skipped -> skipped(skipped);
            case Notice.Pinged() -> send(new Command.Pong());
            case Notice.Bye bye -> {
                if (finished && !quitting && bye.reason() == Notice.Reason.QUIT)
                    Flaw.unless(unanswered().isEmpty(), "bye before the answer to %s", unanswered());
                Flaw.unless(
                        bye.reason() != Notice.Reason.TROUBLE
                                || scene.swarm().voiceThrows > 0
                                || scene.swarm().directoryFails > 0
                                || scene.swarm().readFails > 0,
                        "bye for trouble");
            }
        }
    }

    private Timeline timeline(RoomId room) {
        var timeline = timelines.get(room);
        if (timeline == null) throw new Flaw("told of a room it does not have: " + room);
        return timeline;
    }

    private void welcomed(Notice.Welcome told) {
        Flaw.unless(answer(told.ref()) instanceof Command.Hello, "welcome without hello");
        if (token.isPresent() && you != null)
            Flaw.unless(told.you().id().equals(you().id()), "the token made it another");
        you = told.you();
        name = told.you().handle().text();
        token = resumes ? Optional.of(told.token()) : Optional.empty();
        helloId = newHelloId();
        welcome = true;
        var all = new LinkedHashMap<RoomId, Timeline>();
        for (var info : told.rooms()) {
            boolean isLobby = info.room().equals(RoomId.LOBBY);
            long unnamed = cursors.isEmpty() || isLobby ? info.last() : 0;
            var timeline = timelines.computeIfAbsent(info.room(), Timeline::new);
            timeline.enter(
                    cursors.map(seqs -> seqs.getOrDefault(info.room(), unnamed)).orElse(unnamed));
            Flaw.unless(all.put(info.room(), timeline) == null, "told twice of %s", info.room());
        }
        for (var timeline : timelines.values()) {
            if (all.containsKey(timeline.room)) continue;
            boolean named = cursors.isPresent() && cursors.get().containsKey(timeline.room);
            Flaw.unless(told.more() && !named, "%s was forgotten", timeline.room);
            timeline.left = false;
        }
        more = told.more();
        ends.clear();
        for (var room : scene.log().rooms()) ends.put(room, scene.log().last(room));
        if (more && scene.schedule().dice().nextBoolean()) send(new Command.Rooms());
        // Those who are told not to be too fast are not.
        long paceMillis = scene.swarm().of(Limit.SAY_PER_SECOND) == 0 ? 0 : 250;
        for (var said : List.copyOf(outbox)) {
            if (paceMillis == 0) send(said);
            else again(Duration.ofMillis(paceMillis * outbox.indexOf(said)), () -> send(said));
        }
    }

    /** The next page of its rooms. */
    private void rooms(Notice.Rooms told) {
        Flaw.unless(answer(told.ref()) instanceof Command.Rooms, "rooms that nobody asked for");
        for (var info : told.rooms()) {
            var timeline = timelines.computeIfAbsent(info.room(), Timeline::new);
            if (!timeline.inside && !timeline.left) timeline.enter(cursors.isEmpty() ? info.last() : 0);
        }
        more = told.more();
        if (more) send(new Command.Rooms());
        else if (exploring) explore();
    }

    /** Where it is told from depends on what comes first: the list of its rooms, or that it enters one. */
    private boolean isListing() {
        return awaiting.values().stream().anyMatch(command -> command instanceof Command.Rooms);
    }

    /** Whether it was told of each room in which something happened since it came. */
    void checkLive() {
        if (!welcome || !resumes || !scene.isAlone()) return;
        for (var room : scene.log().rooms()) {
            if (room.kind() != RoomKind.DIRECT || !scene.log().mayRead(room, you().id())) continue;
            if (scene.log().last(room) == ends.getOrDefault(room, 0L)) continue;
            var timeline = timelines.get(room);
            boolean told = timeline != null && (timeline.inside || timeline.left);
            Flaw.unless(told, "client %d was not told of what happened in %s", number, room);
        }
    }

    private void skipped(Notice.Skipped skipped) {
        Flaw.unless(!resumes && skipped.entries() > 0, "skipped %s", skipped);
        var timeline = timeline(skipped.room());
        timeline.at += skipped.entries();
        Flaw.unless(timeline.at <= scene.log().last(skipped.room()), "skipped beyond the end");
    }

    private void ponged(String ref) {
        answer(ref);
        for (var timeline : timelines.values()) {
            if (!timeline.leavingRef.equals(ref)) continue;
            timeline.leavingRef = "";
            timeline.inside = false;
        }
    }

    private @Nullable Command answer(String ref) {
        var command = awaiting.remove(ref);
        Flaw.unless(command != null, "an answer to nothing: %s", ref);
        return command;
    }

    private void acked(Notice.Acked acked) {
        answer(acked.ref());
        var said = Objects.requireNonNull(sayings.remove(acked.ref()));
        Flaw.unless(!said.isFalse, "an id was used again and nobody minded");
        var entry = scene.log().entry(acked.room(), acked.seq());
        var draft = entry.draft();
        Flaw.unless(
                draft.author().id().equals(said.author)
                        && draft.id().equals(acked.id())
                        && draft.event()
                                .equals(new tertulia.model.Talk.Said(
                                        said.command().body()))
                        && entry.at().equals(acked.at()),
                "acknowledged %s, but the log has %s",
                acked,
                entry);
        Flaw.unless(said.acked == null || said.acked.equals(entry) || said.isByName(), "two answers to one draft");
        said.acked = entry;
        outbox.remove(said);
    }

    private void refused(Notice.Refused refused) {
        var code = refused.refusal().code();
        if (code == Refusal.Code.TOO_MANY_NAMES) return;
        var command = answer(refused.ref());
        switch (Objects.requireNonNull(command)) {
            case Command.Hello _ -> helloRefused(code);
            case Command.Say _ -> sayRefused(Objects.requireNonNull(sayings.remove(refused.ref())), code);
            case Command.Enter(RoomId room, long after) -> enterRefused(room, code);
            case Command.History(RoomId room, var before, var after, int limit) ->
                Flaw.unless(isTrouble(code) || !scene.log().mayRead(room, you().id()), "history refused: %s", code);
            case Command.Check _ -> Flaw.unless(code == Refusal.Code.NAME_BANNED, "its own name refused: %s", code);
            case Command.Exit _,
                    Command.Hand _,
                    Command.Who _,
                    Command.Rooms _,
                    Command.Typing _,
                    Command.Ping _,
                    Command.Pong _,
                    Command.Quit _ -> throw new Flaw("refused: " + command);
        }
    }

    private static boolean isTrouble(Refusal.Code code) {
        return code == Refusal.Code.UNREADABLE || code == Refusal.Code.BUSY;
    }

    private void helloRefused(Refusal.Code code) {
        hellosRefused++;
        switch (code) {
            case NAME_TAKEN, NAME_LOOKS_LIKE -> {
                rename();
                hello(true);
            }
            case NAME_EMPTY -> hello(true);
            case NAME_BANNED, UNREADABLE -> again(Duration.ofMillis(400), () -> hello(token.isEmpty()));
            default -> throw new Flaw("hello refused: " + code);
        }
    }

    private void sayRefused(Said said, Refusal.Code code) {
        boolean isPrivate = !said.to.equals(new Command.Target.In(RoomId.LOBBY));
        switch (code) {
            case BUSY, STORAGE -> {
                if (said.id.isEmpty()) outbox.remove(said);
                else if (!said.isFalse) again(Duration.ofMillis(50), () -> send(said));
            }
            case ID_REUSED -> Flaw.unless(said.isFalse, "an id of its own was refused as used");
            case GONE, SOMEBODY_ELSE -> {
                Flaw.unless(isPrivate, "refused in the lobby: %s", code);
                said.over = true;
                outbox.remove(said);
            }
            case NOBODY, YOURSELF, NOT_A_MEMBER -> {
                Flaw.unless(isPrivate, "refused in the lobby: %s", code);
                Flaw.unless(!(said.to instanceof Command.Target.In), "refused in a room of its own: %s", code);
                said.over = true;
                outbox.remove(said);
            }
            case TOO_FAST -> {}
            case EMPTY_TEXT -> Flaw.unless(said.text.isEmpty(), "refused as empty: %s", said.text);
            case HELLO_FIRST -> Flaw.unless(hellosRefused > 0, "hello was not refused, but is missed");
            default -> throw new Flaw("refused: " + code);
        }
    }

    private void enterRefused(RoomId room, Refusal.Code code) {
        boolean mine = scene.log().mayRead(room, you().id());
        Flaw.unless(!mine || isTrouble(code), "may not enter its own room: %s", code);
        var timeline = timelines.get(room);
        if (mine && timeline != null && timeline.leavingRef.isEmpty() && timeline.inside) {
            again(Duration.ofMillis(300), () -> {
                if (timeline.inside && timeline.leavingRef.isEmpty()) send(new Command.Enter(room, timeline.at));
            });
        }
    }

    private void again(Duration wait, Runnable task) {
        var then = voice;
        lane.after(wait, () -> {
            if (voice == then && then != null) task.run();
        });
    }

    private void page(Notice.Page page) {
        if (!(answer(page.ref()) instanceof Command.History asked)) throw new Flaw("a page nobody asked for");
        Flaw.unless(scene.log().mayRead(page.room(), you().id()), "a private page");
        long most = Math.max(1, Math.min(asked.limit(), scene.swarm().of(Limit.HISTORY_ENTRIES)));
        var entries = page.entries();
        Flaw.unless(entries.size() <= most && (entries.size() == most || !page.more()), "a page of the wrong size");
        Entry before = null;
        for (var entry : entries) {
            Flaw.unless(entry.equals(scene.log().entry(page.room(), entry.seq())), "a page of what is not there");
            Flaw.unless(before == null || before.seq() + 1 == entry.seq(), "a page with a hole");
            before = entry;
        }
        if (entries.isEmpty()) return;
        if (asked.after().isPresent()) {
            Flaw.unless(entries.getFirst().seq() == asked.after().getAsLong() + 1, "a page from elsewhere");
        } else {
            Flaw.unless(page.more() == entries.getFirst().seq() > 1, "more, or not");
            asked.before().ifPresent(end -> Flaw.unless(entries.getLast().seq() < end, "a page from elsewhere"));
        }
    }

    // ---- what others ask of it ------------------------------------------------------------------------------

    private Author you() {
        if (you == null) throw new Flaw("nobody yet");
        return you;
    }

    Optional<Author> present() {
        return welcome ? Optional.of(you()) : Optional.empty();
    }

    Map<RoomId, Timeline> timelines() {
        return timelines;
    }

    Roster roster() {
        return roster;
    }

    /** What it asked and was not told. */
    List<Command> unanswered() {
        return awaiting.values().stream()
                .filter(command -> !(command instanceof Command.Enter))
                .toList();
    }

    List<Said> outbox() {
        return outbox;
    }

    boolean resumes() {
        return resumes;
    }

    boolean isStalled() {
        return stalled;
    }

    boolean isWelcome() {
        return welcome;
    }

    int number() {
        return number;
    }
}
