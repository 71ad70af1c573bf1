package tertulia.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tertulia.client.Address;
import tertulia.client.FakeServer;
import tertulia.desktop.talk.Message;
import tertulia.desktop.talk.Row;
import tertulia.model.RoomId;

final class WindowTest {
    @TempDir
    Path folder;

    @Test
    void aNameIsChosenAgainAndAgainUntilItIsGoodAndThenOneTalks() throws Exception {
        try (var server = new FakeServer(1);
                var desk = new Desk(folder, server.address())) {
            server.take("Ana");
            desk.write("name", "two words");
            desk.untilLabel("judgement", "no spaces");
            assertThat(desk.shows("connect")).isFalse();
            desk.write("name", "Ana");
            desk.untilLabel("judgement", "Ana is taken");
            assertThat(desk.shows("connect")).isFalse();
            desk.join("Rafid");
            desk.say("hello from a window");
            desk.until("hello from a window");
            await().atMost(Desk.SOON).until(() -> server.texts(RoomId.LOBBY).contains("hello from a window"));
            await().atMost(Desk.SOON)
                    .until(() -> desk.rows().getLast() instanceof Row.Said said
                            && said.message().standing() instanceof Message.Standing.Stored);
            server.says(FakeServer.somebody("Sofia"), Optional.empty(), "and hello to you");
            desk.until("and hello to you");
        }
    }

    @Test
    void whatGoesWrongIsSaidInTheWindowAndWhatWasTypedIsKept() throws Exception {
        var server = new FakeServer(2);
        Address gone = server.address();
        server.close();
        try (var desk = new Desk(folder, gone)) {
            desk.write("name", "Béatrice");
            desk.untilLabel("judgement", "could not be asked");
            desk.press(KeyCode.ENTER);
            desk.untilLabel("trouble", "Cannot reach 127.0.0.1:" + gone.port());
            assertThat(desk.node("name", TextField.class).getText()).isEqualTo("Béatrice");
            assertThat(desk.node("server", TextField.class).getText()).isEqualTo("127.0.0.1");
            desk.write("port", "70000");
            desk.write("name", "Béatrice2");
            await().atMost(Desk.SOON).until(() -> desk.shows("connect"));
            desk.press(KeyCode.ENTER);
            desk.untilLabel("trouble", "from 1 to 65535");
        }
    }
}
