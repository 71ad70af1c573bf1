package tertulia.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a server may send, in whatever pieces. */
final class LinesFuzzTest {

    @FuzzTest
    void whatComesInIsLinesOrTooLong(FuzzedDataProvider data) throws IOException {
        int mostBytes = data.consumeInt(1, 40);
        byte[] pieces = data.consumeBytes(20);
        byte[] bytes = data.consumeRemainingAsBytes();
        var lines = new Lines(new Pieces(bytes, pieces, mostBytes + 1), mostBytes);
        var got = new ArrayList<String>();
        boolean tooLong = false;
        try {
            for (byte[] line = next(lines); line != null; line = next(lines)) got.add(text(line));
        } catch (Lines.TooLong e) {
            tooLong = true;
        }
        var all = List.of(text(bytes).split("\n", -1));
        assertThat(got).isEqualTo(all.subList(0, got.size())).allMatch(line -> line.length() <= mostBytes);
        if (tooLong) assertThat(all.get(got.size()).length()).isGreaterThan(mostBytes);
        else assertThat(got).hasSize(all.size() - 1);
    }

    private static byte @Nullable [] next(Lines lines) throws IOException {
        while (true) {
            try {
                return lines.next();
            } catch (SocketTimeoutException e) {
                // Nothing is lost: the next read goes on.
            }
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Gives bytes in pieces of these lengths, again and again; for a length below one it first times out. */
    private static final class Pieces extends InputStream {
        private final byte[] bytes;
        private final byte[] lengths;
        private final int mostMemory;
        private int at;
        private int turn;
        private boolean waited;

        Pieces(byte[] bytes, byte[] lengths, int mostMemory) {
            this.bytes = bytes;
            this.lengths = lengths;
            this.mostMemory = mostMemory;
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
            assertThat(into.length).isLessThanOrEqualTo(mostMemory);
            assertThat(most).isPositive();
            if (at == bytes.length) return -1;
            int length = lengths.length == 0 ? bytes.length : lengths[turn % lengths.length];
            waited = length < 1 && !waited;
            if (waited) throw new SocketTimeoutException();
            turn++;
            int given = Math.min(Math.min(Math.max(1, length), most), bytes.length - at);
            System.arraycopy(bytes, at, into, from, given);
            at += given;
            return given;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }
    }
}
