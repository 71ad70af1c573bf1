package tertulia.server.front.json;

import io.netty.buffer.ByteBuf;
import tertulia.model.Limit;
import tertulia.model.Limits;
import tertulia.model.Refusal;

/**
 * Finds where objects end: at the brace that closes them, wherever packets and lines do. Remembers how far it looked, so
 * that an object that comes in a thousand pieces is looked at once.
 */
final class Framer {
    private final long mostBytes;
    private final long mostDepth;
    private int looked;
    private int depth;
    private boolean inText;
    private boolean escaped;

    Framer(Limits limits) {
        mostBytes = limits.of(Limit.JSON_BYTES);
        mostDepth = limits.of(Limit.JSON_DEPTH);
    }

    /** What was found in the bytes so far. */
    sealed interface Found {
        /** The first so many bytes are one object (which the reader takes). */
        record Whole(int bytes) implements Found {}

        /** The object goes on. */
        record More() implements Found {}

        /** It can't become an object any more. */
        record Broken(Refusal refusal) implements Found {}
    }

    private static final Found MORE = new Found.More();

    /** Looks on from where it left off; white space and a byte order mark before an object are taken away. */
    Found look(ByteBuf in) {
        if (depth == 0) {
            skipWhiteSpace(in);
            switch (Mark.in(in)) {
                case YES -> {
                    in.skipBytes(Mark.BYTES);
                    skipWhiteSpace(in);
                }
                case MORE -> {
                    return MORE;
                }
                case NO -> {}
            }
        }
        int readable = in.readableBytes();
        int start = in.readerIndex();
        for (; looked < readable; looked++) {
            byte b = in.getByte(start + looked);
            if (depth == 0 && b != '{') {
                return broken(Refusal.Code.NOT_JSON, "an object is expected, and begins with {");
            }
            if (looked >= mostBytes) return broken(Refusal.Code.TOO_BIG, mostBytes);
            if (inText) insideText(b);
            else {
                switch (b) {
                    case '"' -> inText = true;
                    case '{', '[' -> depth++;
                    case '}', ']' -> depth--;
                    default -> {}
                }
                if (depth > mostDepth) return broken(Refusal.Code.TOO_DEEP, mostDepth);
                if (depth == 0) {
                    int bytes = looked + 1;
                    looked = 0;
                    return new Found.Whole(bytes);
                }
            }
        }
        return MORE;
    }

    private void insideText(byte b) {
        if (escaped) escaped = false;
        else if (b == '\\') escaped = true;
        else if (b == '"') inText = false;
    }

    private static Found broken(Refusal.Code code, Object detail) {
        return new Found.Broken(Refusal.of(code, detail));
    }

    private static void skipWhiteSpace(ByteBuf in) {
        while (in.isReadable()) {
            byte b = in.getByte(in.readerIndex());
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') return;
            in.skipBytes(1);
        }
    }
}
