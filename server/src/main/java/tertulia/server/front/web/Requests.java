package tertulia.server.front.web;

import static io.netty.handler.codec.http.HttpResponseStatus.BAD_REQUEST;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.util.NetUtil;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tertulia.model.Limit;
import tertulia.model.Limits;
import tertulia.server.net.Entrance;
import tertulia.server.net.Front;
import tertulia.server.net.Intake;
import tertulia.server.net.Timer;

/**
 * One connection of HTTP: answers requests in their order, as long as the client takes the answers, and ends what takes too
 * long. A request without an end costs a place, and no more, for {@link Limit#FIRST_LINE_SECONDS}.
 */
final class Requests extends ChannelInboundHandlerAdapter implements Entrance.Caller {
    private static final System.Logger LOG = System.getLogger(Requests.class.getName());
    private static final Optional<Forwarded> PLAIN = Optional.of(Forwarded.NOTHING);

    private final Entrance entrance;
    private final Intake intake;
    private final Site site;
    private final Front framed;
    private final Limits limits;

    private final Queue<HttpRequest> waiting = new ArrayDeque<>();
    private @Nullable HttpRequest begun;
    private boolean known;
    private boolean deaf;
    private boolean closing;
    private boolean ended;
    private long endNanos;
    private @Nullable Future<?> timer;

    Requests(Entrance entrance, Intake intake, Site site, Front framed, Limits limits) {
        this.entrance = entrance;
        this.intake = intake;
        this.site = site;
        this.framed = framed;
        this.limits = limits;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        patience(Limit.FIRST_LINE_SECONDS);
        watch(context);
        entrance.await(this);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (timer != null) timer.cancel(false);
        entrance.leave(this);
    }

    // ---- time ------------------------------------------------------------------------------------------------

    private void patience(Limit seconds) {
        endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(limits.of(seconds));
    }

    private void watch(ChannelHandlerContext context) {
        long left = endNanos - System.nanoTime();
        if (left <= 0) context.close();
        else timer = Timer.after(context.executor(), left, () -> watch(context));
    }

    // ---- requests --------------------------------------------------------------------------------------------

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (!(message instanceof HttpObject)) {
                context.close(); // Frames before we agreed to any.
                return;
            }
            if (deaf) {
                intake.keeps(0);
                return;
            }
            if (message instanceof HttpRequest request) begun = request;
            // What can't be understood, or has a body, is refused without waiting for the rest.
            if (begun != null && (message instanceof LastHttpContent || Site.isLast(begun))) {
                waiting.add(begun);
                begun = null;
                take(context);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void take(ChannelHandlerContext context) {
        while (!deaf && !waiting.isEmpty() && taken(context)) answer(context, waiting.remove());
        boolean read = deaf || waiting.isEmpty();
        if (context.channel().config().isAutoRead() != read)
            context.channel().config().setAutoRead(read);
        if (waiting.isEmpty() && begun == null) intake.keeps(0);
        if (ended && waiting.isEmpty()) hangUp();
    }

    /** Whether the client takes what it is sent. */
    private static boolean taken(ChannelHandlerContext context) {
        if (!context.channel().isWritable()) context.flush();
        return context.channel().isWritable();
    }

    private void answer(ChannelHandlerContext context, HttpRequest request) {
        patience(Limit.HTTP_IDLE_SECONDS);
        var read = entrance.isProxied() ? Forwarded.of(request.headers(), entrance::believes) : PLAIN;
        if (read.isEmpty()) {
            write(context, request, Answer.words(BAD_REQUEST, "http.forwarded"));
            return;
        }
        var forwarded = read.get();
        if (!known && forwarded.from().isEmpty()) {
            known = true;
            entrance.arrived();
            entrance.isWeb();
        }
        switch (site.way(request, here(context), isFromHere(context), entrance.encrypted(), forwarded)) {
            case Site.Way.Upgraded() -> {
                if (forwarded.from().map(entrance::admit).orElse(true)) upgrade(context, request);
                else write(context, request, Answer.full());
            }
            case Site.Way.Answered(Answer answer) -> write(context, request, answer);
        }
    }

    private static String here(ChannelHandlerContext context) {
        var here = (InetSocketAddress) context.channel().localAddress();
        return NetUtil.toSocketAddressString(here);
    }

    /** Whether the other end is on this machine. */
    private static boolean isFromHere(ChannelHandlerContext context) {
        var here = (InetSocketAddress) context.channel().localAddress();
        var there = (InetSocketAddress) context.channel().remoteAddress();
        return there.getAddress().equals(here.getAddress())
                || there.getAddress().isLoopbackAddress();
    }

    private void write(ChannelHandlerContext context, HttpRequest request, Answer answer) {
        var response = (entrance.encrypted() ? answer.encrypted() : answer).response();
        boolean old = request.protocolVersion().equals(HttpVersion.HTTP_1_0);
        boolean last = !HttpUtil.isKeepAlive(request) || Site.isLast(request);
        if (last) response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        else if (old) response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
        context.write(response).addListener(sent -> patience(Limit.HTTP_IDLE_SECONDS));
        if (last) hangUp();
    }

    /** Nothing more is understood; what was answered still arrives. */
    private void hangUp() {
        if (closing) return;
        closing = true;
        deaf = true;
        waiting.clear();
        entrance.pipeline().channel().config().setAutoRead(true);
        entrance.close();
    }

    private void upgrade(ChannelHandlerContext context, HttpRequest request) {
        deaf = true;
        ChannelFuture agreed = Upgrade.handshake(context.channel(), request, limits);
        agreed.addListener(sent -> {
            if (!sent.isSuccess() || !context.channel().isActive()) {
                context.close();
                return;
            }
            var pipeline = context.pipeline();
            pipeline.remove(this);
            intake.plainly();
            pipeline.addLast(new Utf8FrameValidator(false)).addLast(new Frames(limits, () -> intake.keeps(0)));
            framed.receive(entrance);
        });
    }

    // ---- the channel's side ----------------------------------------------------------------------------------

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        // Not from within a write.
        if (context.channel().isWritable())
            context.executor().execute(() -> {
                if (context.isRemoved()) return;
                take(context);
                context.flush();
            });
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (!(event instanceof ChannelInputShutdownEvent)) return;
        if (deaf) {
            context.close();
            return;
        }
        ended = true;
        take(context);
    }

    /** The server stops: what was answered is sent. */
    @Override
    public void farewell() {
        hangUp();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof Error) LOG.log(System.Logger.Level.ERROR, "bug where=http", cause);
        else if (!(cause instanceof IOException)) LOG.log(System.Logger.Level.DEBUG, "broken where=http", cause);
        context.close();
    }
}
