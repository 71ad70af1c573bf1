package tertulia.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tertulia.model.Words;

/** Which address a server tells first, and how it is written. */
final class PlacesTest {
    /** Linux's table of a machine on Wi-Fi, with a VPN to one network and Docker. */
    private static final String ROUTES = """
            Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT
            tun0\t0000080A\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0
            eth1\t00000000\t0101A8C0\t0003\t0\t0\t700\t00000000\t0\t0\t0
            wlan0\t00000000\t0101A8C0\t0003\t0\t0\t600\t00000000\t0\t0\t0
            docker0\t000011AC\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0
            """;

    private static InetAddress at(String address) {
        return InetAddress.ofLiteral(address);
    }

    private static Addresses.Link link(String name, boolean inward, String... addresses) {
        return new Addresses.Link(
                name, inward, Arrays.stream(addresses).map(PlacesTest::at).toList());
    }

    private static Places places(String bound, int port, boolean tlsOnly, String... names) {
        return Places.of(
                new InetSocketAddress(at(bound), port),
                Set.of(names),
                false,
                tlsOnly,
                () -> List.of(at("2001:db8::7"), at("192.0.2.7"), at("10.8.0.2")));
    }

    private static List<String> urls(Places places) {
        return places.links().stream().map(Places.Link::url).toList();
    }

    @Test
    void theInterfaceOfTheDefaultRouteIsFirstAndTunnelsAndContainersAreLast() {
        var routes = new HashMap<String, Long>();
        Routes.read(routes, ROUTES.lines().toList(), false);
        assertThat(routes).containsExactlyInAnyOrderEntriesOf(Map.of("eth1", 700L, "wlan0", 600L));
        var links = List.of(
                link("tun0", true, "10.8.0.2"),
                link("docker0", true, "172.17.0.1"),
                link("eth0", false, "192.0.2.9"),
                link("eth1", false, "192.168.1.21"),
                link("wlan0", false, "2001:db8::20", "192.168.1.20"));
        assertThat(Addresses.ordered(links, routes))
                .containsExactly(
                        at("192.168.1.20"),
                        at("2001:db8::20"),
                        at("192.168.1.21"),
                        at("192.0.2.9"),
                        at("10.8.0.2"),
                        at("172.17.0.1"));
    }

    @Test
    void aTunnelThatTakesAllIsStillNotWhereOthersReachThisMachine() {
        var links = List.of(link("wg0", true, "10.8.0.2"), link("eth0", false, "192.0.2.9"));
        assertThat(Addresses.ordered(links, Map.of("wg0", 50L, "eth0", 100L))).startsWith(at("192.0.2.9"));
    }

    @Test
    void whereThereIsIpv6AloneItsDefaultRouteIsRead() {
        String zeros = "0".repeat(32);
        var routes = new HashMap<String, Long>();
        Routes.read(
                routes,
                List.of(
                        zeros + " 00 " + zeros + " 00 fe800000000000000000000000000001 00000400 1 0 00000003     eth0",
                        zeros + " 00 " + zeros + " 00 " + zeros + " ffffffff 1 0 00200200       lo"),
                true);
        assertThat(routes).containsExactly(Map.entry("eth0", 1024L));
    }

    @Test
    void whatAClassMustTypeIsTheNetworksAddressAndSoIsTheCode() {
        var places = places("::", 5555, false);
        assertThat(urls(places))
                .containsExactly(
                        "http://localhost:5555/",
                        "http://[2001:db8::7]:5555/",
                        "http://192.0.2.7:5555/",
                        "http://10.8.0.2:5555/");
        assertThat(places.join()).isEqualTo("[2001:db8::7]");
        assertThat(places.code()).contains("http://192.0.2.7:5555/");
        var four = places("0.0.0.0", 80, false);
        assertThat(urls(four)).containsExactly("http://localhost/", "http://192.0.2.7/", "http://10.8.0.2/");
        assertThat(four.join()).isEqualTo("192.0.2.7");
    }

    @Test
    void ofWhatBrowsersOpenTheBestForAnotherDeviceIsFirst() {
        assertThat(places("::", 5555, false).urls())
                .containsExactly(
                        "http://192.0.2.7:5555/",
                        "http://localhost:5555/",
                        "http://[2001:db8::7]:5555/",
                        "http://10.8.0.2:5555/");
        assertThat(places("127.0.0.1", 5555, false).urls()).containsExactly("http://127.0.0.1:5555/");
    }

    @Test
    void aPublicNameIsToldBeforeAddresses() {
        var places = places("::", 443, true, "chat.example.org");
        assertThat(urls(places)).startsWith("https://localhost/", "https://chat.example.org/");
        assertThat(places.join()).isEqualTo("chat.example.org");
        assertThat(places.code()).contains("https://chat.example.org/");
    }

    @Test
    void behindAProxyThePublicNameIsAnAddressOfHttps() {
        var places = places("127.0.0.1", 5555, false, "chat.example.org");
        assertThat(urls(places)).containsExactly("http://127.0.0.1:5555/", "https://chat.example.org/");
        assertThat(places.join()).isEqualTo("127.0.0.1");
        assertThat(places.code()).contains("https://chat.example.org/");
        assertThat(places("::1", 5555, false).join()).isEqualTo("[::1]");
        assertThat(places("::1", 5555, false).code()).isEmpty();
    }

    @Test
    void theFingerprintIsNotBrokenByATerminalOf80Columns() {
        String fingerprint = "SHA256:" + "x".repeat(43);
        var banner = new Banner("Room 12", Path.of("/data"), places("::", 5555, false), 5555, true, fingerprint, false);
        for (String language : List.of("en", "fr", "pt", "ru", "sq")) {
            var words = Words.speaking(language).orElseThrow();
            assertThat(words.of("banner.fingerprint", fingerprint).length()).isLessThan(80);
        }
        assertThat(banner.lines(false)).anyMatch(line -> line.endsWith(" nc 2001:db8::7 5555"));
        assertThat(banner.lines(true).size()).isGreaterThan(banner.lines(false).size() + 10);
    }
}
