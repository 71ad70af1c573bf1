package tertulia.desktop;

import java.util.List;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/** What can be done on the main page besides talking, as a menu and by keys. */
final class MainMenu {
    private static final String ICON = "M3.5 5.5h13M3.5 10h13M3.5 14.5h13";
    private static final KeyCombination OPEN = KeyCombination.valueOf("F10");

    private final List<Action> actions;
    private final MenuButton button;

    /** Something to do: the key of its words, and its keys. */
    record Action(String words, KeyCombination keys, Runnable run) {}

    /** With these, then the choices that are remembered, and the way out. */
    MainMenu(List<Action> actions, Attention attention, MainPage.Around around) {
        this.actions = actions;
        button = new MenuButton("", Shapes.icon(ICON));
        button.setId("menu");
        button.getStyleClass().add("plain");
        button.setAccessibleText(Speech.of("desktop.menu"));
        button.setTooltip(new Tooltip(Speech.of("desktop.menu")));
        for (var action : actions) button.getItems().add(item(action));
        var notify = new CheckMenuItem(Speech.of(attention.isPossible() ? "web.notify" : "desktop.notify-missing"));
        notify.setId("notify");
        notify.setDisable(!attention.isPossible());
        notify.setSelected(attention.isOn());
        notify.setOnAction(event -> attention.turn(notify.isSelected()));
        var language = new Menu(Speech.of("web.language"));
        language.getItems().setAll(Language.items(around::speak));
        var leave = new MenuItem(Speech.of("desktop.leave"));
        leave.setOnAction(event -> around.leave());
        button.getItems().addAll(new SeparatorMenuItem(), notify, language, new SeparatorMenuItem(), leave);
    }

    private static MenuItem item(Action action) {
        var item = new MenuItem(Speech.of(action.words()));
        item.setAccelerator(action.keys());
        item.setOnAction(event -> action.run().run());
        return item;
    }

    MenuButton node() {
        return button;
    }

    /** Does what these keys are for, if anything. */
    void key(KeyEvent event) {
        if (OPEN.match(event)) {
            button.show();
            event.consume();
            return;
        }
        for (var action : actions) {
            if (!action.keys().match(event)) continue;
            action.run().run();
            event.consume();
            return;
        }
    }
}
