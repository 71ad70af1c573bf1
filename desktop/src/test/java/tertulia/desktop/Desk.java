package tertulia.desktop;

import static org.awaitility.Awaitility.await;

import com.sun.glass.events.WindowEvent;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.PixelFormat;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javafx.stage.Window;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;
import tertulia.client.Address;
import tertulia.client.Timing;
import tertulia.desktop.talk.Row;
import tertulia.discovery.Found;

/** A window in this process, worked by a robot. */
public final class Desk implements AutoCloseable {
    /** How long to wait for what must come. */
    public static final Duration SOON = Duration.ofSeconds(20);

    static {
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        Awaitility.setDefaultPollInterval(Duration.ofMillis(10));
    }

    private final FxRobot robot = new FxRobot();
    /** The links that were opened. */
    public final List<String> browsed = Collections.synchronizedList(new ArrayList<>());

    /** The notifications that were shown. */
    final List<Notifier.Note> notes = Collections.synchronizedList(new ArrayList<>());

    /** How often a sound was played. */
    final AtomicInteger sounds = new AtomicInteger();

    private final Locale before = Locale.getDefault();
    private final Stage stage;
    private final DesktopWindow window;
    /** How far the window's clock is ahead. */
    private volatile Duration ahead = Duration.ZERO;

    /** A window that knows this folder, and offers this server. */
    public Desk(Path folder, Address server) throws TimeoutException {
        this(folder, Optional.of(server));
    }

    /** A window that knows this folder, and offers this server, or else the last one. */
    public Desk(Path folder, Optional<Address> server) throws TimeoutException {
        this(folder, server, listener -> () -> {});
    }

    /** A window that listens to this network. */
    public Desk(Path folder, Optional<Address> server, Function<Consumer<List<Found>>, AutoCloseable> network)
            throws TimeoutException {
        InstantSource clock = () -> Instant.now().plus(ahead);
        System.setProperty("testfx.robot", "glass");
        FxToolkit.registerPrimaryStage();
        stage = fx(Stage::new);
        var memory = new Memory(folder);
        Language.begin(Optional.empty(), memory);
        window = fx(() -> {
            var setup = new DesktopWindow.Setup(
                    folder,
                    server,
                    Timing.usual(),
                    browsed::add,
                    network,
                    Optional.of(notes::add),
                    sounds::incrementAndGet,
                    clock);
            var made = new DesktopWindow(stage, setup, memory);
            made.show();
            return made;
        });
    }

    /** Does this on the window's thread. */
    public static <T> T fx(Callable<T> what) {
        return WaitForAsyncUtils.waitForAsyncFx(20_000, what);
    }

    /** What is in the window; for the window's thread. */
    Scene scene() {
        return stage.getScene();
    }

    /**
     * The node of this id. It is waited for: what is in a split pane is in the window only from the next layout on, so that
     * a page just made lacks it for a moment. On the window's thread, it must be there.
     */
    public <T extends Node> T node(String id, Class<T> kind) {
        if (Platform.isFxApplicationThread()) return found(id, kind).orElseThrow();
        return await("the node " + id)
                .atMost(SOON)
                .until(() -> fx(() -> found(id, kind)), Optional::isPresent)
                .orElseThrow();
    }

    private <T extends Node> Optional<T> found(String id, Class<T> kind) {
        return Optional.ofNullable(stage.getScene().lookup("#" + id)).map(kind::cast);
    }

    /** What the label of this id says; nothing if there is none. */
    public String label(String id) {
        return fx(() -> stage.getScene().lookup("#" + id) instanceof Label label ? label.getText() : "");
    }

    /** Waits until the label says this. */
    public void untilLabel(String id, String text) {
        await("the label " + id + " with " + text)
                .atMost(SOON)
                .until(() -> label(id).contains(text));
    }

    /** Whether there is a visible node of this id. */
    public boolean shows(String id) {
        return fx(() -> {
            var node = stage.getScene().lookup("#" + id);
            for (Node at = node; at != null; at = at.getParent()) if (!at.isVisible()) return false;
            return node != null;
        });
    }

    /** Makes it the window that the keyboard writes in. */
    public Desk front() {
        fx(() -> {
            if (!stage.isFocused() || focused() > 1) {
                blur();
                stage.requestFocus();
            }
            return stage;
        });
        robot.targetWindow(stage);
        return this;
    }

    /** Makes it a window that the keyboard does not write in. */
    public void away() {
        fx(() -> {
            blur();
            return stage;
        });
    }

    private static long focused() {
        return Window.getWindows().stream().filter(Window::isFocused).count();
    }

    /** The headless platform lets several windows have the focus, and tells none that it lost it. */
    private static void blur() throws ReflectiveOperationException {
        var lose = com.sun.glass.ui.Window.class.getDeclaredMethod("notifyFocus", int.class);
        lose.setAccessible(true);
        for (var window : com.sun.glass.ui.Window.getWindows()) {
            if (window.isFocused()) lose.invoke(window, WindowEvent.FOCUS_LOST);
        }
    }

