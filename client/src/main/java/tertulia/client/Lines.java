package tertulia.client;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what comes in at line ends. A read that times out loses nothing: the next one goes on where it was. No more is ever
 * in memory than one line of the agreed length.
 */
final class Lines {
    private final InputStream in;
    private final int mostBytes;
    private byte[] buffer;
    private int start;
    private int end;
    private int looked;

    /** A line has at most so many bytes, without its end. */
    Lines(InputStream in, int mostBytes) {
        this.in = in;
        this.mostBytes = mostBytes;
        buffer = fresh();
    }

    /**
     * The next line without its end, or null when there are no more; what stands after the last line end is no line.
     * Throws {@link TooLong} where a line is longer than agreed.
     */
    byte @Nullable [] next() throws IOException {
        while (true) {
            for (; looked < end; looked++) {
                if (buffer[looked] != '\n') continue;
                if (looked - start > mostBytes) throw new TooLong();
                byte[] line = Arrays.copyOfRange(buffer, start, looked);
                start = ++looked;
                return line;
            }
            if (end - start > mostBytes) throw new TooLong();
            makeRoom();
            int got = in.read(buffer, end, buffer.length - end);
            if (got < 0) return null;
            end += got;
        }
    }

    /** What stands after the last line end. */
    byte[] rest() {
        return Arrays.copyOfRange(buffer, start, end);
    }

    private void makeRoom() {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            looked -= start;
            start = 0;
        }
        if (end == 0 && buffer.length > 1 << 20) buffer = fresh();
        if (end == buffer.length) buffer = Arrays.copyOf(buffer, Math.min(buffer.length * 2, mostBytes + 1));
    }

    private byte[] fresh() {
        return new byte[Math.min(8192, mostBytes + 1)];
    }

    /** A line is longer than agreed. */
    static final class TooLong extends IOException {
        private static final long serialVersionUID = 1;
    }
}
