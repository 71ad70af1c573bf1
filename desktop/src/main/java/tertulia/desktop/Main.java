package tertulia.desktop;

import javafx.application.Application;

/** Starts the desktop client: {@code tertulia desktop [tls://]HOST[:PORT]}; without a server, the last one is offered. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Application.launch(App.class, args);
    }
}
