package tertulia.server.front.json;

import io.netty.buffer.ByteBuf;
import tertulia.model.Limits;
import tertulia.server.net.Conversation;
import tertulia.server.net.Front;

/** JSON objects, one after the other; recognised by its opening brace. */
public final class JsonFront implements Front {
    private final Limits limits;

    public JsonFront(Limits limits) {
        this.limits = limits;
    }

    @Override
    public Match match(ByteBuf firstBytes) {
        return firstBytes.getByte(firstBytes.readerIndex()) == '{' ? Match.YES : Match.NO;
    }

    @Override
    public Speaker speaker(Conversation conversation) {
        return new JsonSpeaker(conversation, limits);
    }
}
