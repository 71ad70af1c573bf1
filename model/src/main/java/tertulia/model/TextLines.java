package tertulia.model;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Lines of UTF-8 text that come in, as from a pipe or a file; a byte order mark at the very beginning is left out. */
public final class TextLines {
    private final BufferedInputStream in;
    private final int mostBytes;
    private boolean begun;

    /** Lines of at most so many bytes. */
    public TextLines(InputStream in, int mostBytes) {
        this.in = new BufferedInputStream(in);
        this.mostBytes = mostBytes;
    }

    /** What came in. */
    public sealed interface Next {
        /** One line, without its end (LF or CR LF). */
        record Whole(String text) implements Next {}

        /** A line that was too long, and is left out. */
        record TooLong() implements Next {}

        /** A line that was not UTF-8, and is left out. */
        record NotUtf8() implements Next {}

        /** There is no more. */
        record End() implements Next {}
    }

    /** Waits for the next line. Throws IOException if nothing more can be read. */
    public Next next() throws IOException {
        var line = new ByteArrayOutputStream();
        boolean tooLong = false;
        int c = in.read();
        if (c < 0) return new Next.End();
        for (; c >= 0 && c != '\n'; c = in.read()) {
            if (line.size() < mostBytes) line.write(c);
            else tooLong = true;
        }
        boolean first = !begun;
        begun = true;
        if (tooLong) return new Next.TooLong();
        var text = Utf8.text(line.toByteArray());
        if (text.isEmpty()) return new Next.NotUtf8();
        String whole = first ? Utf8.unmarked(text.get()) : text.get();
        return new Next.Whole(whole.endsWith("\r") ? whole.substring(0, whole.length() - 1) : whole);
    }
}
