package tertulia.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
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
        assertThat(Ip.text(InetAddress.ofLiteral(given).getHostAddress())).isEqualTo(text);
        assertThat(InetAddress.ofLiteral(text)).isEqualTo(InetAddress.ofLiteral(given));
    }

    @Test
    void bracketsStandWhereMoreFollowsAndAZoneOnlyWhereItMeansSomething() {
        assertThat(Ip.host("2001:db8:0:0:0:0:0:7%eth0")).isEqualTo("[2001:db8::7]");
        assertThat(Ip.host("fe80:0:0:0:0:0:0:1%eth0")).isEqualTo("[fe80::1%eth0]");
        assertThat(Ip.host("192.0.2.7")).isEqualTo("192.0.2.7");
    }
}
