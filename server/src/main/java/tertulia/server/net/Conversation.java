package tertulia.server.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import tertulia.core.Session;
import tertulia.model.Limit;

/**
 * One connection once its language is known: bytes that wait to be understood, bytes that wait to be sent. Reads no more
 * than it can answer: while the client does not take its answers, or too many are outstanding, nothing is read.
 */
public final class Conversation extends ChannelInboundHandlerAdapter {
    private static final System.Logger LOG = System.getLogger(Conversation.class.getName());
    private static final int LINGER_SECONDS = 2;
    private static final int READ_BYTES = 16 * 1024;
    private static final int COPIED_BYTES = 1024;

    private final Channel channel;
    private final LoopLane lane;
    private final Front.Speaker speaker;
    private final Session session;
    private final long mostWaiting;
    private final boolean encrypted;

    private final Holding unfinished;
    private final Holding unsent;

    private ByteBuf in = Unpooled.EMPTY_BUFFER;
    /** Of what waits to be sent, what is for nobody else. */
    private long ownBytes;

    private boolean wanted = true;
    private boolean taking;
    private boolean ended;
    private boolean closing;
    private boolean dirty;
    private boolean resuming;

    private long partialNanos;
    private long unfinishedNanos;
    private long pendingBytes;
    private long progressNanos;

    Conversation(Channel channel, LoopLane lane, Function<Conversation, Front.Speaker> speaks, Door door, Peer peer) {
        this.channel = channel;
        encrypted = channel.pipeline().get(TlsLayer.class) != null;
        this.lane = lane;
        speaker = speaks.apply(this);
        session = door.node().open(lane.number(), speaker, peer.address(), peer.network());
        speaker.begin(session);
        unfinished = new Holding(channel, lane.strangers());
        unsent = new Holding(channel, lane.output());
        progressNanos = lane.nanos();
        mostWaiting =
                2 * Math.max(door.limits().of(Limit.JSON_BYTES), door.limits().of(Limit.TEXT_BYTES)) + READ_BYTES;
    }

    // ---- what the front uses --------------------------------------------------------------------------------

    /** Sends the bytes, which are for this client alone, with whatever else this turn sends; takes them over. */
    public void send(ByteBuf bytes) {
        ownBytes += bytes.readableBytes();
        write(bytes);
    }

    /** Sends bytes of {@link SharedBytes} that others are sent too; takes this reference to them over. */
    public void sendShared(ByteBuf bytes) {
        // A layer makes something of its own of them.
        if (encrypted || bytes.readableBytes() <= COPIED_BYTES) ownBytes += bytes.readableBytes();
        write(bytes);
    }

    private void write(ByteBuf bytes) {
        if (closing) {
            bytes.release();
            return;
        }
        channel.write(bytes, channel.voidPromise());
        if (!dirty) {
            dirty = true;
            lane.flushLater(this);
        }
    }

    /** A buffer of about this size to send. */
    public ByteBuf buffer(int bytes) {
        return channel.alloc().directBuffer(bytes);
    }

    public boolean writable() {
        return !closing && channel.isWritable();
    }

    /** Reads on, or not for now. */
    public void reading(boolean on) {
        wanted = on;
        if (on) resume();
        else readOrNot();
    }

    /** Takes what waits to be understood, on a later turn. */
    public void resume() {
        lane.run(() -> {
            take();
            keepLittle();
            readOrNot();
        });
    }

    /** The same after a while; asked for again meanwhile, it is once all the same. */
    public void resumeAfter(long nanos) {
        if (resuming) return;
        resuming = true;
        Timer.after(channel.eventLoop(), nanos, () -> {
            resuming = false;
            resume();
        });
    }

    /** Sends what waits to be sent, tells the other side that this is all, and closes when it has understood. */
    public void close() {
        if (closing) return;
        closing = true;
        part(channel, ended);
        readOrNot();
    }

    /** Says goodbye from the innermost layer outwards, and closes when that has arrived or a while later. */
    static void part(Channel channel, boolean ended) {
        var last = channel.writeAndFlush(Unpooled.EMPTY_BUFFER);
        for (var handler : List.copyOf(channel.pipeline().toMap().values()).reversed()) {
            if (handler instanceof Layer layer) last = layer.end();
        }
        last.addListener(sent -> {
            // Closing with something unread would throw away what was just sent.
            if (!ended && sent.isSuccess() && channel instanceof DuplexChannel duplex) duplex.shutdownOutput();
            else channel.close();
        });
        channel.eventLoop().schedule(() -> channel.close(), LINGER_SECONDS, TimeUnit.SECONDS);
    }

