package tertulia.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tertulia.model.Command;
import tertulia.model.Command.Target.In;
import tertulia.model.Command.Target.Named;
import tertulia.model.Command.Target.To;
import tertulia.model.MessageId;
import tertulia.model.Notice;
import tertulia.model.Refusal.Code;
import tertulia.model.RoomId;
import tertulia.model.Text;

/** Nothing is acknowledged that is meant for somebody who will never read it, and nobody reads what is meant for another. */
class GoneTest {
    private final Stage stage = new Stage(Map.of());
    private final Stage.Guest ana = stage.join("Ana", "home");

    private RoomId roomWith(Stage.Guest other) {
        return RoomId.direct(ana.welcome().you().id(), other.welcome().you().id());
    }

    @Test
    void whoeverHasLeftForGoodIsNotWrittenToNeitherByIdNorInTheRoom() {
        var visitor = stage.visitor("Rafid", "away");
        ana.say(new Named("Rafid"), "hello");
        assertThat(ana.acks()).isEqualTo(1);
        visitor.quit();
        ana.say(new To(visitor.welcome().you().id()), "are you there?");
        ana.say(new In(roomWith(visitor)), "are you there?");
        ana.say(new Named("Rafid"), "are you there?");
        assertThat(ana.refused()).containsExactly(Code.GONE, Code.GONE, Code.NOBODY);
        assertThat(ana.acks()).isEqualTo(1);
    }

    @Test
    void whoeverHasLeftForGoodIsGoneForThoseTooWhoNeverTalkedWithThem() {
        var visitor = stage.visitor("Rafid", "away");
        visitor.quit();
        ana.say(new To(visitor.welcome().you().id()), "are you there?");
        assertThat(ana.refused()).containsExactly(Code.GONE);
    }

    @Test
    void whatWasStoredBeforeIsAcknowledgedAgain() {
        var visitor = stage.visitor("Rafid", "away");
        var say = new Command.Say(
                new To(visitor.welcome().you().id()), Optional.of(new MessageId(1, 2)), Text.of("hello"));
        ana.send(say);
        visitor.quit();
        ana.send(say);
        var acks = ana.told(Notice.Acked.class);
        assertThat(acks).hasSize(2);
        assertThat(acks.getFirst().seq()).isEqualTo(acks.getLast().seq());
    }

    @Test
    void aTokenHolderMayBeWrittenToHoweverLongAgoTheyLeft() {
        var friend = stage.join("Friend", "away");
        ana.say(new Named("Friend"), "hello");
        friend.quit();
        stage.pass(Duration.ofHours(2));
        var back = ana.again("home");
        back.say(new To(friend.welcome().you().id()), "still there?");
        back.say(new In(roomWith(friend)), "really?");
        assertThat(back.acks()).isEqualTo(2);
        var friendBack = friend.again("away", Optional.of(Map.of()));
        assertThat(friendBack.heard().get(roomWith(friend))).containsExactly("hello", "still there?", "really?");
    }

    @Test
    void whoeverLostTheNameToAnotherIsNotGoneForThat() {
        var friend = stage.join("Friend", "away");
        ana.say(new Named("Friend"), "hello");
        friend.quit();
        stage.pass(Duration.ofHours(1));
        assertThat(stage.join("Friend", "den").isWelcome()).isTrue();
        var back = ana.again("home");
        back.say(new To(friend.welcome().you().id()), "still there?");
        assertThat(back.acks()).isEqualTo(1);
    }

    @Test
    void anotherBearerOfANameDoesNotReadWhatIsMeantForTheFirst() {
        var first = stage.visitor("Rafid", "away");
        first.say(new Named("Ana"), "hello");
        first.quit();
        var second = stage.visitor("Rafid", "den");
        ana.say(new Named("rafid"), "for my friend only");
        assertThat(ana.refused()).containsExactly(Code.SOMEBODY_ELSE);
        assertThat(second.heard()).isEmpty();
        ana.say(new Named("rafid"), "for whoever you are");
        assertThat(second.heard().get(roomWith(second))).containsExactly("for whoever you are");
    }
}
