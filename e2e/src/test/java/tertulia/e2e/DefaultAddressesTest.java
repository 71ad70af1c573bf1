package tertulia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without {@code --bind}, in a network of its own that nobody else is in. */
final class DefaultAddressesTest {
    private static final List<String> ADDRESSES = List.of("127.0.0.1", "::1", "192.0.2.7", "2001:db8::7");

    /** A machine with one interface besides loopback; the rest of the words is the command to run on it. */
    private static final String MACHINE = """
            ip link set lo up && ip link add lan type bridge && ip addr add 192.0.2.7/24 dev lan &&
            ip addr add 2001:db8::7/64 dev lan nodad && ip link set lan up || exit 99
            exec "$@"
            """;

    @Test
    void itListensOnAllInterfacesByIpv4AndIpv6OnPort5555AndSaysWhereItCanBeReached(@TempDir Path folder)
            throws IOException, InterruptedException {
        for (var program : List.of("ip", "unshare", "nsenter", "nc")) Outside.require(program);
        var command = new ArrayList<>(List.of("unshare", "-n", "sh", "-c", MACHINE, "sh"));
        command.addAll(Program.command("serve", "--data", folder.resolve("data").toString()));
        var process = new ProcessBuilder(command).start();
        try {
            var out = Lines.of("the server's stdout", process.getInputStream(), () -> "");
            var banner = out.upTo("the line beginning Ready on", line -> line.startsWith("Ready on "));
            assertThat(banner.getLast()).isEqualTo("Ready on [::]:5555");
            assertThat(String.join("\n", banner))
                    .contains(
                            "localhost:5555",
                            "http://192.0.2.7:5555/  (from the network)",
                            "[2001:db8:0:0:0:0:0:7]:5555");
            for (var address : ADDRESSES) {
                String joins = "printf 'Ana\\n/quit\\n' | nc -N " + address + " 5555";
                var exit = Program.run(
                        new ProcessBuilder("nsenter", "-t", String.valueOf(process.pid()), "-n", "sh", "-c", joins));
                assertThat(exit.out()).as(address).contains("* You are connected to the server as Ana");
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
