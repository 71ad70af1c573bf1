package tertulia.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tertulia.model.Command;
import tertulia.model.Command.Target.To;
import tertulia.model.Limit;
import tertulia.model.Notice;
import tertulia.model.RoomId;

/** Strangers who begin very many rooms with somebody take nothing from what that somebody is told by others. */
class ManyRoomsTest {
    private static final int STRANGERS = 21;

    private final Stage stage = new Stage(Map.of(Limit.SAY_PER_SECOND, 0L, Limit.ROOMS_AT_HELLO, STRANGERS - 1L));
    private final Stage.Guest ana = stage.join("Ana", "home");
    private final Stage.Guest friend = stage.join("Friend", "away");
    private final RoomId room = RoomId.direct(id(ana).id(), id(friend).id());

    private static tertulia.model.Author id(Stage.Guest guest) {
        return guest.welcome().you();
    }

    private void strangersComeWhileAnaIsAway() {
        ana.quit();
        friend.say(new To(id(ana).id()), "two");
        stage.pass(Duration.ofSeconds(1));
        for (int i = 0; i < STRANGERS; i++) {
            var stranger = stage.join("Stranger" + i, "den");
            stranger.say(new To(id(ana).id()), "word");
            stranger.quit();
        }
    }

    @Test
    void aRoomNamedByItsCursorIsToldFromThereOn() {
        friend.say(new To(id(ana).id()), "one");
        strangersComeWhileAnaIsAway();
        var back = ana.again("home", Optional.of(Map.of(RoomId.LOBBY, 0L, room, 2L)));
        assertThat(back.heard().get(room)).containsExactly("two");
        friend.say(new To(id(ana).id()), "three");
        assertThat(back.heard().get(room)).containsExactly("two", "three");
    }

    @Test
    void aRoomInWhichTheUserHasWrittenComesBeforeThoseOfStrangers() {
        ana.say(new To(id(friend).id()), "one");
        strangersComeWhileAnaIsAway();
        var back = ana.again("home", Optional.of(Map.of(RoomId.LOBBY, 0L)));
        assertThat(back.welcome().rooms().get(1).room()).isEqualTo(room);
        assertThat(back.heard().get(room)).containsExactly("one", "two");
    }

    @Test
    void whatIsSaidInARoomThatIsNotListedArrivesWithTheRoom() {
        friend.say(new To(id(ana).id()), "one");
        strangersComeWhileAnaIsAway();
        var back = ana.again("home", Optional.of(Map.of(RoomId.LOBBY, 0L)));
        assertThat(back.welcome().more()).isTrue();
        assertThat(back.heard()).doesNotContainKey(room);
        friend.say(new To(id(ana).id()), "three");
        assertThat(back.told(Notice.Opened.class).stream()
                        .map(opened -> opened.room().room()))
                .containsExactly(room);
        assertThat(back.heard().get(room)).containsExactly("one", "two", "three");
    }

    @Test
    void howeverManyRoomsWereLeftNoneIsToldAgain() {
        var small = new Stage(Map.of(Limit.SAY_PER_SECOND, 0L, Limit.ROOMS_AT_HELLO, 1L));
        var me = small.join("Ana", "home");
        var others = new ArrayList<Stage.Guest>();
        var cursors = new HashMap<>(Map.of(RoomId.LOBBY, 0L));
        for (int i = 0; i < 5; i++) {
            others.add(small.join("Other" + i, "away"));
            others.getLast().say(new To(id(me).id()), "before");
            cursors.put(RoomId.direct(id(me).id(), id(others.getLast()).id()), 2L);
        }
        me.quit();
        var back = me.again("home", Optional.of(cursors));
        assertThat(back.welcome().more()).isTrue();
        for (var room : cursors.keySet()) back.send(new Command.Exit(room));
        back.told.clear();
        for (var other : others) other.say(new To(id(me).id()), "after");
        back.send(new Command.Rooms());
        assertThat(back.heard()).isEmpty();
        assertThat(back.told(Notice.Opened.class)).isEmpty();
    }

    @Test
    void theListGoesOnInPagesUntilAllIsTold() {
        friend.say(new To(id(ana).id()), "one");
        strangersComeWhileAnaIsAway();
        var back = ana.again("home", Optional.of(Map.of(RoomId.LOBBY, 0L)));
        var listed = new ArrayList<Notice.RoomInfo>(back.welcome().rooms());
        back.send(new Command.Rooms());
        var page = back.told(Notice.Rooms.class).getFirst();
        assertThat(page.more()).isFalse();
        listed.addAll(page.rooms());
        var rooms = listed.stream().map(Notice.RoomInfo::room).toList();
        assertThat(rooms).hasSize(STRANGERS + 2).contains(room).doesNotHaveDuplicates();
        assertThat(new HashSet<>(back.heard().keySet())).hasSize(STRANGERS + 1);
        assertThat(back.heard().get(room)).containsExactly("one", "two");
        back.send(new Command.Rooms());
        assertThat(back.told(Notice.Rooms.class).getLast()).isEqualTo(new Notice.Rooms("", List.of(), false));
    }
}
