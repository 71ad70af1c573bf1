package tertulia.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class AddressTest {
    @Test
    void aHostMayHaveAPort() {
        assertThat(Address.of("chat.example")).isEqualTo(new Address("chat.example", 5555));
        assertThat(Address.of("chat.example:1234")).isEqualTo(new Address("chat.example", 1234));
        assertThat(Address.of("10.0.0.7:1")).isEqualTo(new Address("10.0.0.7", 1));
    }

    @Test
    void anIpv6AddressStandsInBracketsIfAPortFollows() {
        assertThat(Address.of("[::1]:5556")).isEqualTo(new Address("::1", 5556));
        assertThat(Address.of("[::1]")).isEqualTo(new Address("::1", 5555));
        assertThat(Address.of("fe80::1")).isEqualTo(new Address("fe80::1", 5555));
        assertThat(Address.of("[::1]:5556")).hasToString("[::1]:5556");
    }

    @Test
    void tlsIsPartOfTheAddressAndShown() {
        assertThat(Address.of("tls://chat.example")).isEqualTo(new Address("chat.example", 5555, true));
        assertThat(Address.of("TLS://[::1]:5556")).hasToString("tls://[::1]:5556");
        assertThat(Address.of("tls://h:1")).isNotEqualTo(Address.of("h:1"));
    }

    @Test
    void whatIsNoAddressIsRefusedInWords() {
        for (String text : new String[] {
            "",
            ":5555",
            "host:",
            "host:x",
            "host:0",
            "host:65536",
            "[::1",
            "[::1]5",
            "a b",
            "tls://",
            "http://a",
            "tls://a/",
        }) {
            assertThatThrownBy(() -> Address.of(text))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("Exception");
        }
    }
}
