package tertulia.core;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tertulia.core.port.Directory;
import tertulia.model.Author;
import tertulia.model.Body;
import tertulia.model.Command;
import tertulia.model.Draft;
import tertulia.model.Handle;
import tertulia.model.Limit;
import tertulia.model.MessageId;
import tertulia.model.Notice;
import tertulia.model.Refusal;
import tertulia.model.RoomId;
import tertulia.model.RoomKind;
import tertulia.model.Talk;
import tertulia.model.Text;
import tertulia.model.UserId;
import tertulia.model.Utf8;

/** How a session says something: not too fast, to whom it is meant for, and with an answer. */
final class Saying {
    /** With more people than this nobody talks at once. */
    private static final int MET = 256;

    private final Session session;
    private final Hall hall;
    private final Node node;
    /** What this connection may say; who is faster than that breaks a rule. */
    private final Rate own;
    /** What the user may over all connections; what one has used up, the others wait for. */
    private UserRates user;
    /** Whom the client has talked with, by name. */
    private final Map<String, UserId> met = new LinkedHashMap<>(4, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, UserId> eldest) {
            return size() > MET;
        }
    };

    Saying(Session session, Hall hall) {
        this.session = session;
        this.hall = hall;
        node = hall.node();
        user = UserRates.full(node.limits(), hall.lane().nanos());
        own = user.says();
    }

    /** From now on it is this user who says things, perhaps over other connections too. */
    void begin(UserRates rates) {
        user = rates;
    }

    /** Nanoseconds until this connection may say something again; 0 if now. */
    long patience() {
        return own.patience(hall.lane().nanos());
    }

    /** Nanoseconds until anybody from its network may, and the user after what was said over other connections. */
    long pause() {
        long nanos = hall.lane().nanos();
        long elsewhere = own.patience(nanos) > 0 ? 0 : user.says().patience(nanos);
        return Math.max(elsewhere, session.network().says().patience(nanos));
    }

    /** What is said is counted; false if it is more than may be said within a day. */
    private boolean counts(Body body) {
        long nanos = hall.lane().nanos();
        var network = session.network();
        own.take(1, nanos);
        user.says().take(1, nanos);
        network.says().take(1, nanos);
        if (user.bytes().patience(nanos) > 0 || network.bytes().patience(nanos) > 0) return false;
        long bytes = switch (body) {
            case Text(String text, var _) -> UserRates.stored(Utf8.length(text));
        };
        user.bytes().take(bytes, nanos);
        network.bytes().take(bytes, nanos);
        return true;
    }

    void say(String ref, Command.Say say) {
        var id = say.id().orElseGet(() -> MessageId.make(hall.now(), hall.chance()));
        if (patience() > 0) {
            long rate = node.limits().of(Limit.SAY_PER_SECOND);
            session.voice().tell(new Notice.Refused(ref, Refusal.of(Refusal.Code.TOO_FAST, rate), Optional.of(id)));
            session.bye(Notice.Reason.RULES);
            return;
        }
        if (!counts(say.body())) {
            session.voice().tell(new Notice.Refused(ref, Refusal.of(Refusal.Code.TOO_MUCH), Optional.of(id)));
            return;
        }
        session.asked();
        var draft = new Draft(session.you(), id, new Talk.Said(say.body()));
        var answer = new Answer(session, ref, id);
        switch (say.to()) {
            case Command.Target.In(RoomId room) when room.kind() == RoomKind.DIRECT -> toRoom(room, draft, answer);
            case Command.Target.In(RoomId room) -> inRoom(room, draft, List.of(), answer);
            case Command.Target.To(UserId user) -> node.atPresence(presence -> toUser(user, presence, draft, answer));
            case Command.Target.Named(String name) -> toName(name, draft, answer);
        }
    }

    private void inRoom(RoomId room, Draft draft, List<Author> members, Room.Answer answer) {
        node.inRoom(room, home -> home.say(draft, members, answer));
    }

    private void toName(String name, Draft draft, Room.Answer answer) {
        if (Handle.isAll(name)) {
            inRoom(RoomId.LOBBY, draft, List.of(), answer);
            return;
        }
        String folded = Handle.lookedUp(name, node.limits());
        var before = Optional.ofNullable(met.get(folded));
        node.atPresence(presence -> presence.named(folded)
                .ifPresentOrElse(
                        person -> {
                            session.later(() -> meet(person));
                            if (before.isEmpty() || before.get().equals(person.id())) toPerson(person, draft, answer);
                            else answer.refused(Refusal.of(Refusal.Code.SOMEBODY_ELSE, person.handle()));
                        },
                        () -> answer.refused(Refusal.of(Refusal.Code.NOBODY, name))));
    }

    /** Whom the client means by a name from now on: it has talked with them. */
    void meet(Author person) {
        met.put(person.handle().folded(), person.id());
    }

    /** To whom a direct room is with, for nobody is written to who is gone for good. */
    private void toRoom(RoomId room, Draft draft, Room.Answer answer) {
        var you = draft.author();
        node.inRoom(
                room,
                home -> home.whenSayable(
                        you,
                        () -> {
                            var other = home.members().stream()
                                    .filter(member -> !member.id().equals(you.id()))
                                    .findFirst();
                            if (other.isEmpty()) home.say(draft, List.of(), answer);
                            else node.atPresence(presence -> toUser(other.get().id(), presence, draft, answer));
                        },
                        answer));
    }

    private void toUser(UserId user, Presence presence, Draft draft, Room.Answer answer) {
        var present = presence.withId(user);
        if (present.isPresent()) {
            toPerson(present.get(), draft, answer);
            return;
        }
        var room = RoomId.direct(draft.author().id(), user);
        node.world()
                .directory()
                .guest(user)
                .whenComplete((guest, failure) -> node.inRoom(room, home -> {
                    if (failure != null) answer.refused(Refusal.of(Refusal.Code.STORAGE));
                    else if (guest.isEmpty() || guest.get().keptUntil().equals(Directory.LEFT)) {
                        home.sayAgain(draft, Refusal.of(Refusal.Code.GONE), answer);
                    } else toPerson(new Author(user, guest.get().handle()), draft, answer);
                }));
    }

    private void toPerson(Author person, Draft draft, Room.Answer answer) {
        var author = draft.author();
        if (person.id().equals(author.id())) answer.refused(Refusal.of(Refusal.Code.YOURSELF));
        else inRoom(RoomId.direct(author.id(), person.id()), draft, List.of(author, person), answer);
    }

    /** Brings the answer from the room's lane to the session's. */
    private record Answer(Session session, String ref, MessageId id) implements Room.Answer {
        @Override
        public void stored(RoomId room, long seq, Instant at) {
            session.later(() -> {
                session.voice().tell(new Notice.Acked(ref, id, room, seq, at));
                session.answered();
            });
        }

        @Override
        public void refused(Refusal refusal) {
            session.later(() -> {
                session.voice().tell(new Notice.Refused(ref, refusal, Optional.of(id)));
                session.answered();
            });
        }
    }
}
