package tertulia.server.front.json;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import tertulia.model.Limits;
import tertulia.model.Notice;
import tertulia.model.json.NoticeJson;
import tertulia.server.net.Entrance;
import tertulia.server.net.Front;

/** JSON objects, one after the other; recognised by its opening brace; blanks and a byte order mark before it are left out. */
public final class JsonFront implements Front {
    private final Limits limits;
    private final String name;

    private JsonFront(Limits limits, String name) {
        this.limits = limits;
        this.name = name;
    }

    /** Over a socket. */
    public JsonFront(Limits limits) {
        this(limits, "json");
    }

    /** In the frames of a WebSocket. */
    public static JsonFront inFrames(Limits limits) {
        return new JsonFront(limits, "web");
    }

    @Override
    public Match match(ByteBuf firstBytes) {
        var mark = Mark.in(firstBytes);
        if (mark == Match.MORE) return Match.MORE;
        int begin = firstBytes.readerIndex() + (mark == Match.YES ? Mark.BYTES : 0);
        for (int i = begin; i < firstBytes.writerIndex(); i++) {
            byte b = firstBytes.getByte(i);
            if (b == '{') return Match.YES;
            if (b != ' ' && b != '\t') return Match.NO;
        }
        return Match.MORE;
    }

    @Override
    public String farewell(Notice.Bye bye) {
        return new String(NoticeJson.write(bye), StandardCharsets.UTF_8) + "\n";
    }

    @Override
    public void receive(Entrance entrance) {
        entrance.converse(conversation -> new JsonSpeaker(conversation, limits, name));
    }
}
