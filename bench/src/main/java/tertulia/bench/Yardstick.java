package tertulia.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The copying relay: a small C program that does nothing but write each line to the other members of its room, once for
 * each. What it can do says how fast the machine is right now.
 */
final class Yardstick {
    private static final int TRIES = 200;
    private final Path binary;
    private final Scratch scratch;

    /** Takes the program, or its source in C and makes the program with {@code gcc -O2}. */
    Yardstick(Path relay, Scratch scratch) throws IOException, InterruptedException {
        this.scratch = scratch;
        if (!relay.toString().endsWith(".c")) {
            binary = relay;
            return;
        }
        binary = scratch.path().resolve("relay");
        var gcc = new ProcessBuilder("gcc", "-O2", "-o", binary.toString(), relay.toString())
                .inheritIO()
                .start();
        if (gcc.waitFor() != 0) throw new IOException("the relay could not be compiled: " + relay);
    }

    /** The machine's speed: 100 members, 4 senders, 64 messages outstanding, less than a second. */
    Result calibrate() throws IOException, InterruptedException {
        var terms = new Run.Terms(0.2, 0.8, 100, 5, 30);
        return run("calibration", terms, new Topology.Room(100, 4, false), new Pace.Closed(64));
    }

    /** A load on a fresh relay. */
    Result run(String test, Run.Terms terms, Topology topology, Pace pace) throws IOException, InterruptedException {
        int port = freePort();
        var command = List.of(binary.toAbsolutePath().toString(), String.valueOf(port), "line");
        try (var child = scratch.start(command, scratch.path().resolve("relay.out"))) {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            await(address);
            var target = new Run.Target(address, Protocol.RAW, child.pid(), "relay", 8);
            return new Run(target, terms, topology).run(test, pace);
        }
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void await(InetSocketAddress address) throws IOException, InterruptedException {
        for (int i = 0; ; i++) {
            try (var socket = new Socket()) {
                socket.connect(address, 1000);
                return;
            } catch (IOException e) {
                if (i == TRIES) throw e;
                TimeUnit.MILLISECONDS.sleep(10);
            }
        }
    }
}
