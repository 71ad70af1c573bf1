package tertulia.server.front.web;

import java.util.Set;

/** By which names this server may be asked, besides addresses and localhost. Asked from any lane. */
public interface Names {

    /** Whether a name, in lower case and without a dot at its end, is one that nobody elsewhere can have made point here. */
    boolean has(String name);

    /** The names that the operator gave: pages of these may connect, whatever the proxy between calls this server. */
    Set<String> given();

    /** These, given, and no others. */
    static Names of(Set<String> given) {
        return new Names() {
            @Override
            public boolean has(String name) {
                return given.contains(name);
            }

            @Override
            public Set<String> given() {
                return given;
            }
        };
    }
}
