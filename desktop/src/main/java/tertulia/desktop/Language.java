package tertulia.desktop;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;
import tertulia.model.Words;

/** The language that the window speaks: the default locale's, which is the system's as long as nothing else is chosen. */
final class Language {
    /** Each by the name it has for itself. */
    private static final Map<String, String> NAMES = new LinkedHashMap<>();

    static {
        NAMES.put("en", "English");
        NAMES.put("fr", "Français");
        NAMES.put("pt", "Português (Brasil)");
        NAMES.put("ru", "Русский");
        NAMES.put("sq", "Shqip");
    }

    private static final String GLOBE =
            "M10 3.25a6.75 6.75 0 1 1 0 13.5a6.75 6.75 0 1 1 0-13.5M3.5 10h13M10 3.3c2 1.9 3 4.2 3 6.7s-1 4.800-3"
                    + " 6.7c-2-1.9-3-4.2-3-6.7s1-4.8 3-6.7Z";

    private Language() {}

    /** From here on all that is said is said in the language of this tag; false if we do not speak it. */
    static boolean speak(String tag) {
        var words = Words.speaking(tag);
        words.ifPresent(spoken -> Locale.setDefault(Locale.forLanguageTag(spoken.language())));
        return words.isPresent();
    }

    /** The language that is asked for, or else the one that was chosen last, or else the system's. */
    static void begin(Optional<String> asked, Memory memory) {
        Times.customs(Locale.getDefault(Locale.Category.FORMAT));
        asked.or(() -> memory.text("lang")).ifPresent(Language::speak);
    }

    /** The languages to choose from; {@code choose} is told the tag. */
    static ChoiceBox<String> choice(Consumer<String> choose) {
        var choice = SettingsPanel.choice(
                List.copyOf(NAMES.keySet()),
                tag -> NAMES.getOrDefault(tag, tag),
                Words.ours().language(),
                choose);
        choice.setId("language");
        return choice;
    }

    private static MenuItem[] items(Consumer<String> choose) {
        var group = new ToggleGroup();
        return NAMES.entrySet().stream()
                .map(one -> {
                    var item = new RadioMenuItem(one.getValue());
                    item.setId("lang-" + one.getKey());
                    item.setToggleGroup(group);
                    item.setSelected(one.getKey().equals(Words.ours().language()));
                    item.setOnAction(event -> choose.accept(one.getKey()));
                    return item;
                })
                .toArray(MenuItem[]::new);
    }

    /** The same as a button, for a page without settings. */
    static MenuButton button(Consumer<String> choose) {
        String name = NAMES.getOrDefault(Words.ours().language(), "");
        var button = new MenuButton(name, Shapes.icon(GLOBE), items(choose));
        button.setId("language");
        button.getStyleClass().addAll("plain", "small");
        button.setAccessibleText(Speech.of("web.language"));
        return button;
    }
}
