package tertulia.server.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.concurrent.Future;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tertulia.model.Limit;
import tertulia.model.Notice;
import tertulia.model.Words;

/** Holds a new connection until its first bytes say which front it wants. One that stays silent is greeted. */
final class Sniffer extends ChannelInboundHandlerAdapter implements Entrance.Caller {
    private final Door door;
    private final LoopLane lane;
    private final Door.Guest guest;
    private ByteBuf first = Unpooled.EMPTY_BUFFER;
    private @Nullable Future<?> timer;
    private boolean greeted;
    private @Nullable Channel channel;

    Sniffer(Door door, LoopLane lane, Door.Guest guest) {
        this.door = door;
        this.lane = lane;
        this.guest = guest;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel = context.channel();
        lane.callers().add(this);
        if (door.stopping()) farewell();
        long millis = door.limits().of(Limit.GREETING_MILLIS);
        timer = context.executor().schedule(() -> greet(context), millis, TimeUnit.MILLISECONDS);
    }

    private void greet(ChannelHandlerContext context) {
        if (guest.unwelcome()) {
            turnAway(context, door.fronts().getLast());
            return;
        }
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
        var bytes = (ByteBuf) message;
        first = first.isReadable() ? Unpooled.wrappedBuffer(first, bytes) : bytes;
        for (var front : door.fronts()) {
            switch (front.match(first)) {
                case NO -> {}
                case MORE -> {
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

    private void begin(ChannelHandlerContext context, Front front) {
        if (guest.unwelcome()) {
            turnAway(context, front);
            return;
        }
        if (greeted && !front.followsGreeting()) {
            context.close(); // What we said was not in its language; whoever tries again speaks first.
            return;
        }
        if (timer != null) timer.cancel(false);
        lane.callers().remove(this);
        var bytes = first;
        first = Unpooled.EMPTY_BUFFER;
        front.receive(new Entrance(context.pipeline(), lane, door, guest));
        context.fireChannelRead(bytes);
        context.pipeline().remove(this);
    }

    /** There is no room, and that is said in the language of whoever came. */
    private static void turnAway(ChannelHandlerContext context, Front front) {
        String words = front.farewell(new Notice.Bye(Notice.Reason.FULL));
        context.writeAndFlush(Unpooled.copiedBuffer(words, StandardCharsets.UTF_8))
                .addListener(ChannelFutureListener.CLOSE);
    }

    /** Ends the connection; whoever was greeted is told in plain words too. */
    @Override
    public void farewell() {
        if (channel == null) return;
        String words = "* " + Words.english().of("bye.stopped") + "\n";
        var said = greeted ? Unpooled.copiedBuffer(words, StandardCharsets.UTF_8) : Unpooled.EMPTY_BUFFER;
        channel.writeAndFlush(said).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) context.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (timer != null) timer.cancel(false);
        lane.callers().remove(this);
        first.release();
        first = Unpooled.EMPTY_BUFFER;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
