package tertulia.server.net;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;

/** Which addresses are believed when they say whom they speak for: this machine's loopback, and what the operator names. */
public final class Proxies {
    private static final String NOBODY = "none";

    private final boolean loopback;
    private final List<IpSubnetFilterRule> networks;

    private Proxies(boolean loopback, List<IpSubnetFilterRule> networks) {
        this.loopback = loopback;
        this.networks = networks;
    }

    /** Loopback alone. */
    public static Proxies loopback() {
        return new Proxies(true, List.of());
    }

    /**
     * Loopback and these: addresses ({@code 192.0.2.7}, {@code 2001:db8::7}), or networks with the length of their prefix
     * ({@code 10.0.0.0/8}). With {@code none} among them, loopback is not. Throws IllegalArgumentException, with the text,
     * for what is none of these.
     */
    public static Proxies of(Collection<String> texts) {
        var networks = texts.stream().filter(text -> !text.equals(NOBODY)).map(Proxies::network);
        return new Proxies(!texts.contains(NOBODY), networks.toList());
    }

    private static IpSubnetFilterRule network(String text) {
        try {
            int slash = text.indexOf('/');
            var address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
            int most = address instanceof Inet4Address ? 32 : 128;
            int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
            return new IpSubnetFilterRule(address, bits, IpFilterRuleType.ACCEPT);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** Whether the operator has named any. */
    public boolean areNamed() {
        return !networks.isEmpty();
    }

    boolean believes(InetAddress address) {
        return loopback && address.isLoopbackAddress()
                || networks.stream().anyMatch(network -> network.matches(new InetSocketAddress(address, 0)));
    }
}
