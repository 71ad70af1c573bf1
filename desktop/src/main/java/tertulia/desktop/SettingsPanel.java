package tertulia.desktop;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.util.StringConverter;

/** What a person can choose: colours, the size of the text, what calls and how, the language. All of it holds at once. */
final class SettingsPanel {
    private final GridPane node = new GridPane(16, 12);
    private final ChoiceBox<String> theme;

    SettingsPanel(Memory memory, Attention attention, MainPage.Around around) {
        theme = remembered(memory, "theme", Look.THEMES, "web.theme-", chosen -> around.dress());
        var size = remembered(memory, "size", Look.SIZES, "web.size-", chosen -> around.dress());
        var level = remembered(memory, Attention.LEVEL, Attention.LEVELS, "web.notify-for-", chosen -> {});
        var language = Language.choice(around::speak);
        var notify = new CheckBox(Speech.of(attention.isPossible() ? "web.notify" : "desktop.notify-missing"));
        notify.setId("notify");
        notify.setDisable(!attention.isPossible());
        notify.setSelected(attention.isOn());
        notify.setOnAction(event -> attention.turn(notify.isSelected()));
        var sound = new CheckBox(Speech.of("web.sound"));
        sound.setId("sound");
        sound.setSelected(attention.sounds());
        sound.setOnAction(event -> attention.sound(sound.isSelected()));
        var words = new ColumnConstraints();
        words.setHgrow(Priority.ALWAYS);
        node.getColumnConstraints().setAll(words, new ColumnConstraints());
        row(0, "web.theme", theme);
        row(1, "web.size", size);
        row(2, "web.language", language);
        row(3, "web.notify-for", level);
        node.add(notify, 0, 4, 2, 1);
        node.add(sound, 0, 5, 2, 1);
    }

    private void row(int row, String key, ChoiceBox<String> choice) {
        var label = new Label(Speech.of(key));
        label.setWrapText(true);
        label.setLabelFor(choice);
        choice.setAccessibleText(label.getText());
        choice.setPrefWidth(190);
        choice.setMinWidth(150);
        node.addRow(row, label, choice);
    }

    private static ChoiceBox<String> remembered(
            Memory memory, String name, List<String> all, String words, Consumer<String> chosen) {
        var choice = choice(all, one -> Speech.of(words + one), Look.chosen(memory, name, all), one -> {
            memory.keep(name, one);
            chosen.accept(one);
        });
        choice.setId(name);
        return choice;
    }

    /** A choice among these, each in its words. */
    static ChoiceBox<String> choice(
            List<String> all, java.util.function.UnaryOperator<String> words, String now, Consumer<String> chosen) {
        var choice = new ChoiceBox<String>();
        choice.getItems().setAll(all);
        choice.setConverter(new StringConverter<>() {
            @Override
            public String toString(String one) {
                return words.apply(one);
            }

            @Override
            public String fromString(String text) {
                throw new UnsupportedOperationException("nothing is typed here");
            }
        });
        choice.setValue(now);
        choice.setOnAction(event -> chosen.accept(choice.getValue()));
        return choice;
    }

    Node node() {
        return node;
    }

    /** Where the keyboard goes first. */
    Node first() {
        return theme;
    }
}
