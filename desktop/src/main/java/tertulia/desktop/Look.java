package tertulia.desktop;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.scene.Scene;

/** Light and dark: the theme of a scene, by the system's wish. */
final class Look {
    private Look() {}

    /** Dresses the scene as the system wishes, now and whenever that changes. */
    static void follow(Scene scene) {
        var wishes = Platform.getPreferences();
        wishes.colorSchemeProperty().subscribe(scheme -> dress(scene, scheme));
    }

    static void dress(Scene scene, ColorScheme scheme) {
        boolean dark = scheme == ColorScheme.DARK;
        var theme = dark ? new PrimerDark() : new PrimerLight();
        Application.setUserAgentStylesheet(theme.getUserAgentStylesheet());
        scene.getStylesheets().setAll(sheet(dark ? "dark.css" : "light.css"), sheet("desktop.css"));
    }

    private static String sheet(String name) {
        return Objects.requireNonNull(Look.class.getResource(name)).toExternalForm();
    }
}
