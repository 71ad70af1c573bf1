package tertulia.server.front.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a request comes from, by the headers that proxies add. */
final class ForwardedTest {
    private static final Predicate<InetAddress> BELIEVED =
            Set.of(InetAddress.ofLiteral("10.0.0.1"), InetAddress.ofLiteral("10.0.0.2"))::contains;

    private static Optional<Forwarded> read(String... headers) {
        HttpHeaders all = new DefaultHttpHeaders();
        for (int i = 0; i < headers.length; i += 2) all.add(headers[i], headers[i + 1]);
        return Forwarded.of(all, BELIEVED);
    }

    private static String from(Optional<Forwarded> forwarded) {
        return forwarded
                .flatMap(Forwarded::from)
                .map(from -> from.getAddress().getHostAddress() + " " + from.getPort())
                .orElse("nobody");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.7                               | 203.0.113.7 0",
                "203.0.113.7:4711                          | 203.0.113.7 4711",
                "2001:db8::7                               | 2001:db8:0:0:0:0:0:7 0",
                "[2001:db8::7]:4711                        | 2001:db8:0:0:0:0:0:7 4711",
                "198.51.100.1, 203.0.113.7                 | 203.0.113.7 0",
                "203.0.113.7, 10.0.0.1                     | 203.0.113.7 0",
                "198.51.100.1, 203.0.113.7, 10.0.0.2, 10.0.0.1 | 203.0.113.7 0",
                "unknown, 10.0.0.1                         | 10.0.0.1 0",
                "10.0.0.2, 10.0.0.1                        | 10.0.0.2 0",
                "unknown                                   | nobody",
                "[                                         | nobody",
                "[]                                        | nobody",
                "[]:1                                      | nobody",
                "chat.example                              | nobody",
                "203.0.113.7:99999                         | nobody",
                "'203.0.113.7,'                            | nobody",
            })
    void itIsTheLastWhomNoBelievedProxyStandsFor(String header, String from) {
        assertThat(from(read("X-Forwarded-For", header))).isEqualTo(from);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "for=203.0.113.7;proto=https;host=chat.example | 203.0.113.7 0",
                "For=\"[2001:db8::7]:4711\";Proto=https;host=\"chat.example\" | 2001:db8:0:0:0:0:0:7 4711",
                "for=198.51.100.1;proto=http;host=a.example, for=203.0.113.7;proto=https;host=chat.example | 203.0.113.7 0",
                "for=203.0.113.7;proto=https;host=chat.example, for=10.0.0.1;proto=http;host=inner | 203.0.113.7 0",
                "for=\"a\\\",b\", for=203.0.113.7; proto=https; host=chat.example | 203.0.113.7 0",
                "for=_hidden;proto=https;host=chat.example | nobody",
            })
    void theStandardHeaderSaysTheSame(String header, String from) {
        var forwarded = read("Forwarded", header);
        assertThat(from(forwarded)).isEqualTo(from);
        assertThat(forwarded.flatMap(Forwarded::host)).hasValue("chat.example");
        assertThat(forwarded.flatMap(Forwarded::https)).hasValue(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"for", "for=\"203.0.113.7", "for=203.0.113.7 x", "for=a;for=b", "for=203.0.113.7,", ""})
    void whatCannotBeReadIsNotBelieved(String header) {
        assertThat(read("Forwarded", header)).isEmpty();
    }

    /** A proxy sets one of them, and leaves what the person wrote in the other. */
    @Test
    void twoHeadersThatDisagreeAreNotBelieved() {
        assertThat(read("Forwarded", "for=198.51.100.1", "X-Forwarded-For", "203.0.113.7"))
                .isEmpty();
        assertThat(from(read("Forwarded", "for=203.0.113.7", "X-Forwarded-For", "203.0.113.7")))
                .isEqualTo("203.0.113.7 0");
    }

    @Test
    void nameAndSchemeAreTheLastOnesSaid() {
        var forwarded = read("X-Forwarded-Host", "a.example, chat.example", "X-Forwarded-Proto", "http, https");
        assertThat(forwarded.flatMap(Forwarded::host)).hasValue("chat.example");
        assertThat(forwarded.flatMap(Forwarded::https)).hasValue(true);
        assertThat(read()).hasValue(Forwarded.NOTHING);
    }
}
