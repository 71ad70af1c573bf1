package tertulia.server.net;

import io.netty.buffer.ByteBuf;
import tertulia.core.Session;
import tertulia.core.Voice;
import tertulia.model.Notice;

/** One wire language: recognised by the first bytes, then a parser to commands and a printer of notices. */
public interface Front {

    /** Whether a connection that began with these bytes speaks it. {@code MORE} only while it still might. */
    Match match(ByteBuf firstBytes);

    /** A goodbye to somebody who speaks it and is not let in. */
    String farewell(Notice.Bye bye);

    /** What speaks it on one connection. */
    Speaker speaker(Conversation conversation);

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
