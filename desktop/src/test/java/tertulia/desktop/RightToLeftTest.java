package tertulia.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;
import tertulia.client.FakeServer;

/** JavaFX 26.0.2 fails to wrap text from right to left (see {@link Speech#isRightToLeft}); the window must not. */
final class RightToLeftTest {
    @TempDir
    Path folder;

    private static List<Throwable> failures() throws TimeoutException {
        FxToolkit.registerPrimaryStage();
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        return Desk.fx(() -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> failures.add(failure));
            return failures;
        });
    }

    @Test
    void longTextFromRightToLeftIsWrapped() throws Exception {
        try (var server = new FakeServer(51);
                var desk = new Desk(folder, server.address()).join("Ana")) {
            var failures = failures();
            var zoe = FakeServer.somebody("Zoe");
            for (String text : List.of(
                    "مرحبا بالجميع ".repeat(40),
                    "hello مرحبا ".repeat(40),
                    "```\n" + "שלום לכולם ".repeat(40) + "\n```",
                    "`" + "שלום ".repeat(60) + "` and more ".repeat(20))) {
                server.says(zoe, Optional.empty(), text);
                desk.until(text);
                PlaceTest.frames(desk, 3);
            }
            assertThat(failures).isEmpty();
        }
    }

    @Test
    void longTextFromRightToLeftIsWrittenCorrectedAndSent() throws Exception {
        try (var server = new FakeServer(52);
                var desk = new Desk(folder, server.address()).join("Ana")) {
            var failures = failures();
            desk.place(700, 500, 0, 0);
            for (String text : List.of(
                    "שלום לכולם ".repeat(30).strip(),
                    "hello to all of you, שלום לכולם, and again ".repeat(9).strip())) {
                desk.write("write", "");
                desk.paste(text.substring(0, text.length() - 10));
                PlaceTest.frames(desk, 2);
                for (var key :
                        List.of(KeyCode.HOME, KeyCode.RIGHT, KeyCode.UP, KeyCode.DOWN, KeyCode.END, KeyCode.LEFT)) {
                    desk.press(key);
                }
                desk.press(KeyCode.SHIFT, KeyCode.HOME);
                desk.press(KeyCode.CONTROL, KeyCode.END);
                PlaceTest.frames(desk, 2);
                desk.type(text.substring(text.length() - 10));
                PlaceTest.frames(desk, 2);
                desk.press(KeyCode.ENTER);
                desk.until(text);
                PlaceTest.frames(desk, 3);
            }
            assertThat(failures).isEmpty();
        }
    }

    @Test
    void whereOneWritesGrowsByTheLineAndIsWrappedAgainOnceNothingIsFromRightToLeft() throws Exception {
        try (var server = new FakeServer(53);
                var desk = new Desk(folder, server.address()).join("Ana")) {
            var failures = failures();
            String latin = "a long text of many words ".repeat(20);
            desk.write("write", "");
            desk.paste(latin);
            PlaceTest.frames(desk, 2);
            desk.type("ש");
            PlaceTest.frames(desk, 2);
            var area = desk.node("write", TextArea.class);
            assertThat(sideways(area)).isTrue();
            double one = Desk.fx(area::getHeight);
            desk.press(KeyCode.SHIFT, KeyCode.ENTER);
            desk.paste("שלום ".repeat(60));
            PlaceTest.frames(desk, 2);
            assertThat(Desk.fx(area::getHeight)).isGreaterThan(one + 10);
            desk.press(KeyCode.CONTROL, KeyCode.A);
            desk.paste(latin);
            PlaceTest.frames(desk, 2);
            assertThat(sideways(area)).isFalse();
            desk.press(KeyCode.CONTROL, KeyCode.Z);
            PlaceTest.frames(desk, 2);
            assertThat(failures).isEmpty();
        }
    }

    @Test
    void theWordsOfAMessageStandInTheOrderInWhichTheyAreRead() throws Exception {
        try (var server = new FakeServer(55);
                var desk = new Desk(folder, server.address()).join("Ana")) {
            var zoe = FakeServer.somebody("Zoe");
            server.says(zoe, Optional.empty(), "first אבא אמא then");
            desk.untilSeen("then");
            PlaceTest.frames(desk, 2);
            assertThat(fromTheLeft(desk, "then", "first", "אבא", "אמא")).containsExactly("first", "אמא", "אבא", "then");
            server.says(zoe, Optional.empty(), "שלום these three words כולם 12");
            desk.untilSeen("three");
            PlaceTest.frames(desk, 2);
            assertThat(fromTheLeft(desk, "שלום", "these", "three", "words", "כולם", "12"))
                    .containsExactly("12", "כולם", "these", "three", "words", "שלום");
        }
    }

    /** These words as they stand in the window. */
    private static List<String> fromTheLeft(Desk desk, String... words) {
        return Desk.fx(() -> desk.scene().getRoot().lookupAll("#messages .text").stream()
                .map(Text.class::cast)
                .filter(text -> List.of(words).contains(text.getText()))
                .sorted(Comparator.comparingDouble(
                        text -> text.localToScene(text.getLayoutBounds()).getMinX()))
                .map(Text::getText)
                .toList());
    }

    /** Whether the text is wider than what one sees of it. */
    private static boolean sideways(TextArea area) {
        return Desk.fx(() -> ((Region) area.lookup(".content")).getWidth() > area.getWidth());
    }

    @Test
    void aNameAServerAndWhatIsSoughtMayBeFromRightToLeft() throws Exception {
        String me = "שלום-לכולם-כולכם";
        var failures = failures();
        try (var desk = new Desk(folder, Optional.empty())) {
            desk.place(480, 400, 0, 0);
            desk.write("name", "שלום לכולם ".repeat(8));
            PlaceTest.frames(desk, 2);
            desk.write("server", "שלום לכולם ".repeat(8));
            desk.press(KeyCode.TAB);
            PlaceTest.frames(desk, 2);
        }
        try (var server = new FakeServer(54);
                var desk = new Desk(folder.resolve("other"), server.address()).join(me)) {
            desk.place(480, 400, 0, 0);
            var zoe = FakeServer.somebody("שלום-לכולם-ולכל-העולם-כולו-שלום");
            server.says(zoe, server.known(me), "שלום לכולם ".repeat(20));
            await().atMost(Desk.SOON).until(() -> desk.badges().equals(List.of("1")));
            desk.press(KeyCode.ALT, KeyCode.DOWN);
            desk.untilLabel("title", "שלום");
            PlaceTest.frames(desk, 2);
            desk.say("an answer");
            desk.until("an answer");
            desk.press(KeyCode.CONTROL, KeyCode.F);
            desk.paste("שלום לכולם ".repeat(10));
            PlaceTest.frames(desk, 2);
            desk.press(KeyCode.CONTROL, KeyCode.K);
            desk.paste("שלום לכולם ".repeat(10));
            PlaceTest.frames(desk, 2);
            server.stop();
            await().atMost(Desk.SOON).until(() -> desk.shows("banner-line"));
            PlaceTest.frames(desk, 2);
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void aSentenceThatHasItIsSaidWhereAnotherWasWrapped() throws Exception {
        var failures = failures();
        var banner = Desk.fx(() -> new Banner("שלום.example:5555", () -> {}));
        Desk.fx(() -> {
            var stage = new Stage();
            stage.setScene(new Scene((Parent) banner.node(), 200, 300));
            stage.show();
            return stage;
        });
        for (var sentence : List.of("one two three ".repeat(20), "שלום לכולם ".repeat(20), "one two ".repeat(30))) {
            Desk.fx(() -> {
                banner.say(() -> sentence);
                banner.node().getScene().getRoot().layout();
                return banner;
            });
        }
        assertThat(failures).isEmpty();
    }
}
