package tertulia.model;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names a room: {@code lobby}, or {@code d} and 32 hexadecimal digits for a direct room. */
public record RoomId(String text) {

    /** The room of everyone who is connected. */
    public static final RoomId LOBBY = new RoomId("lobby");

    /** Throws IllegalArgumentException if no room can be called so. */
    public RoomId {
        if (!text.equals("lobby") && !isDirect(text)) throw new IllegalArgumentException("no such kind of room");
    }

    /** The direct room of two users, whichever of them asks: it follows from both ids (truncated SHA-256), never from handles. */
    public static RoomId direct(UserId one, UserId other) {
        boolean ordered = one.compareTo(other) <= 0;
        var first = ordered ? one : other;
        var second = ordered ? other : one;
        var bytes = ByteBuffer.allocate(32);
        bytes.putLong(first.high()).putLong(first.low()).putLong(second.high()).putLong(second.low());
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes.array());
            return new RoomId("d" + HexFormat.of().formatHex(hash, 0, 16));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    public RoomKind kind() {
        return text.charAt(0) == 'd' ? RoomKind.DIRECT : RoomKind.LOBBY;
    }

    private static boolean isDirect(String text) {
        if (text.length() != 33 || text.charAt(0) != 'd') return false;
        for (int i = 1; i < 33; i++) {
            char c = text.charAt(i);
            if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) return false;
        }
        return true;
    }

    @Override
    public String toString() {
        return text;
    }
}
