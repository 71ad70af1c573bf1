package tertulia.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** By which names a server may be asked so that no page from elsewhere can be behind one of them. */
final class OwnNamesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private OwnNames names;

    @BeforeEach
    void inANetwork() throws IOException {
        var resolver = folder.resolve("resolv.conf");
        Files.writeString(resolver, "# by DHCP\nnameserver 192.0.2.1\nsearch Fritz.Box. school.example\n");
        names = new OwnNames(
                Set.of("chat.example"),
                () -> "pi.internal.example",
                () -> Set.of("*.c.example", "d.example"),
                resolver);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chat.example",
                "pi",
                "pi.internal.example",
                "pi.local",
                "pi.lan",
                "pi.home.arpa",
                "pi.fritz.box",
                "pi.school.example",
                "a.c.example",
                "d.example"
            })
    void itsOwnAreThoseGivenCertifiedAndItsMachinesInTheLocalNetwork(String name) {
        assertThat(names.has(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.local",
                "evil.lan",
                "local",
                "lan",
                "fritz.box",
                "pi.evil.example",
                "pi.example",
                "pi.local.evil.example",
                "evil.pi.local",
                "c.example",
                "a.b.c.example",
                "api.local",
                "a.chat.example"
            })
    void othersAreNot(String name) {
        assertThat(names.has(name)).isFalse();
    }
}
