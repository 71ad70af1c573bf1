package tertulia.server.net;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.DefaultSelectStrategyFactory;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.channels.spi.SelectorProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tertulia.core.Budget;
import tertulia.core.Node;
import tertulia.core.Share;
import tertulia.core.port.Lane;
import tertulia.model.Limit;
import tertulia.model.Limits;

/** The one port. Makes the lanes first, for the node to stand on, and opens when the node is ready. */
public final class Door implements AutoCloseable {
    static {
        // Netty would take SLF4J, which is here for JmDNS alone, and a start would wait for it.
        InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
    }

    private static final int BACKLOG = 4096;
    private static final int READ_BYTES = 16 * 1024;
    private static final int KEEPALIVE_SECONDS = 60;

    /** Connections that are read before a lane's tasks run: only then is what belongs to a closed one free. */
    private static final int READY = 64;

    private final boolean epoll = Epoll.isAvailable();
    private final MultiThreadIoEventLoopGroup loops;
    private final List<LoopLane> lanes = new ArrayList<>();
    private final Limits limits;
    private final Addresses addresses;
    private final Proxies proxies;
    private final Lately browsers = new Lately();
    private final Lately secured = new Lately();
    private final Share tls;
    private @Nullable House house;
    private volatile @Nullable Channel listening;
    private volatile boolean stopping;

    /**
     * What the connections of an open door are led to. {@code seen} is told the address of each.
     *
     * @param greeting what somebody who says nothing is told
     * @param goodbye what those who were greeted and are still silent are told at the end
     */
    public record House(
            Node node,
            List<Front> fronts,
            String greeting,
            String goodbye,
            Consumer<String> seen,
            Optional<Encryption> encryption) {}

    /** With as many lanes as there are processors, and two at the least. */
    public Door(Limits limits, Budget budget, Proxies proxies) {
        this(limits, budget, proxies, Math.max(2, Runtime.getRuntime().availableProcessors()));
    }

    public Door(Limits limits, Budget budget, Proxies proxies, int number) {
        this.limits = limits;
        this.proxies = proxies;
        addresses = new Addresses(limits, budget);
        tls = budget.share(Budget.Use.TLS);
        var input = new Relief(budget.share(Budget.Use.INPUT));
        var strangers = new Relief(budget.share(Budget.Use.STRANGERS));
        var output = new Relief(budget.share(Budget.Use.OUTPUT));
        output.share().measure(SharedBytes::held);
        IoHandlerFactory io = epoll
                ? EpollIoHandler.newFactory(READY, DefaultSelectStrategyFactory.INSTANCE)
                : NioIoHandler.newFactory();
        loops = new MultiThreadIoEventLoopGroup(number, io);
        for (EventExecutor loop : loops) {
            lanes.add(new LoopLane(lanes.size(), (EventLoop) loop, input, strangers, output));
        }
    }

    public List<Lane> lanes() {
        return List.copyOf(lanes);
    }

    /**
     * Takes the port and gives the address it has; callers wait until the door opens. Throws what the system throws if
     * the port is taken.
     */
    public InetSocketAddress bind(InetSocketAddress address) {
        int high = limits.count(Limit.WATER_HIGH_BYTES);
        var marks = new WriteBufferWaterMark(Math.min(high, limits.count(Limit.WATER_LOW_BYTES)), high);
        var server = new ServerBootstrap()
                .group(loops)
                .channelFactory(() -> listener(address))
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ_BYTES))
                .childOption(ChannelOption.ALLOCATOR, Pool.BUFFERS)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, marks)
                .handler(new Listening())
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        receive(channel);
                    }
                });
        if (epoll) server.childOption(EpollChannelOption.TCP_KEEPIDLE, KEEPALIVE_SECONDS);
        var bound = server.bind(address).syncUninterruptibly().channel();
        listening = bound;
        return (InetSocketAddress) bound.localAddress();
    }

    /** Of IPv4 alone for an address of IPv4, for the wildcard of a socket for both would be that of both. */
    private ServerChannel listener(InetSocketAddress address) {
        boolean ipv4 = address.getAddress() instanceof Inet4Address;
        if (epoll)
            return ipv4 ? new EpollServerSocketChannel(SocketProtocolFamily.INET) : new EpollServerSocketChannel();
        if (!ipv4) return new NioServerSocketChannel();
        return new NioServerSocketChannel(SelectorProvider.provider(), SocketProtocolFamily.INET);
    }

    /** Lets callers in. */
    public void open(House opened) {
        house = opened;
        for (var lane : lanes) {
            Timer.eachSecond(lane.loop(), () -> lane.sweep(this));
        }
        new Quiet().begin(lanes.stream().map(LoopLane::loop).toList());
        if (listening == null) throw new IllegalStateException("no port was taken");
        listening.config().setAutoRead(true);
    }

    private void receive(Channel channel) {
        var other = (InetSocketAddress) channel.remoteAddress();
        var peer = new Peer(addresses, proxies, house().seen(), other, channel.closeFuture());
        channel.pipeline().addLast(new Sniffer(this, laneOf(channel), peer));
        if (addresses.isCrowded()) accepting(false);
        channel.closeFuture().addListener(gone -> {
            if (!addresses.isCrowded()) accepting(true);
        });
    }

    private void accepting(boolean on) {
        var port = listening;
        if (port != null && port.config().isAutoRead() != on) port.config().setAutoRead(on);
    }

    /** Out of descriptors, for one: tried again a while later. */
    private final class Listening extends ChannelInboundHandlerAdapter {
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            addresses.failed();
            accepting(false);
            context.executor().schedule(() -> accepting(true), 1, TimeUnit.SECONDS);
        }
    }

    private LoopLane laneOf(Channel channel) {
        for (var lane : lanes) if (lane.loop().equals(channel.eventLoop())) return lane;
        throw new IllegalStateException("a connection on no lane");
    }

    /** Takes no more connections, and ends those without a session. Conversations stay. */
    public CompletionStage<Void> stopListening() {
        stopping = true;
        for (var lane : lanes) lane.run(() -> List.copyOf(lane.callers()).forEach(Entrance.Caller::farewell));
        var done = new CompletableFuture<Void>();
        if (listening == null) done.complete(null);
        else listening.close().addListener(closed -> done.complete(null));
        return done;
    }

    /** Whether it takes no more connections; one may still be on its way in. */
    boolean stopping() {
        return stopping;
    }

    /** Waits until everyone has left, at most so long. */
    public void emptied(int seconds) {
        addresses.awaitNobody(seconds);
    }

    /** Ends the lanes, once all connections are closed or the time is over. */
    @Override
    public void close() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }

    /** How many connections there are. */
    public int connections() {
        return addresses.connections();
    }

    Node node() {
        return house().node();
    }

    List<Front> fronts() {
        return house().fronts();
    }

    String goodbye() {
        return house().goodbye();
    }

    String greeting() {
        return house().greeting();
    }

    Optional<Encryption> encryption() {
        return house().encryption();
    }

    /** Where HTTP and WebSocket are spoken, or lately were. */
    Lately browsers() {
        return browsers;
    }

    /** The same of TLS. */
    Lately secured() {
        return secured;
    }

    Proxies proxies() {
        return proxies;
    }

    /** The memory of TLS outside the heap. */
    Share tls() {
        return tls;
    }

    Limits limits() {
        return limits;
    }

    private House house() {
        if (house == null) throw new IllegalStateException("the door is not open");
        return house;
    }
}
