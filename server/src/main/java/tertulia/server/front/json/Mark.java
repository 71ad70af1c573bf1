package tertulia.server.front.json;

import io.netty.buffer.ByteBuf;
import tertulia.server.net.Front.Match;

/** The byte order mark that some programs write before all else (EF BB BF). */
final class Mark {
    static final int BYTES = 3;
    private static final int[] MARK = {0xef, 0xbb, 0xbf};

    private Mark() {}

    /** Whether the unread bytes begin with it; not, if there are none. */
    static Match in(ByteBuf bytes) {
        if (!bytes.isReadable()) return Match.NO;
        for (int i = 0; i < BYTES; i++) {
            if (i >= bytes.readableBytes()) return Match.MORE;
            if (bytes.getUnsignedByte(bytes.readerIndex() + i) != MARK[i]) return Match.NO;
        }
        return Match.YES;
    }
}
