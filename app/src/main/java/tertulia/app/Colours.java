package tertulia.app;

import java.util.Map;

/** Whether a terminal is to be coloured: not if NO_COLOR is set to anything (no-color.org), nor if it is dumb. */
final class Colours {
    private Colours() {}

    static boolean wanted(Map<String, String> environment) {
        return environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").startsWith("dumb");
    }
}
