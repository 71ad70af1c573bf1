package tertulia.desktop;

import java.util.Optional;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;
import tertulia.client.Address;
import tertulia.client.Identities;
import tertulia.client.Timing;

/** The program that JavaFX starts. */
public final class App extends Application {
    @Override
    public void start(Stage stage) {
        var folder = Identities.usualFolder(System.getenv(), System.getProperty("user.home", ""));
        var arguments = getParameters().getUnnamed();
        var server = arguments.isEmpty() ? Optional.<Address>empty() : Optional.of(address(arguments.getFirst()));
        var documents = getHostServices();
        var setup = new DesktopWindow.Setup(folder, server, Timing.usual(), documents::showDocument);
        new DesktopWindow(stage, setup).show();
    }

    private static Address address(String text) {
        try {
            return Address.of(text);
        } catch (IllegalArgumentException e) {
            System.err.println("tertulia: " + e.getMessage());
            Platform.exit();
            throw e;
        }
    }
}
