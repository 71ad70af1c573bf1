package tertulia.terminal;

import java.io.IOException;
import java.util.Optional;
import tertulia.client.Address;
import tertulia.client.Identities;
import tertulia.client.Identity;
import tertulia.model.Handle;
import tertulia.model.Limits;

/** Which name to have when nobody was asked: the last one used there, or what the system calls this person. */
final class Names {
    private static final int TRIES = 20;
    private static final String GUEST = "guest";

    private final String base;
    private final boolean given;
    private int tries;

    private Names(String base, boolean given) {
        this.base = base;
        this.given = given;
    }

    static Names of(Optional<String> wished, Address server, Identities identities) throws IOException {
        if (wished.isPresent()) return new Names(wished.get(), true);
        var last = identities.latest(server).map(Identity::name);
        if (last.isPresent()) return new Names(last.get(), false);
        String user = System.getProperty("user.name", "");
        boolean good = Handle.judge(user, Limits.usual()) instanceof Handle.Judged.Good;
        return new Names(good ? user : GUEST, false);
    }

    String first() {
        return base;
    }

    /** Another one after a refusal; none if this one was asked for, for then no other will do. */
    Optional<String> another() {
        if (given || ++tries > TRIES) return Optional.empty();
        return Optional.of(GUEST + "-" + Integer.toString((int) (Math.random() * 1_000_000), 36));
    }
}
