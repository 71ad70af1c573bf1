package tertulia.server.front.plain;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tertulia.core.Shared;
import tertulia.model.Author;
import tertulia.model.Entry;
import tertulia.model.Notice;
import tertulia.model.UserId;
import tertulia.server.net.SharedBytes;

/** The bytes of a batch in one language, and where each entry's begin, so that a sender's own lines can be left out for the sender. */
final class PlainForm implements Shared.Form {
    private final ByteBuf bytes;
    private final UserId[] authors;
    private final int[] ends;
    private final Lines lines;

    private PlainForm(Lines lines, ByteBuf bytes, UserId[] authors, int[] ends) {
        this.lines = lines;
        this.bytes = bytes;
        this.authors = authors;
        this.ends = ends;
    }

    /** Whether it is in this language. */
    boolean isIn(Lines wanted) {
        return lines.equals(wanted);
    }

    static PlainForm of(Notice notice, Lines lines) {
        return switch (notice) {
            case Notice.Heard heard -> of(heard.entries(), lines);
            default -> throw new IllegalArgumentException("only batches have this form");
        };
    }

    static PlainForm of(List<Entry> entries, Lines lines) {
        var bytes = SharedBytes.buffer(entries.size() * 128);
        var authors = new UserId[entries.size()];
        var ends = new int[entries.size()];
        for (int i = 0; i < authors.length; i++) {
            ByteBufUtil.writeUtf8(bytes, lines.entry(entries.get(i)));
            authors[i] = entries.get(i).draft().author().id();
            ends[i] = bytes.writerIndex();
        }
        return new PlainForm(lines, bytes, authors, ends);
    }

    /** What this user should see of it; to be released by the caller, and empty if there is nothing. */
    ByteBuf without(UserId user) {
        int first = 0;
        while (first < authors.length && !authors[first].equals(user)) first++;
        if (first == authors.length) return bytes.retainedDuplicate();
        var others = bytes.alloc().directBuffer(bytes.readableBytes());
        int begin = 0;
        for (int i = 0; i < authors.length; i++) {
            if (!authors[i].equals(user)) others.writeBytes(bytes, begin, ends[i] - begin);
            begin = ends[i];
        }
        return others;
    }

    /** Who came and went: the bytes for all but those who did. */
    record Presence(Lines lines, ByteBuf bytes) implements Shared.Form {
        static Presence of(Notice.PresenceChanged changed, Lines lines, long mostSingly) {
            String text = lines.presence(changed, Author.SERVER, mostSingly);
            return new Presence(lines, Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
        }

        boolean isIn(Lines wanted) {
            return lines.equals(wanted);
        }

        @Override
        public void release() {
            bytes.release();
        }
    }

    @Override
    public void release() {
        bytes.release();
    }
}
