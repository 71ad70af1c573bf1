package tertulia.model;

import java.util.HexFormat;

/** Who someone is, for ever: 128 random bits, written as 32 hexadecimal digits. A handle is only its present name. */
public record UserId(long high, long low) implements Comparable<UserId> {

    /** The server itself: author of what the console says. */
    public static final UserId SERVER = new UserId(0, 0);

    /** Reads the 32 hexadecimal digits that {@link #toString} writes. Throws IllegalArgumentException on anything else. */
    public static UserId of(String text) {
        if (text.length() == 32 && text.chars().noneMatch(c -> c >= 'A' && c <= 'F')) {
            return new UserId(HexFormat.fromHexDigitsToLong(text, 0, 16), HexFormat.fromHexDigitsToLong(text, 16, 32));
        }
        throw new IllegalArgumentException("a user id has 32 hexadecimal digits, its letters small");
    }

    @Override
    public int compareTo(UserId other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }
}
