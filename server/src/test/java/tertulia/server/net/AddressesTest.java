package tertulia.server.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tertulia.core.Budget;
import tertulia.core.Network;
import tertulia.model.Limit;
import tertulia.model.Limits;

/** Which connections belong together, and what they share. */
final class AddressesTest {
    private static final long AMPLE_BYTES = 1 << 29;
    private static final Budget BUDGET = Budget.ofThisProcess();

    private final Addresses addresses = new Addresses(Limits.usual(), BUDGET);
    private final List<EmbeddedChannel> channels = new ArrayList<>();

    @Test
    void ofTwoThousandConnectionsFromOneLinkOfIpv6AsManyAreLetInAsFromOneAddress() {
        int in = 0;
        for (int i = 0; i < 2000; i++)
            in += connect("2001:db8:1:2::" + Integer.toHexString(i + 1)).isPresent() ? 1 : 0;
        assertThat(in).isEqualTo(500);
        assertThat(connect("2001:db8:1:100::1")).as("another household").isPresent();
        assertThat(connect("192.0.2.1")).isPresent();
    }

    @Test
    void aHouseholdWithManyLinksHoldsFourTimesAsMuch() {
        int in = 0;
        for (int i = 0; i < 4000; i++) {
            in += connect("2001:db8:1:%x::%x".formatted(i % 256, i + 1)).isPresent() ? 1 : 0;
        }
        assertThat(in).isEqualTo(2000);
        assertThat(connect("2001:db8:1:100::1")).as("another household").isPresent();
    }

    @Test
    void whatAnAddressHasUsedUpIsRememberedWhenItsLastConnectionIsGone() {
        var first = connect("192.0.2.1").orElseThrow();
        long nanos = System.nanoTime();
        first.says().take(6000, nanos);
        closeAll();
        var second = connect("192.0.2.1").orElseThrow();
        assertThat(second.says().patience(nanos)).isPositive();
        assertThat(connect("192.0.2.2").orElseThrow().says().patience(nanos)).isZero();
        assertThat(second.says().patience(nanos + 10_000_000_000L))
                .as("10 s later")
                .isZero();
    }

    @Test
    void anAddressMaySayAsMuchAsItsLimitSays() {
        for (var host : List.of("192.0.2.1", "2001:db8::1")) {
            var network = connect(host).orElseThrow();
            long nanos = System.nanoTime();
            network.says().take(4999, nanos);
            assertThat(network.says().patience(nanos)).as(host).isZero();
            network.says().take(1, nanos);
            assertThat(network.says().patience(nanos)).as(host).isPositive();
        }
    }

    @Test
    void anAddressMayJoinAsOftenAsItsLimitsSayOverAllItsConnections() {
        var limited = new Addresses(
                Limits.with(Map.of(Limit.ADDRESS_JOINS_BURST, 10L, Limit.ADDRESS_JOINS_PER_SECOND, 2L)), BUDGET);
        connect(limited, "192.0.2.1");
        long nanos = System.nanoTime();
        for (int i = 0; i < 10; i++) {
            var joins = connect(limited, "192.0.2.1").orElseThrow().joins();
            assertThat(joins.patience(nanos)).isZero();
            joins.take(1, nanos);
        }
        var next = connect(limited, "192.0.2.1").orElseThrow().joins();
        assertThat(next.patience(nanos)).isPositive();
        assertThat(next.patience(nanos + 1_000_000_000L)).as("1 s later").isZero();
        assertThat(connect(limited, "192.0.2.2").orElseThrow().joins().patience(nanos))
                .isZero();
    }

    @Test
    void loopbackIsNeverLimited() {
        for (var host : List.of("127.0.0.1", "::1", "127.1.2.3")) {
            Network network = null;
            for (int i = 0; i < 600; i++) network = connect(host).orElseThrow();
            network.says().take(1_000_000, System.nanoTime());
            network.joins().take(1_000_000, System.nanoTime());
            assertThat(network.says().patience(System.nanoTime())).isZero();
            assertThat(network.joins().patience(System.nanoTime())).isZero();
        }
    }

    /** By number and by memory. */
    static Stream<Addresses> bounded() {
        return Stream.of(
                new Addresses(Limits.with(Map.of(Limit.REMEMBERED_ADDRESSES, 100L)), BUDGET),
                new Addresses(Limits.usual(), Budget.of(use -> use == Budget.Use.RATES ? 64_000 : AMPLE_BYTES)));
    }

    @ParameterizedTest
    @MethodSource("bounded")
    void addressesWithoutConnectionsAreRememberedInBounds(Addresses bounded) {
        long nanos = System.nanoTime();
        var greedy = connect(bounded, "192.0.2.1").orElseThrow();
        greedy.says().take(1_000_000, nanos);
        closeAll();
        for (int i = 0; i < 5000; i++) {
            connect(bounded, "10.0.%d.%d".formatted(i / 250, i % 250))
                    .orElseThrow()
                    .says()
                    .take(i % 9, nanos);
            closeAll();
        }
        assertThat(bounded.networks()).isLessThan(110);
        assertThat(connect(bounded, "192.0.2.1").orElseThrow().says().patience(nanos))
                .as("whoever used most is remembered longest")
                .isPositive();
    }

    private Optional<Network> connect(String host) {
        return connect(addresses, host);
    }

    private Optional<Network> connect(Addresses of, String host) {
        var channel = new EmbeddedChannel();
        channels.add(channel);
        try {
            return of.share(InetAddress.getByName(host), channel.closeFuture());
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private void closeAll() {
        channels.forEach(EmbeddedChannel::close);
        channels.clear();
    }
}
