package tertulia.model;

import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * The sender's own id of a message: a UUID, by good custom of version 7 (RFC 9562 §5.7), so that ids grow with time.
 * The same id from the same author in the same room is the same message, however often it is sent.
 */
public record MessageId(long high, long low) {

    /** A new UUIDv7: 48 bits of milliseconds, 74 of chance. */
    public static MessageId make(Instant now, RandomGenerator random) {
        long high = (now.toEpochMilli() << 16) | 0x7000L | (random.nextLong() & 0x0fffL);
        long low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new MessageId(high, low);
    }

    /**
     * Reads a UUID of any version in its usual 36 characters, letters small (RFC 9562 §4), so that an id has one form as
     * text. Throws IllegalArgumentException on anything else.
     */
    public static MessageId of(String text) {
        if (text.length() == 36) {
            var uuid = UUID.fromString(text);
            if (uuid.toString().equals(text)) {
                return new MessageId(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
            }
        }
        throw new IllegalArgumentException("a UUID has 36 characters, its letters small");
    }

    @Override
    public String toString() {
        return new UUID(high, low).toString();
    }
}
