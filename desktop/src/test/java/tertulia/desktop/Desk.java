package tertulia.desktop;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;
import tertulia.client.Address;
import tertulia.client.Timing;
import tertulia.desktop.talk.Row;

/** A window in this process, worked by a robot. */
final class Desk implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(20);

    final FxRobot robot = new FxRobot();
    final List<String> browsed = Collections.synchronizedList(new ArrayList<>());
    final Stage stage;
    private final DesktopWindow window;

    /** A window that knows this folder, and offers this server. */
    Desk(Path folder, Address server) throws TimeoutException {
        System.setProperty("testfx.robot", "glass");
        FxToolkit.registerPrimaryStage();
        stage = fx(Stage::new);
        window = fx(() -> {
            var setup = new DesktopWindow.Setup(folder, Optional.of(server), Timing.usual(), browsed::add);
            var made = new DesktopWindow(stage, setup);
            made.show();
            return made;
        });
    }

    static <T> T fx(Callable<T> what) {
        return WaitForAsyncUtils.waitForAsyncFx(20_000, what);
    }

    <T extends Node> T node(String id, Class<T> kind) {
        return kind.cast(fx(() -> stage.getScene().lookup("#" + id)));
    }

    String label(String id) {
        return fx(() -> stage.getScene().lookup("#" + id) instanceof Label label ? label.getText() : "");
    }

    void untilLabel(String id, String text) {
        await("the label " + id + " with " + text)
                .atMost(SOON)
                .until(() -> label(id).contains(text));
    }

    boolean shows(String id) {
        return fx(() -> {
            var node = stage.getScene().lookup("#" + id);
            return node != null && node.isVisible();
        });
    }

    /** Writes this into the field, by the keyboard's way, instead of what was there. */
    void write(String id, String text) {
        fx(() -> {
            var field = (TextInputControl) stage.getScene().lookup("#" + id);
            field.requestFocus();
            field.clear();
            return field;
        });
        robot.write(text, 0);
    }

    void press(KeyCode... keys) {
        robot.push(keys);
    }

    void click(String id) {
        await(id + " can be pressed").atMost(SOON).until(() -> shows(id));
        fx(() -> {
            ((Button) stage.getScene().lookup("#" + id)).fire();
            return id;
        });
    }

    /** Joins by this name, on the first page. */
    Desk join(String name) {
        write("name", name);
        await("a good name").atMost(SOON).until(() -> shows("connect"));
        press(KeyCode.ENTER);
        await("the main page").atMost(SOON).until(() -> shows("messages"));
        return this;
    }

    void say(String text) {
        write("write", text);
        press(KeyCode.ENTER);
    }

    List<Row> rows() {
        return fx(() -> ((ListView<?>) stage.getScene().lookup("#messages"))
                .getItems().stream().map(Row.class::cast).toList());
    }

    List<String> texts() {
        return rows().stream()
                .filter(Row.Said.class::isInstance)
                .map(row -> ((Row.Said) row).message().text())
                .toList();
    }

    void until(String text) {
        await("the message " + text).atMost(SOON).until(() -> texts().contains(text));
    }

    @Override
    public void close() {
        fx(() -> {
            window.close();
            return window;
        });
    }
}
