package tertulia.core;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import tertulia.model.UserId;

/**
 * Codes with which a guest goes on somewhere else without showing the resume token: each is good for one hello, for a
 * minute, at this process. A guest has one at a time, and there are at most {@value #MOST}; the oldest goes. On one lane.
 */
final class Hands {
    private static final int MOST = 4096;
    private static final long LIFE_NANOS = 60_000_000_000L;
    private static final int CODE_CHARACTERS = 22;

    private record Hand(UserId user, long endNanos) {}

    private final Map<String, Hand> open = new LinkedHashMap<>();

    /** Whether it may be a code, and can be no token. */
    static boolean isCode(String text) {
        return text.length() == CODE_CHARACTERS;
    }

    /** A code of 128 bits of chance. */
    static String make(RandomGenerator chance) {
        byte[] bits = ByteBuffer.allocate(16)
                .putLong(chance.nextLong())
                .putLong(chance.nextLong())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    /** This is the user's code now; an earlier one is worth nothing any more. */
    void open(String code, UserId user, long nanos) {
        open.values().removeIf(hand -> hand.user().equals(user) || nanos - hand.endNanos() >= 0);
        if (open.size() == MOST) open.remove(open.keySet().iterator().next());
        open.put(code, new Hand(user, nanos + LIFE_NANOS));
    }

    /** Whose code it is; from now on nobody's. */
    Optional<UserId> take(String code, long nanos) {
        return Optional.ofNullable(open.remove(code))
                .filter(hand -> nanos - hand.endNanos() < 0)
                .map(Hand::user);
    }
}
