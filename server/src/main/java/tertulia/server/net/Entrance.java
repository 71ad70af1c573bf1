package tertulia.server.net;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Function;

/** A connection that a front takes over. Whatever the front puts at the end of the pipeline is given the first bytes. */
public final class Entrance {
    private final ChannelPipeline pipeline;
    private final LoopLane lane;
    private final Door door;
    private final Peer peer;

    Entrance(ChannelPipeline pipeline, LoopLane lane, Door door, Peer peer) {
        this.pipeline = pipeline;
        this.lane = lane;
        this.door = door;
        this.peer = peer;
    }

    public ChannelPipeline pipeline() {
        return pipeline;
    }

    /** To be put before a layer that keeps what is unfinished, each byte counted so many times. */
    public Intake intake(int weight) {
        return new Intake(lane, new Holding(pipeline.channel(), lane.strangers()), weight);
    }

    /** Opens a session and has it talk over this connection, in bytes, through whatever layers are in the pipeline. */
    public void converse(Function<Conversation, Front.Speaker> speaker) {
        peer.arrived();
        var conversation = new Conversation(pipeline.channel(), lane, speaker, door, peer);
        for (var handler : pipeline.toMap().values()) {
            if (handler instanceof Intake intake) intake.leadsTo(conversation);
        }
        pipeline.addLast(conversation);
    }

    /** Whether what is said here is encrypted on its way. */
    public boolean encrypted() {
        return peer.secure() || pipeline.get(SslHandler.class) != null;
    }

    /** Whether a proxy is at the other end that is believed when it says whom it speaks for. */
    public boolean isProxied() {
        return peer.isProxy();
    }

    /** Whether addresses like this one are believed when they say whom they speak for. */
    public boolean believes(InetAddress address) {
        return door.proxies().believes(address);
    }

    /** The proxy speaks for somebody at this address from now on (port 0: unknown). False if there is no room for them. */
    public boolean admit(InetSocketAddress named) {
        peer.isAt(named);
        return !peer.unwelcome();
    }

    /** HTTP is spoken here. */
    public void isWeb() {
        door.browsers().came(peer.host(), pipeline.channel().closeFuture());
    }

    /** It is somebody's connection, and nothing more will be known of where it comes from. */
    public void arrived() {
        peer.arrived();
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
