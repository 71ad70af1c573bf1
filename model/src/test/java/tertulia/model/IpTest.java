package tertulia.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of RFC 5952 and the usual addresses. */
final class IpTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "0:0:0:0:0:0:0:1, ::1",
        "0:0:0:0:0:0:0:0, ::",
        "2001:DB8:0:0:0:0:0:7, 2001:db8::7",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "fd00:0:0:0:1234:5678:9abc:0, fd00::1234:5678:9abc:0",
        "fe80:0:0:0:0:0:0:0, fe80::",
    })
    void anAddressIsWrittenShort(String given, String text) {
        var address = InetAddress.ofLiteral(given);
        assertThat(Ip.text(address)).isEqualTo(text);
        assertThat(InetAddress.ofLiteral(Ip.text(address))).isEqualTo(address);
    }

    @Test
    void bracketsStandWhereAPortFollows() {
        assertThat(Ip.text(new InetSocketAddress(InetAddress.ofLiteral("::1"), 5555)))
                .isEqualTo("[::1]:5555");
        assertThat(Ip.text(new InetSocketAddress(InetAddress.ofLiteral("192.0.2.7"), 80)))
                .isEqualTo("192.0.2.7:80");
        assertThat(Ip.text(InetSocketAddress.createUnresolved("chat.example.org", 80)))
                .isEqualTo("chat.example.org:80");
        assertThat(Ip.host(InetAddress.ofLiteral("2001:db8::7"))).isEqualTo("[2001:db8::7]");
    }
}
