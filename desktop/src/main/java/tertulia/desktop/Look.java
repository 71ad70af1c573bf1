package tertulia.desktop;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.util.Subscription;

/** Light and dark, and how large the text is: as the person chose, or else as the system wishes. */
final class Look {
    /** What can be chosen, the usual one first. */
    static final List<String> THEMES = List.of("system", "light", "dark");

    static final List<String> SIZES = List.of("usual", "small", "large");
    /** Of usual text, as in desktop.css. */
    private static final double TEXT_PIXELS = 14;

    private static double scale = 1;

    private Look() {}

    /** Dresses the scene now and whenever the system's wish changes, until that is ended. */
    static Subscription follow(Scene scene, Memory memory) {
        return Platform.getPreferences().colorSchemeProperty().subscribe(scheme -> dress(scene, memory));
    }

    /** Dresses the scene as is remembered. */
    static void dress(Scene scene, Memory memory) {
        scale = switch (chosen(memory, "size", SIZES)) {
            case "small" -> 0.9;
            case "large" -> 1.25;
            default -> 1;
        };
        dress(
                scene,
                switch (chosen(memory, "theme", THEMES)) {
                    case "light" -> ColorScheme.LIGHT;
                    case "dark" -> ColorScheme.DARK;
                    default -> Platform.getPreferences().getColorScheme();
                });
    }

    static void dress(Scene scene, ColorScheme scheme) {
        boolean dark = scheme == ColorScheme.DARK;
        var theme = dark ? new PrimerDark() : new PrimerLight();
        Application.setUserAgentStylesheet(theme.getUserAgentStylesheet());
        scene.getStylesheets().setAll(sheet(dark ? "dark.css" : "light.css"), sheet("desktop.css"));
        scene.getRoot().setStyle("-fx-font-size: " + TEXT_PIXELS * scale + "px;");
    }

    /** What is remembered by this name, if it is one of these; or else the first. */
    static String chosen(Memory memory, String name, List<String> all) {
        return memory.text(name).filter(all::contains).orElse(all.getFirst());
    }

    /** So many pixels of text of the usual size, in the size that was chosen. */
    static double scaled(double pixels) {
        return pixels * scale;
    }

    private static String sheet(String name) {
        return Objects.requireNonNull(Look.class.getResource(name)).toExternalForm();
    }
}
