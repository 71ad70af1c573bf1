package tertulia.core;

import java.io.Serial;

/** A check that failed: ours, not the client's or the disk's. It costs a session, or a room's memory, never a lane. */
final class Bug extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    Bug(String message) {
        super(message);
    }

    /** These checks stay on in production. */
    static void unless(boolean holds, String message) {
        if (!holds) throw new Bug(message);
    }
}