    /** Writes this into the field, by the keyboard's way, instead of what was there. */
    public void write(String id, String text) {
        front();
        var field = node(id, TextInputControl.class);
        fx(() -> {
            field.requestFocus();
            field.clear();
            return field;
        });
        robot.write(text, 0);
    }

    /** Writes this to wherever the keyboard writes. */
    public void type(String text) {
        front();
        robot.write(text, 0);
    }

    /** Pastes this to wherever the keyboard writes. */
    public void paste(String text) {
        fx(() -> Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, text)));
        press(KeyCode.CONTROL, KeyCode.V);
    }

    /** Presses these keys together. */
    public void press(KeyCode... keys) {
        front();
        robot.push(keys);
    }

    /** Presses the button. */
    public void click(String id) {
        await(id + " can be pressed").atMost(SOON).until(() -> shows(id));
        var button = node(id, ButtonBase.class);
        fx(() -> {
            button.fire();
            return id;
        });
    }

    /** Lets the window's clock jump. */
    void later(Duration by) {
        ahead = ahead.plus(by);
    }

    /** Waits until the place is entered where one was by this name. */
    public Desk in(String name) {
        untilLabel("myself", name);
        return this;
    }

    /** Joins by this name, on the first page. */
    public Desk join(String name) {
        write("name", name);
        await("a good name").atMost(SOON).until(() -> shows("connect"));
        press(KeyCode.ENTER);
        await("the main page").atMost(SOON).until(() -> shows("messages"));
        return this;
    }

    /** Writes and sends it in the open conversation. */
    public void say(String text) {
        write("write", text);
        press(KeyCode.ENTER);
    }

    /** The rows of the open conversation. */
    public List<Row> rows() {
        var list = node("messages", ListView.class);
        return fx(() ->
                ((ListView<?>) list).getItems().stream().map(Row.class::cast).toList());
    }

    /** All words that can be seen in the window now. */
    public List<String> seen() {
        WaitForAsyncUtils.waitForFxEvents();
        return fx(() -> {
            var words = new ArrayList<String>();
            see(stage.getScene().getRoot(), words);
            return words;
        });
    }

    private static void see(Node node, List<String> words) {
        if (!node.isVisible()) return;
        if (node instanceof Text text && !text.getText().isBlank()) words.add(text.getText());
        if (node instanceof Parent parent) parent.getChildrenUnmodifiable().forEach(child -> see(child, words));
    }

    /** All that is said to who cannot see, or on asking: accessible texts, hints, what a field is for, menus. */
    public List<String> hidden() {
        return fx(() -> {
            var words = new ArrayList<String>();
            hear(stage.getScene().getRoot(), words);
            return words;
        });
    }

    private static void hear(Node node, List<String> words) {
        if (node.getAccessibleText() != null) words.add(node.getAccessibleText());
        if (node instanceof Control control && control.getTooltip() != null)
            words.add(control.getTooltip().getText());
        if (node instanceof TextInputControl field && field.getPromptText() != null) words.add(field.getPromptText());
        if (node instanceof MenuButton menu) hear(menu.getItems(), words);
        if (node instanceof Parent parent) parent.getChildrenUnmodifiable().forEach(child -> hear(child, words));
    }

    private static void hear(List<MenuItem> items, List<String> words) {
        for (var item : items) {
            if (item.getText() != null && !(item instanceof RadioMenuItem)) words.add(item.getText());
            if (item instanceof Menu menu) hear(menu.getItems(), words);
        }
    }

    /** Chooses a server that was found on the network, by Enter. */
    public void chooseFound(int at) {
        var list = node("found-servers", ListView.class);
        fx(() -> {
            list.requestFocus();
            list.getSelectionModel().select(at);
            return at;
        });
        press(KeyCode.ENTER);
    }

    /** Chooses this in the settings. */
    public void set(String setting, String value) {
        if (!shows("sheet-title")) press(KeyCode.CONTROL, KeyCode.COMMA);
        await("the settings").atMost(SOON).until(() -> shows("sheet-title"));
        @SuppressWarnings("unchecked")
        ChoiceBox<String> choice = node(setting, ChoiceBox.class);
        fx(() -> {
            choice.setValue(value);
            return value;
        });
        click("sheet-close");
    }

    /** Turns this on or off in the settings. */
    public void toggle(String setting) {
        press(KeyCode.CONTROL, KeyCode.COMMA);
        click(setting);
        click("sheet-close");
    }

    /** What was chosen in a menu: the item of this id. */
    public void choose(String menu, String item) {
        await("the menu " + menu).atMost(SOON).until(() -> shows(menu));
        var button = node(menu, MenuButton.class);
        fx(() -> {
            find(button.getItems(), item).orElseThrow().fire();
            return item;
        });
    }

    private static Optional<MenuItem> find(List<MenuItem> items, String id) {
        for (var item : items) {
            if (id.equals(item.getId())) return Optional.of(item);
            var below = item instanceof Menu menu ? find(menu.getItems(), id) : Optional.<MenuItem>empty();
            if (below.isPresent()) return below;
        }
        return Optional.empty();
    }

    /** The id of what has the keyboard, or its kind. */
    public String focus() {
        return fx(() -> {
            var owner = stage.getScene().getFocusOwner();
            if (owner == null) return "";
            return owner.getId() == null ? owner.getClass().getSimpleName() : owner.getId();
        });
    }

    /** How wide and high the window is, and where. */
    public List<Double> place() {
        return fx(() -> List.of(stage.getScene().getWidth(), stage.getScene().getHeight(), stage.getX(), stage.getY()));
    }

    /** Moves and sizes the window. */
    public void place(double width, double height, double x, double y) {
        fx(() -> {
            stage.setWidth(width);
            stage.setHeight(height);
            stage.setX(x);
            stage.setY(y);
            return stage;
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** The numbers of unread messages that stand at the conversations. */
    public List<String> badges() {
        return fx(() -> stage.getScene().getRoot().lookupAll("#conversations .count").stream()
                .filter(Node::isVisible)
                .map(count -> ((Label) count).getText())
                .toList());
    }

    /** Clicks on this piece of text. */
    public void clickText(String text) {
        WaitForAsyncUtils.waitForFxEvents();
        Node piece = fx(() -> stage.getScene().getRoot().lookupAll(".text").stream()
                .filter(one -> one instanceof Text there && there.getText().equals(text))
                .findFirst()
                .orElseThrow());
        robot.clickOn(piece);
    }

    /** What can be pasted now. */
    static String copied() {
        return fx(() -> Clipboard.getSystemClipboard().getString());
    }

    /** What the window is called. */
    public String title() {
        return fx(stage::getTitle);
    }

    /** Waits until these words can be seen in the window. */
    public void untilSeen(String text) {
        await("the words " + text).atMost(SOON).until(() -> seen().stream().anyMatch(words -> words.contains(text)));
    }

    /** The texts of the messages in the open conversation. */
    public List<String> texts() {
        return rows().stream()
                .filter(Row.Said.class::isInstance)
                .map(row -> ((Row.Said) row).message().text())
                .toList();
    }

    /** Waits until this message is shown. */
    public void until(String text) {
        await("the message " + text).atMost(SOON).until(() -> texts().contains(text));
    }

    @Override
    public void close() {
        fx(() -> {
            window.close();
            stage.setScene(null); // The headless platform keeps the windows that there were.
            return window;
        });
        Locale.setDefault(before);
        try {
            window.awaitEnd();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Who is listed at the right. */
    public List<String> people() {
        return fx(() ->
                stage.getScene().lookup("#people") instanceof ListView<?> list ? people(list) : List.<String>of());
    }

    /** Selects somebody in the list at the right. */
    public void select(String name) {
        await(name + " is listed").atMost(SOON).until(() -> people().contains(name));
        var list = node("people", ListView.class);
        fx(() -> {
            list.requestFocus();
            list.getSelectionModel().select(people(list).indexOf(name));
            return name;
        });
    }

    /** Clicks twice on somebody in the list at the right. */
    public void doubleClick(String name) {
        await(name + " is listed").atMost(SOON).until(() -> people().contains(name));
        front();
        // What is above what is nothing that the headless platform knows.
        fx(() -> {
            Window.getWindows().stream().filter(other -> !other.equals(stage)).forEach(other -> other.setX(5000));
            stage.setX(0);
            return stage;
        });
        WaitForAsyncUtils.waitForFxEvents();
        Node cell = fx(() -> stage.getScene().getRoot().lookupAll("#people .list-cell").stream()
                .filter(one -> one instanceof ListCell<?> cells && name.equals(PeopleList.name(cells.getItem())))
                .findFirst()
                .orElseThrow());
        robot.doubleClickOn(cell);
    }

    private static List<String> people(ListView<?> list) {
        return list.getItems().stream().map(PeopleList::name).toList();
    }

    /** Dresses the window so, whatever the system wishes. */
    public void dress(boolean dark) {
        fx(() -> {
            Look.dress(stage.getScene(), dark ? ColorScheme.DARK : ColorScheme.LIGHT);
            return dark;
        });
    }

    /** Takes a picture of the window. */
    public void picture(Path file) throws IOException {
        WaitForAsyncUtils.waitForFxEvents();
        var image = fx(() -> stage.getScene().snapshot(null));
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        int[] pixels = new int[width * height];
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        picture.setRGB(0, 0, width, height, pixels, 0, width);
        Files.createDirectories(file.toAbsolutePath().getParent());
        ImageIO.write(picture, "png", file.toFile());
    }
}
