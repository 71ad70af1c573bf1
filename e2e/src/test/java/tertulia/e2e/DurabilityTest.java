package tertulia.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That acknowledged means on disk: the system calls of a real server, and a real disk that fails or is full. */
final class DurabilityTest {
    /** After which a client tries again. */
    private static final Duration RETRY = Duration.ofMillis(20);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void anFsyncOfTheLogLiesBetweenAMessagesArrivalAndItsAck() throws IOException {
        Outside.require("strace");
        var trace = folder.resolve("trace");
        var ids = new ArrayList<UUID>();
        var setup = ServerProcess.Setup.in(folder.resolve("data"))
                .under(List.of(
                        "strace",
                        "-f",
                        "-y",
                        "-s",
                        "20000",
                        "-o",
                        trace.toString(),
                        "--seccomp-bpf",
                        "-e",
                        "trace=read,recvfrom,recvmsg,readv,write,writev,sendto,sendmsg,fdatasync,fsync,pwrite64"));
        try (var server = setup.start();
                var ana = JsonClient.join("Ana", server)) {
            for (int i = 0; i < 5; i++) {
                var id = UUID.randomUUID();
                ids.add(id);
                ana.say("ALL", "marked " + id, id);
            }
            server.terminate();
            assertThat(server.exitCode()).isZero();
        }
        var calls = Files.readAllLines(trace, StandardCharsets.ISO_8859_1);
        for (var id : ids) assertOnDiskBeforeAck(calls, id.toString());
    }

    private static void assertOnDiskBeforeAck(List<String> calls, String id) {
        int arrived = find(
                calls,
                0,
                "(read|recvfrom|recvmsg|readv)\\(.*" + id + ".*|.*(read|recvfrom|recvmsg|readv) resumed.*" + id + ".*");
        int acked = find(calls, arrived, "(write|writev|sendto|sendmsg)\\(.*ack.*" + id + ".*");
        int written = find(calls, arrived, "pwrite64\\(\\d+<.*-wal>.*marked " + id + ".*");
        int begun = find(calls, written, "(fdatasync|fsync)\\(\\d+<.*-wal.*");
        int done = begun;
        if (calls.get(begun).contains("<unfinished")) {
            String thread = calls.get(begun).substring(0, calls.get(begun).indexOf(' '));
            while (!calls.get(done).startsWith(thread + " ") || !calls.get(done).contains("sync resumed")) done++;
        }
        assertThat(calls.get(done)).as("the fsync").contains("= 0");
        assertThat(List.of(arrived, written, begun, done, acked))
                .as("arrived, written, fsync begun and done, acknowledged: %s", id)
                .isSorted();
        assertThat(done).isLessThan(acked);
    }

    private static int find(List<String> calls, int from, String pattern) {
        var wanted = Pattern.compile("\\d+ +" + pattern + "|" + pattern, Pattern.DOTALL);
        for (int i = from; i < calls.size(); i++)
            if (wanted.matcher(calls.get(i)).matches()) return i;
        throw new AssertionError("no call like " + pattern + " after the " + from + "th of " + calls.size());
    }

    @Test
    void whenFsyncFailsTheSenderIsToldAndNothingAcknowledgedIsLost() throws IOException {
        Outside.require("strace");
        var data = folder.resolve("data");
        ServerProcess.Setup.in(data).start().close(); // So that the file to watch is there.
        var trace = folder.resolve("trace");
        var setup = ServerProcess.Setup.in(data)
                .under(List.of(
                        "strace",
                        "-f",
                        "-y",
                        "-o",
                        trace.toString(),
                        "--seccomp-bpf",
                        "-P",
                        data.resolve("tertulia.db-wal").toString(),
                        "-e",
                        "trace=fdatasync,fsync",
                        "-e",
                        "inject=fdatasync,fsync:error=EIO:when=8..14"));
        var acks = new HashMap<Long, String>();
        int refusals;
        try (var server = setup.start();
                var ana = JsonClient.join("Ana", server)) {
            refusals = sayAll(ana, "before and after", 40, acks);
            ana.send("type", "history", "room", "lobby", "limit", 200);
            assertThat(ana.await("page").objects("entries")).hasSize(acks.size());
            assertThat(server.isAlive()).isTrue();
            server.kill();
        }
        long injected = Files.readAllLines(trace).stream()
                .filter(line -> line.contains("INJECTED"))
                .count();
        System.out.println("fsync failed " + injected + " times, senders were refused " + refusals + " times");
        assertThat(injected).isPositive();
        assertStored(data, acks);
    }

