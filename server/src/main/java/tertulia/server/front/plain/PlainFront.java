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
    private final Lines lines;

    /** It speaks these words to whoever has not chosen a language. */
    public PlainFront(Limits limits, Words words) {
        this.limits = limits;
        lines = new Lines(words);
    }

    /** What somebody who says nothing is greeted with. */
    public String greeting(String serverName) {
        return lines.notice("plain.greeting", serverName);
    }

    /** What whoever was greeted and said nothing hears when the server stops. */
    public String goodbye() {
        return lines.bye(new Notice.Bye(Notice.Reason.STOPPED));
    }

    @Override
    public Match match(ByteBuf firstBytes) {
        return Match.YES;
    }

    @Override
    public String farewell(Notice.Bye bye) {
        return lines.notLetIn(bye);
    }

    @Override
    public void receive(Entrance entrance) {
        entrance.converse(conversation -> new PlainSpeaker(conversation, limits, lines));
    }
}
