package tertulia.server.net;

import io.netty.buffer.ByteBuf;
import tertulia.core.Session;
import tertulia.core.Voice;
import tertulia.model.Notice;

/** One wire language: recognised by the first bytes, then a parser to commands and a printer of notices. */
public interface Front {

    /** Whether a connection that began with these bytes speaks it. {@code MORE} only while it still might. */
    Match match(ByteBuf firstBytes);

    /** Takes over a connection that speaks it, most simply by {@link Entrance#converse}. On the connection's lane. */
    void receive(Entrance entrance);

    /** A goodbye to somebody who speaks it and is not let in. */
    String farewell(Notice.Bye bye);

    /** Whether somebody who was greeted in plain words, because nothing was heard of them, can still speak it. */
    default boolean followsGreeting() {
        return true;
    }

    /** Whether it is let in without TLS even where TLS is demanded, for it tells people how to get there. */
    default boolean leadsToTls() {
        return false;
    }

    enum Match {
        YES,
        NO,
        MORE
    }

    /** One connection's parser and printer. On the connection's lane. */
    interface Speaker extends Voice {

        /** The session whose voice this is; called once, first. */
        void begin(Session session);

        /**
         * Reads the next command from the bytes and hands it to the session. False if there is none yet, or none should be
         * taken now; {@link Conversation#resume} asks again.
         */
        boolean next(ByteBuf in);

        /** Whether a beginning of a command waits in the bytes for the rest of it. */
        default boolean isPartial(ByteBuf in) {
            return in.isReadable();
        }
    }
}
