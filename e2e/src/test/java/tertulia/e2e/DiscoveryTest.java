package tertulia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that make themselves known, and {@code tertulia chat} that finds them, on two machines with a cable between. */
final class DiscoveryTest {
    /** A network of its own that lasts until stdin ends. */
    private static final List<String> MACHINE = List.of("unshare", "-n", "sh", "-c", "echo up; exec cat");

    private static final String CABLE = """
            ip link set lo up && ip link add cable type veth peer name other && ip link set other netns "$1" &&
            ip addr add 10.77.0.1/24 dev cable && ip addr add fd77::1/64 dev cable nodad && ip link set cable up
            """;

    private static final String OTHER_END = """
            ip link set lo up && ip addr add 10.77.0.2/24 dev other && ip link set other up
            """;

    private final List<Process> running = new ArrayList<>();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private boolean nameless;
    private long here;
    private long there;

    @BeforeEach
    void connect() throws IOException {
        for (var program : List.of("ip", "unshare", "nsenter")) Outside.require(program);
        here = machine();
        there = machine();
        set(here, CABLE);
        set(there, OTHER_END);
    }

    private void set(long machine, String cable) {
        var made = Program.run(new ProcessBuilder(in(machine, "sh", "-c", cable, "sh", String.valueOf(there))));
        if (made.code() != 0) Outside.missing("no network of two machines can be made here: " + made);
    }

    @AfterEach
    void end() throws InterruptedException {
        for (var process : running.reversed()) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
    }

    /** The id of a process in a network of its own. */
    private long machine() throws IOException {
        var process = new ProcessBuilder(MACHINE).redirectErrorStream(true).start();
        running.add(process);
        var said = Lines.of("the machine", process.getInputStream(), () -> "").next();
        if (!said.equals(Optional.of("up"))) Outside.missing("no network can be made here: " + said);
        return process.pid();
    }

    private static List<String> in(long machine, String... command) {
        var all = new ArrayList<>(List.of("nsenter", "-t", String.valueOf(machine), "-n"));
        all.addAll(List.of(command));
        return all;
    }

    /** From here on the two machines have a name server that never answers. */
    private void loseNames() throws IOException {
        nameless = true;
        Files.writeString(folder.resolve("resolv.conf"), "nameserver 192.0.2.53\n");
        set(here, "ip route add default via 10.77.0.9");
        set(there, "ip route add default via 10.77.0.9");
    }

    /** The command as it is run on these machines. */
    private List<String> program(String... arguments) {
        var command = Program.command(arguments);
        if (!nameless) return command;
        String mount = "mount --bind " + folder.resolve("resolv.conf") + " /etc/resolv.conf && exec \"$@\"";
        var all = new ArrayList<>(List.of("unshare", "-m", "sh", "-c", mount, "sh"));
        all.addAll(command);
        return all;
    }

    /** Starts a server, here, at a free port; its stdout from Ready on. */
    private Lines serve(String name, String... options) throws IOException {
        var command = in(here, program("serve").toArray(String[]::new));
        command.addAll(List.of(
                "--name",
                name,
                "--port",
                "0",
                "--data",
                folder.resolve("data " + running.size()).toString()));
        command.addAll(List.of(options));
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        running.add(process);
        var out = Lines.of("the server " + name, process.getInputStream(), () -> "");
        out.await("the line beginning Ready on", line -> line.startsWith("Ready on "));
        return out;
    }