    @Test
    void whenTheDiskIsFullTheSenderIsToldHistoryIsReadAndWithRoomAgainItGoesOn() throws Exception {
        var disk = Files.createDirectory(folder.resolve("disk"));
        mount(disk);
        try {
            Files.write(disk.resolve("ballast"), new byte[600_000]);
            var data = disk.resolve("data");
            var acks = new HashMap<Long, String>();
            try (var server = ServerProcess.Setup.in(data)
                            .configured("limit.say-per-second = 0")
                            .start();
                    var ana = JsonClient.join("Ana", server);
                    var bob = PlainClient.join("Bob", server)) {
                var refused = untilRefused(ana, acks);
                assertThat(refused.text("code")).isEqualTo("storage-full");
                assertThat(refused.text("text")).startsWith("the server's disk is nearly full");
                bob.say("me too" + "x".repeat(4000));
                bob.expectBeginning("! the server's disk is nearly full");
                ana.send("type", "history", "room", "lobby", "after", 0, "limit", 3);
                assertThat(ana.await("page").objects("entries")).hasSize(3);
                Files.delete(disk.resolve("ballast"));
                sayAll(ana, "with room again", 20, acks);
                assertThat(server.isAlive()).isTrue();
                server.kill();
            }
            assertStored(data, acks);
        } finally {
            run("umount", "-l", disk.toString());
        }
    }

    /** Says big things until one is refused, and gives the refusal. */
    private static Json untilRefused(JsonClient client, Map<Long, String> acks) {
        for (int i = 0; i < 10_000; i++) {
            var id = UUID.randomUUID();
            String text = i + "x".repeat(4000);
            client.send("type", "say", "to", "ALL", "text", text, "id", id);
            var answer = client.await(
                    "an answer", json -> json.has("id") && json.text("id").equals(id.toString()));
            if (answer.type().equals("error")) return answer;
            acks.put(answer.number("seq"), text);
        }
        throw new AssertionError("the disk is never full");
    }

    /** Says things one after the other, each by its id until it is acknowledged; gives how often that was refused. */
    private static int sayAll(JsonClient client, String text, int many, Map<Long, String> acks) {
        var refusals = new AtomicInteger();
        for (int i = 0; i < many; i++) {
            String saying = text + i;
            var id = UUID.randomUUID();
            await().atMost(Lines.PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(RETRY)
                    .until(() -> {
                        client.send("type", "say", "to", "ALL", "text", saying, "id", id);
                        var answer = client.await(
                                "an answer",
                                json -> json.has("id") && json.text("id").equals(id.toString()));
                        if (answer.type().equals("ack")) {
                            assertThat(acks.put(answer.number("seq"), saying)).isNull();
                            return true;
                        }
                        refusals.incrementAndGet();
                        assertThat(answer.text("code")).as(answer.line()).isIn("storage", "storage-full", "busy");
                        return false;
                    });
        }
        return refusals.get();
    }

    /** After another start everything acknowledged is at its place, and there is no hole. */
    private static void assertStored(Path data, Map<Long, String> acks) {
        try (var server = ServerProcess.Setup.in(data).start();
                var reader = JsonClient.join("Reader", server)) {
            var log = reader.wholeLog("lobby");
            for (int i = 0; i < log.size(); i++)
                assertThat(log.get(i).number("seq")).isEqualTo(i + 1);
            acks.forEach((seq, text) ->
                    assertThat(log.get(Math.toIntExact(seq) - 1).text("text")).isEqualTo(text));
            assertThat(log.stream().map(entry -> entry.text("text"))).doesNotHaveDuplicates();
        }
    }

    private static void mount(Path disk) throws IOException, InterruptedException {
        if (run("mount", "-t", "tmpfs", "-o", "size=2m", "tertulia-test", disk.toString()) != 0) {
            Outside.missing("a small disk cannot be mounted here");
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException e) {
            return 127; // There is no such program.
        }
    }
}
