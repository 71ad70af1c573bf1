package tertulia.core;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tertulia.core.port.Directory.Guest;
import tertulia.core.port.Directory.Place;
import tertulia.model.Author;
import tertulia.model.Command;
import tertulia.model.Handle;
import tertulia.model.Limit;
import tertulia.model.Notice;
import tertulia.model.Refusal;
import tertulia.model.RoomId;
import tertulia.model.UserId;
import tertulia.model.json.NoticeJson;

/** A session's way in: from hello, over a name that may be had, to the welcome and the rooms it brings. On its lane. */
final class Arrival {
    private final Session session;
    private final Hall hall;
    private final Node node;
    private Stage stage = Stage.NEW;
    private Command.@Nullable Hello hello;
    private String ref = "";
    private final Map<RoomId, Notice.RoomInfo> openedMeanwhile = new LinkedHashMap<>(0);
    /** Where the list of rooms goes on, if it does. */
    private Optional<Place> rest = Optional.empty();
    /** Whether the client has told how far it knows its rooms. */
    private boolean resumes;

    private int refusedNames;

    private enum Stage {
        NEW,
        CLAIMING,
        WELCOME
    }

    Arrival(Session session, Hall hall) {
        this.session = session;
        this.hall = hall;
        node = hall.node();
    }

    void hello(String asRef, Command.Hello asked) {
        if (stage != Stage.NEW) {
            session.refuse(asRef, Refusal.of(Refusal.Code.HELLO_AGAIN));
            return;
        }
        if (asked.version() != NoticeJson.VERSION) {
            session.refuse(asRef, Refusal.of(Refusal.Code.VERSION, NoticeJson.VERSION));
            return;
        }
        hello = asked;
        ref = asRef;
        stage = Stage.CLAIMING;
        session.asked();
        hall.gate().pass(session, () -> begin(asked));
    }

    private void begin(Command.Hello asked) {
        if (asked.token().isEmpty()) {
            claim(Optional.empty(), asked.name().orElse(""));
            return;
        }
        String token = asked.token().get();
        if (Hands.isCode(token)) {
            node.atHands(hands -> {
                var user = hands.take(token, hall.lane().nanos());
                session.later(() -> holder(user, asked));
            });
        } else holder(node.tokens().read(token), asked);
    }

    /** Whoever the token or the code is of. */
    private void holder(Optional<UserId> user, Command.Hello asked) {
        if (user.isEmpty()) refused(Refusal.of(Refusal.Code.TOKEN));
        else if (asked.name().isPresent()) claim(user, asked.name().get());
        else resume(user.get());
    }

    /** Whether a name could be had: judged as at hello, and not claimed. */
    void check(String asRef, Command.Check asked) {
        var user = asked.token()
                .flatMap(node.tokens()::read)
                .or(() -> session.user().map(Author::id));
        switch (judge(asked.name())) {
            case Handle.Judged.Bad(Refusal refusal) -> session.refuse(asRef, refusal);
            case Handle.Judged.Good(Handle handle) -> {
                session.asked();
                var claim = Claim.of(user.orElseGet(this::newcomer), handle, false, false, session);
                node.atPresence(presence -> {
                    var refusal = presence.refusal(claim);
                    session.later(() -> {
                        refusal.ifPresentOrElse(
                                why -> session.refuse(asRef, why),
                                () -> session.voice().tell(new Notice.Free(asRef, asked.name())));
                        session.answered();
                    });
                });
            }
        }
    }

    /** The server's own name is nobody's either. */
    private Handle.Judged judge(String name) {
        var judged = Handle.judge(name, node.limits());
        boolean ours = judged instanceof Handle.Judged.Good(Handle handle)
                && handle.passesFor(node.server().name());
        return ours ? new Handle.Judged.Bad(Refusal.of(Refusal.Code.NAME_RESERVED, name.strip())) : judged;
    }

    private UserId newcomer() {
        return Optional.ofNullable(hello)
                .flatMap(Command.Hello::id)
                .map(node.tokens()::newcomer)
                .orElseGet(
                        () -> new UserId(hall.chance().nextLong(), hall.chance().nextLong()));
    }

    /** Not by this name; perhaps by another. */
    private void refused(Refusal refusal) {
        stage = Stage.NEW;
        hall.gate().leave(session);
        session.refuse(ref, refusal);
        var name = Optional.ofNullable(hello).flatMap(Command.Hello::name).orElse("");
        node.watch().refused(name, session.address(), refusal);
        boolean counts = refusal.code() != Refusal.Code.UNREADABLE;
        if (counts && ++refusedNames > node.limits().of(Limit.NAME_TRIES)) {
            session.refuse(ref, Refusal.of(Refusal.Code.TOO_MANY_NAMES));
            session.bye(Notice.Reason.RULES);
        }
        session.answered();
    }

    /** A token without a name: the handle is the one that the guest has or had. */
    private void resume(UserId user) {
        node.atPresence(presence -> {
            var present = presence.withId(user);
            if (present.isPresent())
                session.later(() -> claim(user, Optional.of(present.get().handle())));
            else resumeFromDirectory(user);
        });
    }

    private void resumeFromDirectory(UserId user) {
        node.world()
                .directory()
                .guest(user)
                .whenComplete((guest, failure) -> session.later(() -> {
                    if (failure != null) refused(Refusal.of(Refusal.Code.UNREADABLE));
                    else claim(user, guest.map(Guest::handle));
                }));
    }

