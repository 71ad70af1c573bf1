package tertulia.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import tertulia.client.FakeServer;
import tertulia.client.Happening;
import tertulia.desktop.talk.Conversations;
import tertulia.desktop.talk.Message;
import tertulia.model.Draft;
import tertulia.model.Entry;
import tertulia.model.MessageId;
import tertulia.model.RoomId;
import tertulia.model.Talk;
import tertulia.model.Text;

/** The list of the messages by itself. */
final class MessageListTest {
    private static final Instant EVENING =
            LocalDateTime.of(2026, 11, 20, 23, 59).atZone(Times.zone()).toInstant();

    /** Who hears nothing of the reader. */
    private static final MessageList.Ear NOBODY = new MessageList.Ear() {
        @Override
        public void nearBegin() {}

        @Override
        public void seen() {}

        @Override
        public void again(Message message) {}

        @Override
        public void discard(Message message) {}
    };

    @Test
    void atMidnightTodayBecomesYesterday() throws Exception {
        FxToolkit.registerPrimaryStage();
        var conversations = new Conversations(InstantSource.fixed(EVENING));
        var draft = new Draft(
                FakeServer.somebody("Zoe"), MessageId.make(EVENING, new Random(1)), new Talk.Said(Text.of("hello")));
        var entry = new Entry(RoomId.LOBBY, 1, EVENING, draft);
        var list = Desk.fx(() -> {
            conversations.take(new Happening.Heard(entry, Optional.empty(), false, Optional.empty()));
            var made = new MessageList(link -> {}, NOBODY);
            var stage = new Stage();
            stage.setScene(new Scene(new StackPane(made.node()), 400, 400));
            stage.show();
            made.open(conversations.open());
            return made;
        });
        assertThat(days(list, EVENING)).containsExactly("Today");
        assertThat(days(list, EVENING.plusSeconds(30))).containsExactly("Today");
        assertThat(days(list, EVENING.plusSeconds(90))).containsExactly("Yesterday");
        Desk.fx(() -> {
            list.node().getScene().getWindow().hide();
            return list;
        });
    }

    /** The days that are drawn then. */
    private static List<String> days(MessageList list, Instant now) {
        return Desk.fx(() -> {
            list.update(now);
            list.node().getScene().getRoot().layout();
            return list.node().lookupAll(".day .note").stream()
                    .filter(label -> label.getParent().isVisible())
                    .map(label -> ((Label) label).getText())
                    .toList();
        });
    }
}
