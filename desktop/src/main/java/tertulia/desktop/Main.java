package tertulia.desktop;

import java.util.ArrayList;
import java.util.List;
import javafx.application.Application;

/** Starts the desktop client: {@code tertulia desktop [--lang LANG] [[tls://]HOST[:PORT]]}; without a server, the last one is offered. */
public final class Main {
    private static final int FAILED = 1;
    private static final int NOT_UNDERSTOOD = 2;

    private Main() {}

    public static void main(String[] args) {
        var words = new ArrayList<>(List.of(args));
        boolean help = words.removeAll(List.of("--help", "-h"));
        try {
            Arguments.of(words).lang().ifPresent(Language::speak);
            if (help) {
                System.out.println(Speech.of("desktop.usage"));
                System.out.println(Speech.of("desktop.help"));
                return;
            }
        } catch (IllegalArgumentException e) {
            System.err.println("tertulia: " + e.getMessage());
            System.err.println(Speech.of("desktop.usage"));
            System.exit(NOT_UNDERSTOOD);
        }
        if (App.folder().isEmpty()) fail("trouble.no-home-for-state");
        try {
            Application.launch(App.class, args);
        } catch (UnsupportedOperationException e) { // JavaFX's word for a system without a screen.
            fail("desktop.no-screen", String.valueOf(e.getMessage()));
        }
    }

    private static void fail(String key, Object... parts) {
        System.err.println("tertulia: " + Speech.of(key, parts));
        System.exit(FAILED);
    }
}