    private void claim(UserId user, Optional<Handle> handle) {
        claim(Optional.of(user), handle.map(Handle::text).orElse(""));
    }

    private void claim(Optional<UserId> user, String name) {
        switch (judge(name)) {
            case Handle.Judged.Bad(Refusal refusal) -> refused(refusal);
            case Handle.Judged.Good(Handle handle) -> {
                var claim = Claim.of(user.orElseGet(this::newcomer), handle, keeps(), mayHaveRooms(), session);
                node.atPresence(presence -> presence.enter(
                        session, claim, refused -> refused.ifPresent(why -> session.later(() -> refused(why)))));
            }
        }
    }

    /** The name is ours; now for our rooms. A new guest has none, unless it is one whose welcome was lost. */
    void entered(Author you) {
        if (!mayHaveRooms()) {
            lookIntoLobby(you, List.of());
            return;
        }
        find(node.world().directory().rooms(you.id(), rest, page()), first -> {
            rest = first.next();
            var named = new HashSet<>(cursors().keySet());
            first.rooms().forEach(info -> named.remove(info.room()));
            if (rest.isEmpty() || named.isEmpty()) lookIntoLobby(you, first.rooms());
            else findNamed(you, first.rooms(), named);
        });
    }

    /** What the client names is told it, wherever in the list it may stand. */
    private void findNamed(Author you, List<Notice.RoomInfo> first, Set<RoomId> named) {
        find(node.world().directory().rooms(you.id(), named), found -> {
            var all = new ArrayList<>(first);
            all.addAll(found);
            lookIntoLobby(you, all);
        });
    }

    private <T> void find(CompletionStage<T> rooms, Consumer<T> go) {
        rooms.whenComplete((found, failure) -> session.later(() -> {
            if (failure == null) {
                go.accept(found);
                return;
            }
            // Better not in than in without one's rooms; the client comes back.
            node.trouble("directory", failure);
            session.bye(Notice.Reason.TROUBLE);
        }));
    }

    private int page() {
        return Math.max(1, node.limits().count(Limit.ROOMS_AT_HELLO));
    }

    private boolean mayHaveRooms() {
        return hello != null && (hello.token().isPresent() || hello.id().isPresent());
    }

    private Map<RoomId, Long> cursors() {
        return hello == null ? Map.of() : hello.cursors().orElse(Map.of());
    }

    private void lookIntoLobby(Author you, List<Notice.RoomInfo> rooms) {
        Runnable no = () -> session.later(() -> session.bye(Notice.Reason.TROUBLE));
        node.inRoom(
                RoomId.LOBBY,
                lobby -> lobby.whenReadable(
                        you,
                        () -> {
                            long last = lobby.at();
                            session.later(() -> welcome(you, last, rooms));
                        },
                        refusal -> no.run()));
    }

    private void welcome(Author you, long lobbyLast, List<Notice.RoomInfo> rooms) {
        stage = Stage.WELCOME;
        var all = new ArrayList<Notice.RoomInfo>();
        all.add(new Notice.RoomInfo(RoomId.LOBBY, Optional.empty(), lobbyLast));
        all.addAll(rooms);
        var voice = session.voice();
        String token = keeps() ? node.tokens().make(you.id()) : "";
        voice.tell(
                new Notice.Welcome(ref, node.server(), you, token, node.limits().told(), all, rest.isPresent()));
        if (voice.resumes()) session.listing().ask();
        resumes = hello != null && hello.cursors().isPresent();
        var cursors = cursors();
        hello = null;
        for (var info : all) session.seats().enterOwn(info.room(), after(info, cursors));
        var opened = List.copyOf(openedMeanwhile.values());
        openedMeanwhile.clear();
        opened.forEach(session.seats()::opened);
        if (rest.isEmpty()) node.atPresence(presence -> presence.complete(session));
        hall.gate().leave(session);
        session.answered();
    }

    /** The next page of the rooms, each told like those of the welcome. */
    void more(String asRef, Runnable done) {
        if (rest.isEmpty()) {
            session.voice().tell(new Notice.Rooms(asRef, List.of(), false));
            done.run();
            return;
        }
        find(node.world().directory().rooms(session.you().id(), rest, page()), next -> {
            rest = next.next();
            session.voice().tell(new Notice.Rooms(asRef, next.rooms(), rest.isPresent()));
            for (var info : next.rooms()) session.seats().listed(info.room(), after(info, Map.of()));
            if (rest.isEmpty()) node.atPresence(presence -> presence.complete(session));
            done.run();
        });
    }

    /** From where a room is told: by the client's cursor; without any, only what is new; and see PROTOCOL.md, cursors. */
    private long after(Notice.RoomInfo info, Map<RoomId, Long> cursors) {
        boolean fromEnd = !resumes || info.room().equals(RoomId.LOBBY);
        return cursors.getOrDefault(info.room(), fromEnd ? info.last() : 0);
    }

    /** Something happened in a room that the client may not have been told of; on the way in, it is told after the welcome. */
    void opened(Notice.RoomInfo info) {
        switch (stage) {
            case NEW -> {}
            case CLAIMING -> openedMeanwhile.put(info.room(), info);
            case WELCOME -> session.seats().opened(info);
        }
    }

    /** Whether it is a guest who can come back: who speaks a language with tokens, and wants one. */
    private boolean keeps() {
        return session.voice().resumes() && hello != null && hello.keep();
    }

    boolean isUnderWay() {
        return stage == Stage.CLAIMING;
    }

    boolean isOver() {
        return stage == Stage.WELCOME;
    }
}
