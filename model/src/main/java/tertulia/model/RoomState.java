package tertulia.model;

import java.util.List;

/**
 * What a room is after its changes so far, and the only place that decides who may do what in it. Immutable; servers and
 * clients fold with the same code.
 */
public final class RoomState {
    private final RoomId room;
    private final List<Author> members;

    private RoomState(RoomId room, List<Author> members) {
        this.room = room;
        this.members = members;
    }

    /** A room in which nothing has happened. */
    public static RoomState empty(RoomId room) {
        return new RoomState(room, List.of());
    }

    /** The state after one more change. */
    public RoomState with(Change change) {
        return switch (change) {
            case Change.Created created -> new RoomState(room, created.members());
        };
    }

    /** Whether the draft may be added now. */
    public Verdict judge(Draft draft, Limits limits) {
        return switch (draft.event()) {
            case Change.Created created -> judgeCreated(draft, created);
            case Damaged damaged -> Verdict.refused(Refusal.Code.NOT_ALLOWED);
            case Talk.Said said -> {
                if (!mayRead(draft.author().id())) yield Verdict.refused(Refusal.Code.NOT_A_MEMBER);
                yield judgeBody(said.body(), limits);
            }
        };
    }

    /** Whether this user may enter the room and read its log: everyone the lobby, members their direct rooms. */
    public boolean mayRead(UserId user) {
        return switch (room.kind()) {
            case LOBBY -> true;
            case DIRECT -> members.stream().anyMatch(member -> member.id().equals(user));
        };
    }

    /** Whether the room has begun. The lobby always has. */
    public boolean exists() {
        return room.kind() == RoomKind.LOBBY || !members.isEmpty();
    }

    /** Who belongs to it, with the handles of the time they came in; nobody belongs to the lobby. */
    public List<Author> members() {
        return members;
    }

    private Verdict judgeCreated(Draft draft, Change.Created created) {
        var people = created.members();
        boolean fits = room.kind() == RoomKind.DIRECT
                && !exists()
                && people.size() == 2
                && people.stream()
                        .anyMatch(member -> member.id().equals(draft.author().id()))
                && RoomId.direct(people.get(0).id(), people.get(1).id()).equals(room);
        return fits ? Verdict.fine() : Verdict.refused(Refusal.Code.NOT_ALLOWED);
    }

    private static Verdict judgeBody(Body body, Limits limits) {
        return switch (body) {
            case Text text -> {
                if (Visible.isNothing(text.text())) yield Verdict.refused(Refusal.Code.EMPTY_TEXT);
                long most = limits.of(Limit.TEXT_BYTES);
                if (Utf8.length(text.text()) > most) yield Verdict.refused(Refusal.Code.TOO_LONG, most);
                yield Verdict.fine();
            }
        };
    }
}
