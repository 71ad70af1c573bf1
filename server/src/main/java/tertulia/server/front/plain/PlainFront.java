package tertulia.server.front.plain;

import io.netty.buffer.ByteBuf;
import tertulia.model.Limits;
import tertulia.model.Notice;
import tertulia.model.Words;
import tertulia.server.net.Entrance;
import tertulia.server.net.Front;

/** Lines of text, for people; whatever nobody else recognises. The last front to be asked. */
public final class PlainFront implements Front {
    private final Limits limits;

    public PlainFront(Limits limits) {
        this.limits = limits;
    }

    /** What somebody who says nothing is greeted with. */
    public static String greeting(String serverName) {
        return Lines.notice("plain.greeting", serverName);
    }

    @Override
    public Match match(ByteBuf firstBytes) {
        return Match.YES;
    }

    @Override
    public String farewell(Notice.Bye bye) {
        return Lines.refusal(Words.english().of(bye));
    }

    @Override
    public void receive(Entrance entrance) {
        entrance.converse(conversation -> new PlainSpeaker(conversation, limits));
    }
}
