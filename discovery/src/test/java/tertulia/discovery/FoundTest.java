package tertulia.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FoundTest {
    private static InetAddress[] at(String... addresses) {
        var all = new InetAddress[addresses.length];
        for (int i = 0; i < all.length; i++) {
            try {
                all[i] = InetAddress.getByName(addresses[i]);
            } catch (UnknownHostException e) {
                throw new AssertionError(e);
            }
        }
        return all;
    }

    @Test
    void whatIsEnoughToConnectToIsFound() {
        assertThat(Found.of("Room 12", at("192.0.2.7"), 5555, "1"))
                .contains(new Found("Room 12", "192.0.2.7", 5555, true));
        assertThat(Found.of("Room 12", at("192.0.2.7"), 5556, "0"))
                .contains(new Found("Room 12", "192.0.2.7", 5556, false));
        assertThat(Found.of("Room 12", at("192.0.2.7"), 5556, null)).isEmpty();
    }

    @Test
    void anIpv4AddressIsPreferred() {
        assertThat(Found.of("R", at("2001:db8::7", "192.0.2.7"), 5555, "0"))
                .map(Found::host)
                .contains("192.0.2.7");
        assertThat(Found.of("R", at("2001:db8::7"), 5555, "0")).map(Found::host).contains("2001:db8::7");
    }

    @Test
    void addressesThatLeadToThisMachineOrNowhereAreNot() {
        for (String bad : new String[] {"127.0.0.1", "::1", "0.0.0.0", "::", "224.0.0.251", "ff02::fb", "fe80::1"}) {
            assertThat(Found.of("R", at(bad), 5555, "1")).as(bad).isEmpty();
            assertThat(Found.of("R", at(bad, "192.0.2.7"), 5555, "1"))
                    .as(bad)
                    .map(Found::host)
                    .contains("192.0.2.7");
        }
        assertThat(Found.of("R", at(), 5555, "1")).isEmpty();
    }

    @Test
    void aPortThatIsNoneIsNot() {
        for (int port : new int[] {-1, 0, 65_536}) {
            assertThat(Found.of("R", at("192.0.2.7"), port, "1")).as("" + port).isEmpty();
        }
    }

    @Test
    void namesAreMadeVisibleAndShort() {
        assertThat(name("a\u001b[2J\u202eb\nc")).contains("a␛[2J<U+202E>b␊c");
        assertThat(name("😀".repeat(200))).contains("😀".repeat(63));
        assertThat(name("  ")).contains("192.0.2.7");
    }

    private static Optional<String> name(String told) {
        return Found.of(told, at("192.0.2.7"), 5555, "1").map(Found::name);
    }
}
