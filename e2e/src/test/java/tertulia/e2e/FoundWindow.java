package tertulia.e2e;

import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.control.TextField;
import org.awaitility.Awaitility;
import tertulia.desktop.Desk;
import tertulia.discovery.Finder;

/** A window, run as a program of its own in a network of its own: it waits for a server, goes there, and says so. */
final class FoundWindow {
    private FoundWindow() {}

    public static void main(String[] args) throws Exception {
        try (var desk = new Desk(Path.of(args[0]), Optional.empty(), Finder::start)) {
            System.out.println("waiting");
            desk.untilSeen("Room 12");
            desk.chooseFound(0);
            String server = desk.node("server", TextField.class).getText();
            System.out.println("chosen " + server);
            desk.join("Eva");
            desk.say("hello from a window");
            desk.until("hello from a window");
            desk.click("leave");
            desk.untilSeen("Room 12");
            System.out.println("back");
            Awaitility.await()
                    .atMost(Desk.SOON)
                    .until(() -> desk.seen().stream().noneMatch(words -> words.contains("Room 12")));
            System.out.println("gone");
        }
        System.exit(0);
    }
}
