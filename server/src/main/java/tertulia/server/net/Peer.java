package tertulia.server.net;

import io.netty.channel.ChannelFuture;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import tertulia.core.Network;

/**
 * Where a connection comes from: the other end of its socket, or whom a believed proxy names. This is the one place that
 * decides it; limits and rates of an address, the log and the console go by it. On the connection's lane.
 */
final class Peer {
    private final Addresses addresses;
    private final Proxies proxies;
    private final Consumer<String> seen;
    private final ChannelFuture closed;
    private final boolean room;

    private InetSocketAddress address;
    private Network network = Network.free("");
    private boolean proxy;
    private boolean tooMany;
    private boolean secure;
    private boolean told;

    /** {@code seen} is told the address, once, when it is decided. */
    Peer(Addresses addresses, Proxies proxies, Consumer<String> seen, InetSocketAddress other, ChannelFuture closed) {
        this.addresses = addresses;
        this.proxies = proxies;
        this.seen = seen;
        this.closed = closed;
        room = addresses.enter(closed);
        address = other;
        proxy = proxies.believes(other.getAddress());
        if (proxy) return; // Many people may come through it, so it is no address to count by.
        count();
        arrived();
    }

    /** A believed proxy says that it speaks for somebody at this address; port 0 is unknown. */
    void isAt(InetSocketAddress named) {
        address = named;
        proxy = proxies.believes(named.getAddress());
        count();
    }

    private void count() {
        var shared = addresses.share(address.getAddress(), closed);
        tooMany = shared.isEmpty();
        shared.ifPresent(known -> network = known);
    }

    /** Nothing more is going to be known of where it comes from. */
    void arrived() {
        if (told) return;
        told = true;
        seen.accept(address());
    }

    /** A proxy says that people's connections to it are encrypted. */
    void isSecure() {
        secure = true;
    }

    boolean secure() {
        return secure;
    }

    /** Whether what it says of whom it speaks for is believed. */
    boolean isProxy() {
        return proxy;
    }

    /** Whether there is no room for it. */
    boolean unwelcome() {
        return !room || tooMany;
    }

    /** What it shares with others that come from there. */
    Network network() {
        return network;
    }

    InetAddress host() {
        return address.getAddress();
    }

    /** Address and port in words. */
    String address() {
        return Addresses.text(address);
    }
}
