package tertulia.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class AnnouncerTest {
    private static InetAddress at(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static Set<InetAddress> announced(String bound) {
        return Announcer.addresses(at(bound), () -> Set.of(at("192.0.2.7"), at("2001:db8::7")))
                .get();
    }

    @Test
    void aServerIsAnnouncedWhereItCanBeReachedFromANetwork() {
        assertThat(announced("::")).containsExactlyInAnyOrder(at("192.0.2.7"), at("2001:db8::7"));
        assertThat(announced("0.0.0.0")).containsExactly(at("192.0.2.7"));
        assertThat(announced("198.51.100.3")).containsExactly(at("198.51.100.3"));
    }

    @Test
    void oneOnLoopbackIsNotAnnounced() {
        assertThat(announced("127.0.0.1")).isEmpty();
        assertThat(announced("127.0.1.1")).isEmpty();
        assertThat(announced("::1")).isEmpty();
    }

    @Test
    void aNameIsOneLabelOfDns() {
        assertThat(Announcer.label("Room 12")).isEqualTo("Room 12");
        assertThat(Announcer.label("Sala 1.2\\x\n")).isEqualTo("Sala 1-2-x-");
        assertThat(Announcer.label(" ")).isEqualTo("Tertulia");
        String cut = Announcer.label("Общий чат ".repeat(20));
        assertThat(cut.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(50, 56);
        assertThat("Общий чат ".repeat(20)).startsWith(cut);
    }
}
