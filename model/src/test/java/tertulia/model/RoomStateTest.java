package tertulia.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class RoomStateTest {
    private static final Limits LIMITS = Limits.usual();
    private static final Author ANA = new Author(new UserId(1, 1), new Handle("Ana"));
    private static final Author RAFID = new Author(new UserId(2, 2), new Handle("Rafid"));
    private static final Author EVA = new Author(new UserId(3, 3), new Handle("Eva"));
    private static final RoomId DIRECT = RoomId.direct(ANA.id(), RAFID.id());

    @Test
    void everyoneMaySpeakInTheLobby() {
        var lobby = RoomState.empty(RoomId.LOBBY);
        assertThat(lobby.judge(says(EVA, "hello"), LIMITS)).isEqualTo(Verdict.fine());
        assertThat(lobby.mayRead(EVA.id())).isTrue();
    }

    @Test
    void aDirectRoomIsTheSameWhoeverBeginsIt() {
        assertThat(RoomId.direct(RAFID.id(), ANA.id())).isEqualTo(DIRECT);
        assertThat(RoomId.direct(EVA.id(), ANA.id())).isNotEqualTo(DIRECT);
    }

    @Test
    void onlyItsMembersReadAndWriteInADirectRoom() {
        var room = RoomState.empty(DIRECT).with(created(ANA, RAFID));
        assertThat(room.judge(says(RAFID, "hello"), LIMITS)).isEqualTo(Verdict.fine());
        assertThat(refusal(room, says(EVA, "hello"))).isEqualTo(Refusal.Code.NOT_A_MEMBER);
        assertThat(room.mayRead(EVA.id())).isFalse();
        assertThat(RoomState.empty(DIRECT).mayRead(ANA.id())).isFalse();
    }

    @Test
    void aDirectRoomIsBegunOnceByOneOfTheTwoItsIdFollowsFrom() {
        var empty = RoomState.empty(DIRECT);
        assertThat(empty.judge(begins(ANA, ANA, RAFID), LIMITS)).isEqualTo(Verdict.fine());
        assertThat(refusal(empty, begins(EVA, ANA, RAFID))).isEqualTo(Refusal.Code.NOT_ALLOWED);
        assertThat(refusal(empty, begins(ANA, ANA, EVA))).isEqualTo(Refusal.Code.NOT_ALLOWED);
        assertThat(refusal(empty.with(created(ANA, RAFID)), begins(ANA, ANA, RAFID)))
                .isEqualTo(Refusal.Code.NOT_ALLOWED);
        assertThat(refusal(RoomState.empty(RoomId.LOBBY), begins(ANA, ANA, RAFID)))
                .isEqualTo(Refusal.Code.NOT_ALLOWED);
    }

    @Test
    void aTextHasBytesButNotTooMany() {
        var lobby = RoomState.empty(RoomId.LOBBY);
        int most = (int) LIMITS.of(Limit.TEXT_BYTES);
        assertThat(refusal(lobby, says(ANA, ""))).isEqualTo(Refusal.Code.EMPTY_TEXT);
        assertThat(lobby.judge(says(ANA, "ё".repeat(most / 2)), LIMITS)).isEqualTo(Verdict.fine());
        assertThat(refusal(lobby, says(ANA, "ё".repeat(most / 2) + "x"))).isEqualTo(Refusal.Code.TOO_LONG);
    }

    private static Refusal.Code refusal(RoomState state, Draft draft) {
        return ((Verdict.Refused) state.judge(draft, LIMITS)).refusal().code();
    }

    private static Draft says(Author author, String text) {
        return new Draft(author, new MessageId(1, 1), new Talk.Said(Text.of(text)));
    }

    private static Draft begins(Author author, Author one, Author other) {
        return new Draft(author, new MessageId(1, 1), created(one, other));
    }

    private static Change.Created created(Author one, Author other) {
        return new Change.Created(List.of(one, other));
    }
}
