package tertulia.server.front.plain;

import io.netty.buffer.ByteBuf;
import io.netty.util.ByteProcessor;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tertulia.model.Utf8;
import tertulia.model.Visible;

/**
 * The bytes of nc or a telnet client (RFC 854) as lines of text. Telnet's commands are left out, and its options refused;
 * the keys that edit a line (backspace, Ctrl-U, Ctrl-W) have done so; a line ends with LF, CR LF or CR NUL.
 */
final class TypedLines {
    private static final int SE = 240;
    private static final int ERASE_CHARACTER = 247;
    private static final int ERASE_LINE = 248;
    private static final int SB = 250;
    private static final int WILL = 251;
    private static final int WONT = 252;
    private static final int DO = 253;
    private static final int DONT = 254;
    private static final int IAC = 255;

    private static final ByteProcessor END_OR_COMMAND = b -> b != '\n' && b != '\r' && b != (byte) IAC;

    private static final char BACKSPACE = 0x08;
    private static final char DELETE = 0x7f;
    private static final char FORM_FEED = 0x0c;
    private static final char KILL_LINE = 0x15;
    private static final char KILL_WORD = 0x17;

    /** A client has a few dozen options; who offers more is not answered any more. */
    private static final int MOST_REFUSALS = 64;

    private final long mostBytes;
    private final Consumer<byte[]> reply;
    private boolean begun;
    private boolean utf16;
    /** Whether this is a telnet client; without it, a byte of 255 is no command but not UTF-8. */
    private boolean telnet;

    private boolean skipping;
    private int refusals;
    private int lineEnd;

    /** Lines have at most so many bytes; {@code reply} sends what telnet is answered. */
    TypedLines(long mostBytes, Consumer<byte[]> reply) {
        this.mostBytes = mostBytes;
        this.reply = reply;
    }

    /** What was typed. */
    sealed interface Typed {
        /** One line, without its end and without a byte order mark. */
        record Whole(String text) implements Typed {}

        /** A line that is too long; what follows up to its end is left out. */
        record TooLong() implements Typed {}

        /** A line that is not UTF-8. */
        record NotUtf8() implements Typed {}

        /** Something of which there is nothing to do. */
        record Nothing() implements Typed {}
    }

    /** Whether a line, or the end of what was too long, can be taken from these bytes; {@code ended} if no more will come. */
    boolean isReady(ByteBuf in, boolean ended) {
        begin(in);
        return in.isReadable() && (skipping || end(in, ended) >= 0 || in.readableBytes() > mostBytes);
    }

    /** Takes the next line; null if it is not complete. */
    @Nullable
    Typed next(ByteBuf in, boolean ended) {
        begin(in);
        if (!in.isReadable()) return null;
        int start = in.readerIndex();
        int end = end(in, ended);
        if (skipping || (end < 0 ? in.writerIndex() : end) - start > mostBytes) return skip(in, end);
        if (end < 0) return null;
        var bytes = content(in, start, end);
        in.readerIndex(Math.min(in.writerIndex(), end + lineEnd));
        var text = bytes.flatMap(Utf8::text);
        return text.<Typed>map(line -> new Typed.Whole(edited(Utf8.unmarked(line))))
                .orElseGet(Typed.NotUtf8::new);
    }

    private Typed skip(ByteBuf in, int end) {
        boolean first = !skipping;
        int newline = in.indexOf(in.readerIndex(), in.writerIndex(), (byte) '\n');
        boolean isWhole = end >= 0 && lineEnd > 0;
        int next = isWhole ? end + lineEnd : newline < 0 ? in.writerIndex() : newline + 1;
        skipping = !isWhole && newline < 0;
        in.readerIndex(Math.min(in.writerIndex(), next));
        return first ? new Typed.TooLong() : new Typed.Nothing();
    }

    /** What telnet says before a line is answered at once: a person may think about the line for a while. */
    private void begin(ByteBuf in) {
        if (!begun) {
            if (in.readableBytes() < 2 && at(in, in.readerIndex()) == IAC) return;
            begun = true;
            // No client begins with DONT: this is the mark of UTF-16.
            utf16 = in.readableBytes() > 1 && at(in, in.readerIndex()) == IAC && at(in, in.readerIndex() + 1) == DONT;
        }
        if (utf16) return;
        while (in.isReadable() && at(in, in.readerIndex()) == IAC) {
            int length = commandLength(in, in.readerIndex());
            if (length == 0 || !isCommand(at(in, in.readerIndex() + 1))) return;
            telnet = true;
            refuse(in, in.readerIndex());
            in.skipBytes(length);
        }
    }

