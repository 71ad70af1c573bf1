package tertulia.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tertulia.client.FakeServer;
import tertulia.desktop.talk.Row;
import tertulia.model.Author;
import tertulia.model.RoomId;

/** What is still there when the window is opened again. */
final class ReturnTest {
    private static final Author ZOE = FakeServer.somebody("Zoe");

    @TempDir
    Path folder;

    private String written(Desk desk) {
        return Desk.fx(desk.node("write", TextArea.class)::getText);
    }

    @Test
    void aKnownPlaceIsEnteredAtOnceUnlessItWasLeft() throws Exception {
        try (var server = new FakeServer(1)) {
            try (var desk = new Desk(folder, server.address())) {
                desk.join("Ana");
            }
            try (var desk = new Desk(folder, Optional.empty()).in("Ana")) {
                await().atMost(Desk.SOON).until(() -> desk.focus().equals("write"));
                desk.click("leave");
                await().atMost(Desk.SOON).until(() -> desk.shows("connect"));
            }
            try (var desk = new Desk(folder, Optional.empty())) {
                desk.untilLabel("judgement", "yours");
                assertThat(desk.node("name", TextField.class).getText()).isEqualTo("Ana");
            }
            try (var desk = new Desk(folder, Optional.of(server.address()))) {
                desk.in("Ana");
            }
        }
    }

    @Test
    void whereNobodyAnswersTheFirstPageSaysWhy() throws Exception {
        var server = new FakeServer(1);
        try (var desk = new Desk(folder, server.address())) {
            desk.join("Ana");
        }
        server.close();
        try (var desk = new Desk(folder, Optional.empty())) {
            desk.untilLabel("trouble", "nobody listens there");
            assertThat(desk.node("name", TextField.class).getText()).isEqualTo("Ana");
            await().atMost(Desk.SOON).until(() -> desk.shows("connect"));
        }
    }

    @Test
    void whatIsUnreadStaysUnreadAndWhatComesMeanwhileIsCountedOnce() throws Exception {
        try (var server = new FakeServer(2)) {
            try (var desk = new Desk(folder, server.address()).join("Ana")) {
                server.says(ZOE, server.known("Ana"), "one");
                server.says(ZOE, server.known("Ana"), "two");
                await().atMost(Desk.SOON).until(() -> desk.badges().equals(List.of("2")));
                desk.away();
                server.says(ZOE, Optional.empty(), "to all");
                await().atMost(Desk.SOON).until(() -> desk.badges().equals(List.of("1", "2")));
            }
            server.says(ZOE, server.known("Ana"), "three");
            try (var desk = new Desk(folder, Optional.empty()).in("Ana")) {
                await().atMost(Desk.SOON).until(() -> desk.badges().equals(List.of("3")));
                desk.front();
                desk.press(KeyCode.ALT, KeyCode.DOWN);
                desk.untilLabel("title", "Zoe");
                desk.until("three");
                await().atMost(Desk.SOON).until(() -> desk.badges().isEmpty());
                assertThat(desk.rows().indexOf(new Row.New()))
                        .isEqualTo(desk.rows().indexOf(said(desk, "one")) - 1);
            }
            try (var desk = new Desk(folder, Optional.empty()).in("Ana")) {
                desk.untilLabel("title", "Zoe");
                desk.until("three");
                assertThat(desk.rows()).doesNotContain(new Row.New());
                assertThat(desk.badges()).isEmpty();
            }
        }
    }

    private static Row said(Desk desk, String text) {
        return desk.rows().stream()
                .filter(row ->
                        row instanceof Row.Said said && said.message().text().equals(text))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatWasBegunToBeWrittenAndWhatWasNotSentYetIsInItsFieldAgain() throws Exception {
        var server = new FakeServer(3);
        try (var desk = new Desk(folder, server.address()).join("Ana")) {
            server.says(ZOE, server.known("Ana"), "hello");
            await().atMost(Desk.SOON).until(() -> desk.badges().equals(List.of("1")));
            desk.paste("for all,\n  begun");
            desk.press(KeyCode.ALT, KeyCode.DOWN);
            desk.untilLabel("title", "Zoe");
            server.stop();
            desk.untilLabel("banner", "Offline");
            desk.say("not sent");
            desk.until("not sent");
            desk.write("write", "nor finished");
        }
        server.restart();
        try (server;
                var desk = new Desk(folder, Optional.empty()).in("Ana")) {
            desk.untilLabel("title", "Zoe");
            await().atMost(Desk.SOON).until(() -> written(desk).equals("not sent\nnor finished"));
            desk.press(KeyCode.ALT, KeyCode.UP);
            desk.untilLabel("title", "Lobby");
            assertThat(written(desk)).isEqualTo("for all,\n  begun");
        }
    }

    @Test
    void whatWasSentIsNotInTheFieldAgain() throws Exception {
        try (var server = new FakeServer(4)) {
            try (var desk = new Desk(folder, server.address()).join("Ana")) {
                desk.say("sent at the last moment");
            }
            assertThat(server.texts(RoomId.LOBBY)).containsExactly("sent at the last moment");
            try (var desk = new Desk(folder, Optional.empty()).in("Ana")) {
                desk.until("sent at the last moment");
                assertThat(written(desk)).isEmpty();
            }
        }
    }

    @Test
    void whatSomebodyWroteIntoTheFilesDoesNoHarm() throws Exception {
        try (var server = new FakeServer(5)) {
            try (var desk = new Desk(folder, server.address()).join("Ana")) {
                desk.write("write", "begun");
            }
            try (var files = Files.list(folder)) {
                var kept = files.filter(file -> file.toString().endsWith(".conversations"))
                        .findFirst()
                        .orElseThrow();
                Files.writeString(kept, "lobby=1 2\nopen=nowhere\ndraft.lobby=\\u00zz\nd1=\n");
            }
            try (var desk = new Desk(folder, Optional.empty()).in("Ana")) {
                desk.untilLabel("title", "Lobby");
                desk.say("still here");
                desk.until("still here");
            }
        }
    }

    @Test
    void whoLeavesForGoodGivesTheNameBackAndIsForgottenHere() throws Exception {
        try (var server = new FakeServer(6);
                var desk = new Desk(folder, server.address()).join("Ana")) {
            desk.write("write", "a secret draft");
            desk.choose("menu", "web-leave");
            await().atMost(Desk.SOON).until(() -> desk.shows("leave-yes"));
            assertThat(desk.focus()).isEqualTo("leave-no");
            desk.press(KeyCode.ESCAPE);
            assertThat(desk.focus()).isEqualTo("write");
            desk.choose("menu", "web-leave");
            desk.click("leave-yes");
            await().atMost(Desk.SOON).until(() -> server.known("Ana").isEmpty());
            assertThat(desk.node("name", TextField.class).getText()).isEmpty();
            desk.write("name", "Ana");
            desk.untilLabel("judgement", "yours");
            try (var files = Files.list(folder)) {
                assertThat(files)
                        .noneMatch(file -> file.toString().endsWith(".conversations"))
                        .noneMatch(file -> file.toString().endsWith(".identity"));
            }
        }
    }
}
