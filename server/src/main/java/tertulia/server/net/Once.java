package tertulia.server.net;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What the log says once of each thing, and not for ever: after {@value #MOST} things it is silent. Used from every lane. */
public final class Once {
    private static final int MOST = 32;

    private final Set<String> said = ConcurrentHashMap.newKeySet();

    /** Whether this is to be said now. */
    public boolean of(String thing) {
        return said.size() < MOST && said.add(thing);
    }
}
