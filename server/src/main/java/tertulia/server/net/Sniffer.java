package tertulia.server.net;

import static java.lang.System.Logger.Level.WARNING;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.concurrent.Future;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tertulia.model.Ip;
import tertulia.model.Limit;
import tertulia.model.Notice;
import tertulia.model.Words;

/**
 * Holds a new connection until its first bytes say which front it wants. One that stays silent is greeted. If they say TLS,
 * another one does the same inside it.
 */
final class Sniffer extends ChannelInboundHandlerAdapter implements Entrance.Caller {
    /** The first byte of a TLS connection: a handshake record (RFC 8446 §5.1). */
    private static final byte TLS = 0x16;

    private static final System.Logger LOG = System.getLogger(Sniffer.class.getName());

    private static final Once UNBELIEVED = new Once();

    private final Door door;
    private final LoopLane lane;
    private final Peer peer;
    /** Of blanks before a brace, say. */
    private static final int UNDECIDED_BYTES = 512;

    /** What the state of a TLS connection costs outside the heap. */
    private static final long TLS_BYTES = 12 * 1024;

    private ByteBuf first = Unpooled.EMPTY_BUFFER;
    private @Nullable Holding unfinished;
    private @Nullable Future<?> timer;
    private final boolean encrypted;
    private boolean greeted;
    private boolean late;
    private boolean likeBrowser;
    private boolean headed;
    private boolean awaitsHeader;
    private boolean over;
    private boolean waiting;
    private @Nullable Channel channel;

    Sniffer(Door door, LoopLane lane, Peer peer) {
        this(door, lane, peer, false);
    }

    private Sniffer(Door door, LoopLane lane, Peer peer, boolean encrypted) {
        this.encrypted = encrypted;
        this.door = door;
        this.lane = lane;
        this.peer = peer;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        channel = context.channel();
        unfinished = new Holding(context.channel(), lane.strangers());
        lane.callers().add(this);
        if (door.stopping()) farewell();
        else if (!encrypted) listen(context);
    }

    private void listen(ChannelHandlerContext context) {
        long millis = door.limits().of(Limit.GREETING_MILLIS);
        timer = Timer.after(context.executor(), TimeUnit.MILLISECONDS.toNanos(millis), () -> greet(context));
    }

    /**
     * Browsers open connections ahead and use them later; who was greeted by then would get that for an answer. So where
     * they come from, one is greeted when such connections are over, and inside TLS, which people type by hand at most
     * the first time, not at all.
     */
    private boolean waits(ChannelHandlerContext context) {
        if (late || first.isReadable() || !mayBeBrowser()) return false;
        late = true;
        long seconds = door.limits().of(encrypted ? Limit.NAME_SECONDS : Limit.SPARE_SOCKET_SECONDS);
        Runnable then = encrypted ? context::close : () -> greet(context);
        timer = Timer.after(context.executor(), TimeUnit.SECONDS.toNanos(seconds), then);
        return true;
    }

    private boolean mayBeBrowser() {
        boolean overTls = encrypted ? likeBrowser : door.secured().knows(peer.host());
        return overTls || door.browsers().knows(peer.host());
    }

    private void greet(ChannelHandlerContext context) {
        var unwanted = unwanted(door.fronts().getLast());
        if (unwanted.isPresent()) {
            turnAway(context, door.fronts().getLast(), unwanted.get());
            return;
        }
        if (awaitsHeader) {
            context.close();
            return;
        }
        if (waits(context)) return;
        peer.arrived();
        if (!first.isReadable()) {
            var greeting =
                    ByteBufUtil.encodeString(context.alloc(), CharBuffer.wrap(door.greeting()), StandardCharsets.UTF_8);
            context.writeAndFlush(greeting, context.voidPromise());
            greeted = true;
        }
        // Somebody has that long to say the first thing, and then is asked no more.
        long seconds = first.isReadable()
                ? door.limits().of(Limit.FIRST_LINE_SECONDS)
                : door.limits().of(Limit.NAME_SECONDS);
        timer = context.executor().schedule(() -> context.close(), seconds, TimeUnit.SECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HAProxyMessage header) {
            awaitsHeader = false;
            ProxyHeader.tell(header, peer);
            header.release();
            return;
        }
        var bytes = (ByteBuf) message;
        if (over) {
            bytes.release();
            return;
        }
        first = first.isReadable() ? joined(context, first, bytes) : bytes;
        if (waiting || !encrypted && !headed && isHeader(context)) return;
        var encryption = door.encryption();
        if (!encrypted && encryption.isPresent() && first.getByte(first.readerIndex()) == TLS) {
            encrypt(context, encryption.get());
            return;
        }
        for (var front : door.fronts()) {
            switch (front.match(first)) {
                case NO -> {}
                case MORE -> {
                    undecided(context);
                    return;
                }
                case YES -> {
                    begin(context, front);
                    return;
                }
            }
        }
        context.close();
    }

    /** Whether a proxy's header is at the beginning: it is read if the proxy is believed, and else ends the connection. */
    private boolean isHeader(ChannelHandlerContext context) {
        return switch (ProxyHeader.match(first)) {
            case NO -> {
                headed = true;
                yield false;
            }
            case MORE -> {
                if (peer.isProxy()) undecided(context);
                yield peer.isProxy();
            }
            case YES -> {
                headed = true;
                if (peer.isProxy()) readHeader(context);
                else refuseHeader(context);
                yield true;
            }
        };
    }

    private void readHeader(ChannelHandlerContext context) {
        awaitsHeader = true;
        var bytes = first;
        first = Unpooled.EMPTY_BUFFER;
        context.pipeline().addFirst(ProxyHeader.decoder()).fireChannelRead(bytes);
    }

