package tertulia.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tertulia.core.port.Directory.Guest;
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
    private List<Notice.RoomInfo> openedMeanwhile = List.of();
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
                var claim = Claim.of(user.orElseGet(this::newcomer), handle, keeps(), false, session);
                node.atPresence(presence -> presence.enter(
                        session, claim, refused -> refused.ifPresent(why -> session.later(() -> refused(why)))));
            }
        }
    }

    /** The name is ours; now for our rooms. A new guest has none, unless it is one whose welcome was lost. */
    void entered(Author you) {
        if (hello == null || hello.token().isEmpty() && hello.id().isEmpty()) {
            lookIntoLobby(you, List.of());
            return;
        }
        node.world()
                .directory()
                .rooms(you.id(), node.limits().count(Limit.ROOMS_AT_HELLO))
                .whenComplete((rooms, failure) -> session.later(() -> {
                    if (failure == null) {
                        lookIntoLobby(you, rooms);
                        return;
                    }
                    // Better not in than in without one's rooms; the client comes back.
                    node.trouble("directory", failure);
                    session.bye(Notice.Reason.TROUBLE);
                }));
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
                new Notice.Welcome(ref, node.server(), you, token, node.limits().told(), all));
        if (voice.resumes()) session.listing().ask();
        var cursors = hello == null ? Optional.<Map<RoomId, Long>>empty() : hello.cursors();
        hello = null;
        for (var info : all) session.seats().enterOwn(info.room(), after(info, cursors));
        var opened = openedMeanwhile;
        openedMeanwhile = List.of();
        opened.forEach(session.seats()::opened);
        session.answered();
    }

    /** From where a room is told: by the client's cursor; without any, only what is new; and see PROTOCOL.md, cursors. */
    private static long after(Notice.RoomInfo info, Optional<Map<RoomId, Long>> cursors) {
        if (cursors.isEmpty()) return info.last();
        long unnamed = info.room().equals(RoomId.LOBBY) ? info.last() : 0;
        return cursors.get().getOrDefault(info.room(), unnamed);
    }

    /** A direct room has begun; what begins on the way in is told after the welcome. */
    void opened(Notice.RoomInfo info) {
        switch (stage) {
            case NEW -> {}
            case CLAIMING -> {
                openedMeanwhile = new ArrayList<>(openedMeanwhile);
                openedMeanwhile.add(info);
            }
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