    /** Whether the client has said its last. */
    public boolean ended() {
        return ended;
    }

    // ---- the channel's side ---------------------------------------------------------------------------------

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        lane.conversations().add(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var bytes = (ByteBuf) message;
        if (closing) {
            bytes.release();
            return;
        }
        if (in.isReadable()) {
            in = in.isDirect() ? copy(in) : in;
            in.discardSomeReadBytes().writeBytes(bytes);
            bytes.release();
        } else {
            in.release();
            in = bytes;
        }
        take();
        keepLittle();
        readOrNot();
    }

    private void take() {
        if (taking) return;
        taking = true;
        try {
            while (wanted && writable() && in.isReadable() && speaker.next(in)) session.heard();
        } finally {
            taking = false;
        }
        // What is only held back for a while is not unfinished.
        boolean partial = !closing && !resuming && in.isReadable() && speaker.isPartial(in);
        if (!partial) partialNanos = 0;
        else if (partialNanos == 0) partialNanos = lane.nanos();
        // Nothing more will come, and what is there can't be finished or was.
        if (ended && !closing && wanted && writable() && (partial || !in.isReadable())) session.finish();
    }

    /** What is left over must not hold on to a large buffer of the pool, nor cost an idle connection anything. */
    private void keepLittle() {
        if (!in.isReadable() || closing) {
            in.release();
            in = Unpooled.EMPTY_BUFFER;
        } else if (in.isDirect()) {
            in = copy(in);
        }
        countInput();
    }

    private void countInput() {
        if (isIn()) unfinished.move(lane.input());
        unfinished.set(in.isReadable() ? in.capacity() : 0);
    }

    /** Whether somebody is in: what waits here is no stranger's. */
    boolean isIn() {
        return session.user().isPresent();
    }

    private void countOutput() {
        long pending = pending();
        ownBytes = Math.min(ownBytes, pending);
        unsent.set(ownBytes, pending);
    }

    private long pending() {
        var waiting = channel.unsafe().outboundBuffer();
        return waiting == null ? 0 : waiting.totalPendingWriteBytes();
    }

    private ByteBuf copy(ByteBuf bytes) {
        var copy = channel.alloc().heapBuffer(bytes.readableBytes());
        copy.writeBytes(bytes);
        bytes.release();
        return copy;
    }

    private void readOrNot() {
        if (ended) return;
        // What waits for its turn may not grow while memory is scarce; what is unfinished may become whole.
        boolean much = partialNanos == 0 && in.isReadable() && lane.input().isScarce();
        boolean read = closing || wanted && !much && channel.isWritable() && in.readableBytes() < mostWaiting;
        if (channel.config().isAutoRead() != read) channel.config().setAutoRead(read);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (closing) return;
        if (channel.isWritable()) {
            countOutput();
            // Not from within a write: what is told next may be a great deal.
            lane.run(session::writable);
            resume();
        } else {
            readOrNot();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            if (closing) channel.close();
            ended = true;
            take();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        closing = true;
        lane.conversations().remove(this);
        in.release();
        in = Unpooled.EMPTY_BUFFER;
        unfinished.set(0);
        unsent.set(0);
        session.closed();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) LOG.log(System.Logger.Level.ERROR, "bug where=connection", cause);
        channel.close();
    }

    void flush() {
        dirty = false;
        channel.flush();
        countOutput();
    }

    /** Once a second: closes what makes no progress. */
    void sweep(long nanos, Door door) {
        long pending = pending();
        if (pending == 0 || pending < pendingBytes) progressNanos = nanos;
        if (pending < pendingBytes) unsent.progress();
        if (channel.isActive()) countOutput();
        pendingBytes = pending;
        if (nanos - progressNanos > TimeUnit.SECONDS.toNanos(door.limits().of(Limit.STUCK_SECONDS))) channel.close();
        long firstLine = TimeUnit.SECONDS.toNanos(door.limits().of(Limit.FIRST_LINE_SECONDS));
        if (session.user().isPresent()) return;
        if (partialNanos != 0 && nanos - partialNanos > firstLine) channel.close();
        if (!isUnfinishedBelow()) unfinishedNanos = 0;
        else if (unfinishedNanos == 0) unfinishedNanos = nanos;
        else if (nanos - unfinishedNanos > firstLine) channel.close();
    }

    /** Whether a layer holds the beginning of something, of which nothing has arrived here. */
    private boolean isUnfinishedBelow() {
        for (var entry : channel.pipeline()) {
            if (entry.getValue() instanceof Layer layer && layer.isUnfinished()) return true;
        }
        return false;
    }
}
