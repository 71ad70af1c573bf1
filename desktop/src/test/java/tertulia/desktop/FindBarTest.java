package tertulia.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.control.ListView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tertulia.client.FakeServer;
import tertulia.desktop.talk.Row;

final class FindBarTest {
    @TempDir
    Path folder;

    /** Whether a row with this text is in view. */
    private static boolean inView(Desk desk, String text) {
        return Desk.fx(() -> {
            var flow = (VirtualFlow<?>) desk.node("messages", ListView.class).lookup(".virtual-flow");
            for (int i = flow.getFirstVisibleCell().getIndex();
                    i <= flow.getLastVisibleCell().getIndex();
                    i++) {
                if (flow.getCell(i).getItem() instanceof Row.Said said
                        && said.message().text().equals(text)) return true;
            }
            return false;
        });
    }

    @Test
    void whatIsNotHereYetIsFetchedAndFound() throws Exception {
        try (var server = new FakeServer(41)) {
            var zoe = FakeServer.somebody("Zoe");
            for (int n = 0; n < 450; n++) {
                String text = n == 20 ? "the Needle" : n == 440 ? "a needle near" : "hay " + n;
                server.says(zoe, Optional.empty(), text);
            }
            try (var desk = new Desk(folder, server.address()).join("Ana")) {
                desk.until("hay 449");
                assertThat(desk.texts()).doesNotContain("the Needle");
                desk.click("find-open");
                desk.write("find", "needle");
                desk.untilLabel("found", "1 of 1");
                await().atMost(Desk.SOON).until(() -> inView(desk, "a needle near"));
                desk.press(KeyCode.ENTER);
                desk.untilLabel("found", "2 of 2");
                await().atMost(Desk.SOON).until(() -> inView(desk, "the Needle"));
                desk.press(KeyCode.DOWN);
                desk.untilLabel("found", "1 of 2");
                await().atMost(Desk.SOON).until(() -> inView(desk, "a needle near"));
                desk.write("find", "straw");
                desk.untilLabel("found", "Nothing found");
                assertThat(desk.texts()).hasSize(450);
            }
        }
    }
}