    private void refuseHeader(ChannelHandlerContext context) {
        String address = Ip.text(peer.host().getHostAddress());
        if (UNBELIEVED.of(address)) LOG.log(WARNING, Words.english().of("trouble.net.proxy-unknown", address));
        context.close();
    }

    /** Nobody needs so many bytes to say what they speak. And little is held on to: a copy, not the buffer of a read. */
    private void undecided(ChannelHandlerContext context) {
        if (first.readableBytes() > UNDECIDED_BYTES) {
            over = true;
            first.release();
            first = Unpooled.EMPTY_BUFFER;
            context.close();
            return;
        }
        if (late) { // It has begun after all.
            late = false;
            if (timer != null) timer.cancel(false);
            listen(context);
        }
        if (first.isDirect()) first = joined(context, first, Unpooled.EMPTY_BUFFER);
        holds(first.capacity());
    }

    private void holds(long bytes) {
        if (unfinished != null) unfinished.set(bytes);
    }

    private static ByteBuf joined(ChannelHandlerContext context, ByteBuf one, ByteBuf two) {
        var both = context.alloc().heapBuffer(one.readableBytes() + two.readableBytes());
        both.writeBytes(one).writeBytes(two);
        one.release();
        two.release();
        return both;
    }

    /** Waits until TLS is loaded, and then has another of its kind listen inside it. */
    private void encrypt(ChannelHandlerContext context, Encryption encryption) {
        if (greeted || peer.unwelcome()) {
            context.close(); // What we said was no TLS; whoever tries again speaks first.
            return;
        }
        waiting = true;
        if (timer != null) timer.cancel(false);
        context.channel().config().setAutoRead(false);
        encryption
                .ready()
                .whenComplete((ready, trouble) -> lane.run(() -> {
                    if (trouble != null) {
                        LOG.log(System.Logger.Level.ERROR, "trouble where=tls", trouble);
                        context.close();
                    } else if (context.channel().isActive()) {
                        surround(context, encryption);
                    }
                }));
    }

    private void surround(ChannelHandlerContext context, Encryption encryption) {
        if (door.tls().isUsed()) {
            context.close();
            return;
        }
        door.tls().add(TLS_BYTES);
        context.channel().closeFuture().addListener(closed -> door.tls().give(TLS_BYTES));
        var intake = new Intake(lane, new Holding(context.channel(), lane.strangers()), 1);
        var layer = encryption.layer(context.alloc(), intake);
        var inside = new Sniffer(door, lane, peer, true);
        context.pipeline().addLast(intake, layer, inside);
        inside.holds(TLS_BYTES); // Until hands are shaken.
        holds(0);
        lane.callers().remove(this);
        var bytes = first;
        first = Unpooled.EMPTY_BUFFER;
        context.fireChannelRead(bytes);
        context.fireChannelReadComplete();
        if (!context.isRemoved()) context.pipeline().remove(this);
        context.channel().config().setAutoRead(true);
    }

    /** Why somebody is not let in, if so. */
    private Optional<Notice.Reason> unwanted(Front front) {
        if (peer.unwelcome()) return Optional.of(Notice.Reason.FULL);
        boolean only = door.encryption().filter(Encryption::only).isPresent();
        return only && !encrypted && !peer.secure() && !front.leadsToTls()
                ? Optional.of(Notice.Reason.TLS_ONLY)
                : Optional.empty();
    }

    private void begin(ChannelHandlerContext context, Front front) {
        var unwanted = unwanted(front);
        if (unwanted.isPresent()) {
            turnAway(context, front, unwanted.get());
            return;
        }
        if (greeted && !front.followsGreeting()) {
            door.browsers().came(peer.host(), context.channel().closeFuture());
            context.close(); // What we said was not in its language; whoever tries again speaks first.
            return;
        }
        if (timer != null) timer.cancel(false);
        lane.callers().remove(this);
        holds(0);
        var bytes = first;
        first = Unpooled.EMPTY_BUFFER;
        front.receive(new Entrance(context.pipeline(), lane, door, peer));
        context.fireChannelRead(bytes);
        context.pipeline().remove(this);
    }

    /** Says why in the language of whoever came. */
    private static void turnAway(ChannelHandlerContext context, Front front, Notice.Reason reason) {
        String words = front.farewell(new Notice.Bye(reason));
        context.writeAndFlush(Unpooled.copiedBuffer(words, StandardCharsets.UTF_8))
                .addListener(ChannelFutureListener.CLOSE);
    }

    /** Ends the connection; whoever was greeted is told in plain words too. */
    @Override
    public void farewell() {
        if (channel == null) return;
        if (encrypted && timer == null) { // It has not even shaken hands.
            channel.close();
            return;
        }
        var said = greeted ? Unpooled.copiedBuffer(door.goodbye(), StandardCharsets.UTF_8) : Unpooled.EMPTY_BUFFER;
        channel.writeAndFlush(said).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        switch (event) {
            case SslHandshakeCompletionEvent done
            when done.isSuccess() -> {
                likeBrowser = door.secured().knows(peer.host());
                door.secured().came(peer.host(), context.channel().closeFuture());
                holds(0);
                listen(context);
            }
            case SslHandshakeCompletionEvent failed -> {
                door.encryption().ifPresent(Encryption::failed);
                context.close();
            }
            case ChannelInputShutdownEvent end -> context.close();
            default -> {}
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (timer != null) timer.cancel(false);
        lane.callers().remove(this);
        holds(0);
        first.release();
        first = Unpooled.EMPTY_BUFFER;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof Error) LOG.log(System.Logger.Level.ERROR, "bug where=connection", cause);
        context.close();
    }
}
