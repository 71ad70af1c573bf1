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

/** The bytes of a batch, and where each entry's begin, so that a sender's own lines can be left out for the sender. */
final class PlainForm implements Shared.Form {
    private final ByteBuf bytes;
    private final UserId[] authors;
    private final int[] ends;

    private PlainForm(ByteBuf bytes, UserId[] authors, int[] ends) {
        this.bytes = bytes;
        this.authors = authors;
        this.ends = ends;
    }

    static PlainForm of(Notice notice) {
        return switch (notice) {
            case Notice.Heard heard -> of(heard.entries());
            default -> throw new IllegalArgumentException("only batches have this form");
        };
    }

    static PlainForm of(List<Entry> entries) {
        var bytes = Unpooled.directBuffer(entries.size() * 128);
        var authors = new UserId[entries.size()];
        var ends = new int[entries.size()];
        for (int i = 0; i < authors.length; i++) {
            ByteBufUtil.writeUtf8(bytes, Lines.entry(entries.get(i)));
            authors[i] = entries.get(i).draft().author().id();
            ends[i] = bytes.writerIndex();
        }
        return new PlainForm(bytes, authors, ends);
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
    record Presence(ByteBuf bytes) implements Shared.Form {
        static Presence of(Notice.PresenceChanged changed, long mostSingly) {
            String lines = Lines.presence(changed, Author.SERVER, mostSingly);
            return new Presence(Unpooled.copiedBuffer(lines, StandardCharsets.UTF_8));
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
