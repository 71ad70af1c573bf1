package tertulia.bench;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** One language spoken to a server: how to come in, how to say something, and how to read what arrives. */
interface Wire {
    /** Writes the first words of a new connection. */
    void greet(Connection connection);

    /** Says a text; the slot is where the {@link Ledger} has it. */
    void say(Connection connection, int stream, int slot, byte[] text);

    /** Reads all whole lines and answers with where the unfinished rest begins. */
    int read(Connection connection, byte[] bytes, int from, int to, long now);

    /** What connections call themselves: seven characters, digits that no two names can be confused by. */
    static byte[] name(int connection) {
        return ascii("u%06d".formatted(connection));
    }

    int NAME_BYTES = 7;

    /** The connection of that name, or -1. */
    static int author(byte[] bytes, int from) {
        if (bytes[from] != 'u') return -1;
        int id = 0;
        for (int i = from + 1; i < from + NAME_BYTES; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) return -1;
            id = id * 10 + digit;
        }
        return id;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether the bytes from there on begin so. */
    static boolean begins(byte[] bytes, int from, int to, byte[] beginning) {
        if (to - from < beginning.length) return false;
        for (int i = 0; i < beginning.length; i++) if (bytes[from + i] != beginning[i]) return false;
        return true;
    }

    /** Where the next line feed is, or -1; eight bytes at a time. */
    static int lineFeed(byte[] bytes, int from, int to) {
        int i = from;
        for (; i + 8 <= to; i += 8) {
            long word = (long) Longs.OF_BYTES.get(bytes, i) ^ 0x0a0a0a0a0a0a0a0aL;
            long found = (word - 0x0101010101010101L) & ~word & 0x8080808080808080L;
            if (found != 0) return i + Long.numberOfTrailingZeros(found) / 8;
        }
        for (; i < to; i++) if (bytes[i] == '\n') return i;
        return -1;
    }

    /** Holds the view that {@link #lineFeed} reads through. */
    final class Longs {
        static final VarHandle OF_BYTES = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

        private Longs() {}
    }
}
