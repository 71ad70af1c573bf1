package tertulia.server.net;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import java.util.function.Function;

/** A connection that a front takes over. Whatever the front puts at the end of the pipeline is given the first bytes. */
public final class Entrance {
    private final ChannelPipeline pipeline;
    private final LoopLane lane;
    private final Door door;
    private final Door.Guest guest;

    Entrance(ChannelPipeline pipeline, LoopLane lane, Door door, Door.Guest guest) {
        this.pipeline = pipeline;
        this.lane = lane;
        this.door = door;
        this.guest = guest;
    }

    public ChannelPipeline pipeline() {
        return pipeline;
    }

    /** Opens a session and has it talk over this connection, in bytes, through whatever layers are in the pipeline. */
    public void converse(Function<Conversation, Front.Speaker> speaker) {
        pipeline.addLast(new Conversation(pipeline.channel(), lane, speaker, door, guest));
    }

    /** Whether what is said here is encrypted on its way. */
    public boolean encrypted() {
        return pipeline.get(SslHandler.class) != null;
    }

    /** Sends what waits to be sent, says goodbye, and closes when the other side has understood. */
    public void close() {
        Conversation.part(pipeline.channel(), false);
    }

    /** Somebody who has no session yet is told so when the server stops, and is no longer after {@link #leave}. */
    public void await(Caller caller) {
        lane.callers().add(caller);
        if (door.stopping()) caller.farewell();
    }

    public void leave(Caller caller) {
        lane.callers().remove(caller);
    }

    /** A connection without a session. */
    public interface Caller {
        /** The server is stopping: ends the connection. */
        void farewell();
    }
}
