package tertulia.e2e.attack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The server that is attacked. */
final class Target {
    /** Small, so that who does not read is a slow reader after little. */
    private static final int RECEIVE_BYTES = 16 * 1024;

    private final int port;

    Target(int port) {
        this.port = port;
    }

    /** What one stranger does until the end of the attack, or until the server closes it. */
    interface Part {
        void play(Stranger stranger, int number, Attempt attempt) throws IOException, InterruptedException;
    }

    /** How long an attack lasts. */
    static final class Attempt {
        private final long endNanos;
        private final CountDownLatch never = new CountDownLatch(1);

        Attempt(Duration duration) {
            endNanos = System.nanoTime() + duration.toNanos();
        }

        boolean isOver() {
            return leftNanos() <= 0;
        }

        /** Does nothing until it is over. */
        void rest() throws InterruptedException {
            pause(leftNanos());
        }

        void pause(long nanos) throws InterruptedException {
            never.await(Math.min(nanos, leftNanos()), TimeUnit.NANOSECONDS);
        }

        private long leftNanos() {
            return endNanos - System.nanoTime();
        }
    }

    /** So many strangers, each of them once, all at the same time. */
    void each(int strangers, Duration duration, Part part) throws InterruptedException {
        crowd(strangers, duration, false, part);
    }

    /** So many strangers at a time; whoever is through or closed comes back as another. */
    void again(int strangers, Duration duration, Part part) throws InterruptedException {
        crowd(strangers, duration, true, part);
    }

    private void crowd(int strangers, Duration duration, boolean again, Part part) throws InterruptedException {
        var attempt = new Attempt(duration);
        Set<Stranger> open = ConcurrentHashMap.newKeySet();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < strangers; i++) {
                int first = i;
                threads.submit(() -> {
                    for (int turn = 0; turn == 0 || again && !attempt.isOver(); turn++) {
                        play(part, first + turn * strangers, attempt, open);
                    }
                    return null;
                });
            }
            attempt.rest();
            open.forEach(Stranger::close); // Whoever waits for the server waits no longer.
        }
    }

    private void play(Part part, int number, Attempt attempt, Set<Stranger> open) throws InterruptedException {
        try (var stranger = connect()) {
            open.add(stranger);
            try {
                if (!attempt.isOver()) part.play(stranger, number, attempt);
            } finally {
                open.remove(stranger);
            }
        } catch (IOException e) {
            attempt.pause(20_000_000); // It was closed, as it should be.
        }
    }

    @SuppressWarnings("AddressSelection") // Loopback has one address that counts here.
    Stranger connect() throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(RECEIVE_BYTES);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return new Stranger(socket);
    }
}