    /** Where the line's content ends; {@link #lineEnd} is how many bytes its end has. Less than 0 if it goes on. */
    private int end(ByteBuf in, boolean ended) {
        int writer = in.writerIndex();
        for (int i = next(in, in.readerIndex()); i >= 0; i = next(in, i + 1)) {
            int b = at(in, i);
            if (b == '\n') {
                lineEnd = 1;
                return i;
            }
            if (b == '\r' && i + 1 < writer && (at(in, i + 1) == '\n' || at(in, i + 1) == 0)) {
                lineEnd = 2;
                return i;
            }
            if (b == IAC && telnet) {
                int length = commandLength(in, i);
                if (length == 0) break;
                i += length - 1;
            }
        }
        lineEnd = 0;
        return ended ? writer : -1;
    }

    /** The next byte from there on that may end a line or begin a command; less than 0 if there is none. */
    private int next(ByteBuf in, int from) {
        return in.forEachByte(from, in.writerIndex() - from, telnet ? END_OR_COMMAND : ByteProcessor.FIND_CRLF);
    }

    /** How many bytes the command has that begins here; 0 if the rest of it has not come. */
    private static int commandLength(ByteBuf in, int start) {
        int writer = in.writerIndex();
        if (start + 1 >= writer) return 0;
        int command = at(in, start + 1);
        if (!isCommand(command)) return command == IAC ? 2 : 1;
        if (command == SB) {
            for (int i = start + 2; i + 1 < writer; i++) {
                if (at(in, i) != IAC) continue;
                if (at(in, i + 1) == SE) return i + 2 - start;
                i++;
            }
            return 0;
        }
        boolean option = command >= WILL && command <= DONT;
        if (!option) return 2;
        return start + 2 < writer ? 3 : 0;
    }

    /** The bytes of the line, telnet's commands answered and left out. */
    private Optional<byte[]> content(ByteBuf in, int start, int end) {
        if (!telnet) { // A byte of 255 is in no UTF-8, as will be found.
            byte[] content = new byte[end - start];
            in.getBytes(start, content);
            return Optional.of(content);
        }
        var bytes = ByteBuffer.allocate(end - start);
        for (int i = start; i < end; i++) {
            int b = at(in, i);
            if (b != IAC) {
                bytes.put((byte) b);
                continue;
            }
            // A doubled one is the byte itself, which is in no UTF-8.
            int length = commandLength(in, i);
            if (length == 0 || !isCommand(at(in, i + 1))) return Optional.empty();
            switch (at(in, i + 1)) {
                case ERASE_CHARACTER -> bytes.put((byte) BACKSPACE);
                case ERASE_LINE -> bytes.put((byte) KILL_LINE);
                default -> refuse(in, i);
            }
            i += length - 1;
        }
        byte[] content = new byte[bytes.position()];
        bytes.flip().get(content);
        return Optional.of(content);
    }

    private static boolean isCommand(int code) {
        return code >= SE && code < IAC;
    }

    private void refuse(ByteBuf in, int start) {
        int command = at(in, start + 1);
        int answer = command == WILL ? DONT : command == DO ? WONT : 0;
        if (answer == 0 || ++refusals > MOST_REFUSALS) return;
        reply.accept(new byte[] {(byte) IAC, (byte) answer, (byte) at(in, start + 2)});
    }

    private static int at(ByteBuf in, int index) {
        return in.getUnsignedByte(index);
    }

    private static String edited(String typed) {
        if (!hasKey(typed)) return typed;
        var line = new StringBuilder(typed.length());
        for (int i = 0; i < typed.length(); i++) {
            char c = typed.charAt(i);
            switch (c) {
                case BACKSPACE, DELETE -> eraseLast(line);
                case KILL_LINE -> line.setLength(0);
                case KILL_WORD -> {
                    while (!line.isEmpty() && Visible.isBlank(line.charAt(line.length() - 1))) eraseLast(line);
                    while (!line.isEmpty() && !Visible.isBlank(line.charAt(line.length() - 1))) eraseLast(line);
                }
                case FORM_FEED -> {}
                default -> line.append(c);
            }
        }
        return line.toString();
    }

    private static boolean hasKey(String typed) {
        for (int i = 0; i < typed.length(); i++) {
            switch (typed.charAt(i)) {
                case BACKSPACE, DELETE, KILL_LINE, KILL_WORD, FORM_FEED -> {
                    return true;
                }
                default -> {}
            }
        }
        return false;
    }

    private static void eraseLast(StringBuilder line) {
        if (line.isEmpty()) return;
        line.setLength(line.length() - Character.charCount(line.codePointBefore(line.length())));
    }
}
