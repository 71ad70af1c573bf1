package tertulia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
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

    /** The same with the default route through another interface, a tunnel and a bridge for containers. */
    private static final String BUSY_MACHINE = """
            ip link set lo up &&
            ip link add tun0 type bridge && ip addr add 10.8.0.2/24 dev tun0 && ip link set tun0 up &&
            ip link add docker0 type bridge && ip addr add 172.17.0.1/16 dev docker0 && ip link set docker0 up &&
            ip link add eth0 type bridge && ip addr add 192.0.2.9/24 dev eth0 && ip link set eth0 up &&
            ip link add wlan0 type bridge && ip addr add 192.168.1.20/24 dev wlan0 && ip link set wlan0 up &&
            ip route add default via 192.168.1.1 || exit 99
            exec "$@"
            """;

    private final List<Process> running = new ArrayList<>();

    @AfterEach
    void end() throws InterruptedException {
        for (var process : running) process.destroyForcibly().waitFor();
    }

    private List<String> banner(String machine, Path data, String... options) throws IOException {
        for (var program : List.of("ip", "unshare", "nsenter", "nc")) Outside.require(program);
        var command = new ArrayList<>(List.of("unshare", "-n", "sh", "-c", machine, "sh"));
        command.addAll(Program.command("serve", "--data", data.toString()));
        command.addAll(List.of(options));
        var process = new ProcessBuilder(command).start();
        running.add(process);
        var out = Lines.of("the server's stdout", process.getInputStream(), () -> "");
        return out.upTo("the line beginning Ready on", line -> line.startsWith("Ready on "));
    }

    /** What somebody who joins there is told. */
    private List<String> join(String address) {
        String joins = "printf 'Ana\\n/quit\\n' | nc -w 5 -N " + address + " 5555";
        String pid = String.valueOf(running.getLast().pid());
        return Program.run(new ProcessBuilder("nsenter", "-t", pid, "-n", "sh", "-c", joins))
                .out();
    }

    @Test
    void theAddressOfTheDefaultRouteIsToldFirstAndTunnelsAndBridgesLast(@TempDir Path folder) throws IOException {
        var banner = banner(BUSY_MACHINE, folder.resolve("data"), "--public-name", "chat.example.org");
        assertThat(banner.stream().filter(line -> line.startsWith("  open")))
                .hasSize(6)
                .startsWith(
                        "  open      http://localhost:5555/  (from this machine)",
                        "  open      http://chat.example.org:5555/  (public name)",
                        "  open      http://192.168.1.20:5555/  (from the network)",
                        "  open      http://192.0.2.9:5555/  (from the network)")
                .contains(
                        "  open      http://10.8.0.2:5555/  (from the network)",
                        "  open      http://172.17.0.1:5555/  (from the network)");
        assertThat(banner).contains("  join      nc chat.example.org 5555");
    }

    @Test
    void theWildcardOfIpv4IsIpv4AloneAndThatOfIpv6IsBoth(@TempDir Path folder) throws IOException {
        var four = banner(MACHINE, folder.resolve("four"), "--bind", "0.0.0.0");
        assertThat(four.getLast()).isEqualTo("Ready on 0.0.0.0:5555");
        assertThat(four).noneMatch(line -> line.contains("2001:db8"));
        assertThat(join("192.0.2.7")).contains("* You are connected to the server as Ana");
        assertThat(join("2001:db8::7")).isEmpty();
        assertThat(join("::1")).isEmpty();
        assertThat(banner(MACHINE, folder.resolve("both"), "--bind", "[::]").getLast())
                .isEqualTo("Ready on [::]:5555");
        assertThat(join("192.0.2.7")).contains("* You are connected to the server as Ana");
        assertThat(join("2001:db8::7")).contains("* You are connected to the server as Ana");
    }

    @Test
    void itListensOnAllInterfacesByIpv4AndIpv6OnPort5555AndSaysWhereItCanBeReached(@TempDir Path folder)
            throws IOException {
        var banner = banner(MACHINE, folder.resolve("data"));
        assertThat(banner.getLast()).isEqualTo("Ready on [::]:5555");
        assertThat(String.join("\n", banner))
                .contains(
                        "localhost:5555",
                        "http://192.0.2.7:5555/  (from the network)",
                        "http://[2001:db8::7]:5555/  (from the network)",
                        "nc 192.0.2.7 5555");
        for (var address : ADDRESSES)
            assertThat(join(address)).as(address).contains("* You are connected to the server as Ana");
    }
}