    /** Chats in a pipe, there, saying one line. */
    private Program.Exit chat() {
        try {
            var line = Files.writeString(folder.resolve("line"), "hello\n", StandardCharsets.UTF_8);
            var command = in(there, "sh", "-c", "exec \"$@\" < " + line, "sh");
            command.addAll(program("chat", "--name", "Ana"));
            var builder = new ProcessBuilder(command);
            builder.environment().putAll(state());
            return Program.run(builder);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Map<String, String> state() {
        return Map.of("TERTULIA_STATE", folder.resolve("state").toString());
    }

    /** It takes a server a few seconds to make itself known; until then a chat finds less. */
    private Program.Exit chatThatSays(String words) {
        return Awaitility.await()
                .atMost(Lines.PATIENCE)
                .until(this::chat, exit -> String.join("\n", exit.err()).contains(words));
    }

    @Test
    void aPipeFindsTheOnlyServerThatMakesItselfKnownAndTalks() throws IOException {
        serve("Silent", "--no-discovery");
        serve("Loopback", "--bind", "127.0.0.1");
        var config = Files.writeString(folder.resolve("config"), "discovery = no\n");
        serve("Configured", "--config", config.toString());
        var out = serve("Room 12", "--console");
        var exit = chatThatSays("Room 12");
        assertThat(exit.code()).as("%s", exit).isZero();
        assertThat(exit.err().getFirst())
                .startsWith("* the only server found on this network is Room 12, at tls://10.77.0.1:");
        assertThat(out.await("who came", line -> line.contains("just joined"))).contains("Ana just joined the chat");
    }

    @Test
    void whereThereAreSeveralAPipeNamesThemAndAPersonChooses() throws IOException {
        serve("Room 12");
        var club = serve("Room 12", "--console");
        var exit = chatThatSays("Room 12 (2)");
        assertThat(exit.code()).isEqualTo(1);
        assertThat(exit.err()).hasSize(3);
        assertThat(exit.err().get(0)).contains("several servers");
        assertThat(exit.err().get(1)).startsWith("*   tls://10.77.0.1:").endsWith("  Room 12");
        assertThat(exit.err().get(2)).startsWith("*   tls://10.77.0.1:").endsWith("  Room 12 (2)");
        try (var screen = new Tmux(
                folder,
                state(),
                in(there, Program.command("chat", "--name", "Eva").toArray(String[]::new)))) {
            screen.awaitText("Which one?");
            assertThat(screen.screen()).contains("1  Room 12  tls://", "2  Room 12 (2)  tls://");
            screen.enter("2");
            screen.awaitText("connected to Room 12");
            club.await("who came", line -> line.contains("Eva just joined the chat"));
        }
    }

    @Test
    void withANameServerThatNeverAnswersTheyFindEachOtherAllTheSame() throws IOException {
        loseNames();
        serve("Room 12");
        assertThat(chatThatSays("Room 12").err().getFirst())
                .startsWith("* the only server found on this network is Room 12, at tls://10.77.0.1:");
    }

    @Test
    void aPersonSeesAtOnceThatServersAreLookedFor() {
        var chat = in(there, program("chat", "--name", "Eva").toArray(String[]::new));
        try (var screen = new Tmux(folder, state(), chat)) {
            assertThat(screen.awaitText("looking for servers on this network …"))
                    .doesNotContain("no server was found");
            screen.awaitText("no server was found");
        }
    }

    @Test
    void theWindowOffersWhatItFindsAndNoMoreWhatIsGone() throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = in(
                there,
                java,
                "-Dglass.platform=Headless",
                "-Dprism.order=sw",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                FoundWindow.class.getName(),
                folder.resolve("window").toString());
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        running.add(process);
        var window = Lines.of("the window", process.getInputStream(), () -> "");
        window.await("the window", "waiting"::equals);
        var out = serve("Room 12", "--console");
        assertThat(window.await("what was chosen", line -> line.startsWith("chosen ")))
                .isEqualTo("chosen 10.77.0.1");
        out.await("who came", line -> line.contains("Eva just joined the chat"));
        window.await("the first page", "back"::equals);
        var server = running.getLast();
        server.children().findFirst().orElse(server.toHandle()).destroy();
        assertThat(server.waitFor()).isZero();
        window.await("no server", "gone"::equals);
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void overIpv6AloneItWorksToo() throws IOException {
        set(here, "ip addr del 10.77.0.1/24 dev cable");
        set(there, "ip addr del 10.77.0.2/24 dev other && ip addr add fd77::2/64 dev other nodad");
        var out = serve("Room 12", "--console");
        var exit = chatThatSays("Room 12");
        assertThat(exit.code()).as("%s", exit).isZero();
        assertThat(exit.err().getFirst()).contains("Room 12, at tls://[fd77::1]:");
        out.await("who came", line -> line.contains("Ana just joined the chat"));
    }

    @Test
    void aServerThatIsSeenOnTwoNetworksIsOfferedOnce() throws IOException {
        set(here, """
                ip link add cable2 type veth peer name other2 && ip link set other2 netns "$1" &&
                ip addr add 10.78.0.1/24 dev cable2 && ip link set cable2 up
                """);
        set(there, "ip addr add 10.78.0.2/24 dev other2 && ip link set other2 up");
        var finder = find();
        serve("Room 12");
        serve("Club");
        finder.await("both", line -> line.contains("[Club at ") && line.contains(", Room 12 at "));
        for (String line : finder.all())
            assertThat(line.split(" at ", -1)).as(line).hasSizeLessThanOrEqualTo(3);
        var exit = chatThatSays("Club");
        assertThat(exit.err()).as("%s", exit).hasSize(3);
    }

    @Test
    void whoSaysGoodbyeIsOfferedNoMoreAndWhoComesIs() throws IOException, InterruptedException {
        var finder = find();
        serve("Room 12");
        finder.await("the server", line -> line.contains("[Room 12 at 10.77.0.1:"));
        var server = running.getLast();
        server.children().findFirst().orElse(server.toHandle()).destroy();
        finder.await("nobody", line -> line.equals("now []"));
        serve("Club");
        finder.await("the other", line -> line.contains("[Club at 10.77.0.1:"));
    }

    @Test
    void aCertificateOfTheOperatorsIsForNamesSoTheAddressIsOfferedWithoutTls() throws IOException {
        serve("Room 12");
        var own = folder.resolve("data " + (running.size() - 1)).resolve("tls");
        var finder = find();
        finder.await("the server", line -> line.matches(".*Room 12 at 10.77.0.1:\\d+ by TLS.*"));
        serve(
                "Club",
                "--tls-cert",
                own.resolve("server.pem").toString(),
                "--tls-key",
                own.resolve("server.key").toString());
        finder.await("the other", line -> line.matches(".*\\[Club at 10.77.0.1:\\d+,.*"));
    }

    @Test
    void whatAHostileNeighbourCallsItselfIsHarmlessOnTheScreen() throws IOException {
        neighbour("1", "Ro\u001b[2J\u202eom");
        var exit = chatThatSays("Ro");
        assertThat(exit.err().getFirst())
                .contains("is Ro␛[2J<U+202E>om, at 10.77.0.1:9")
                .doesNotContainPattern("[\\p{Cntrl}\u202e]");
    }

    @Test
    void aFloodOfAnnouncementsFillsNeitherListNorMemory() throws IOException {
        var finder = find();
        neighbour("1000000", "Hostile");
        finder.await("a full list", line -> line.split(" at ", -1).length == 65);
        finder.await("its warning", line -> line.contains("more is told there than can be listened to"));
        finder.await("nobody", line -> line.equals("now []"));
        assertThat(finder.all())
                .allSatisfy(line -> assertThat(line.split(" at ", -1)).hasSizeLessThanOrEqualTo(65));
        assertThat(running.stream().filter(Process::isAlive)).hasSize(4);
    }

    /** Listens there, with little memory, and says all changes. */
    private Lines find() throws IOException {
        return program(there, "finder", "-Xmx48m", "Finding.java");
    }

    /** Announces so many servers from here, which are not there: the first so called, the others with a number. */
    private void neighbour(String count, String name) throws IOException {
        program(here, "neighbour", "-Xmx48m", "Neighbour.java", count, name)
                .await("what it says", line -> line.equals("telling"));
    }

    private Lines program(long machine, String what, String memory, String source, String... arguments)
            throws IOException {
        var command = in(
                machine,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                memory,
                "-Dstdout.encoding=UTF-8",
                "-Dsun.jnu.encoding=UTF-8",
                "-cp",
                Program.ROOT.resolve("app/target/tertulia/lib").toString() + "/*",
                Program.ROOT.resolve("e2e/src/test/programs").resolve(source).toString());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        var process = builder.start();
        running.add(process);
        return Lines.of("the " + what, process.getInputStream(), () -> "");
    }

    @Test
    void aServerThatWasStoppedIsFoundNoMoreAndThatIsSaid() throws IOException, InterruptedException {
        serve("Room 12");
        assertThat(chatThatSays("Room 12").code()).isZero();
        long begin = System.nanoTime();
        var server = running.getLast();
        server.children().findFirst().orElse(server.toHandle()).destroy();
        assertThat(server.waitFor()).isZero();
        assertThat(System.nanoTime() - begin).as("nanoseconds to stop").isLessThan(5_000_000_000L);
        var exit = chat();
        assertThat(exit.code()).isEqualTo(1);
        assertThat(exit.err())
                .containsExactly(
                        "! no server was found on this network or this machine; say where one is, as in: tertulia chat HOST");
    }
}
