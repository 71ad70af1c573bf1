package tertulia.e2e;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A server that is killed and started again on the same data, and those who wait for it. */
final class Deployment implements AutoCloseable {
    private final ServerProcess.Setup setup;

    // Guarded by this.
    private @Nullable ServerProcess server;
    private int generation;
    private long acks;
    private boolean running;

    Deployment(ServerProcess.Setup setup) {
        this.setup = setup;
    }

    void startAgain() {
        var started = setup.start();
        synchronized (this) {
            server = started;
            generation++;
            running = true;
            notifyAll();
        }
    }

    void kill() {
        synchronized (this) {
            running = false;
        }
        server().kill();
    }

    synchronized ServerProcess server() {
        return Objects.requireNonNull(server);
    }

    /** A server and which one it is. */
    record Running(ServerProcess server, int generation) {}

    /** Waits for a server that was started after that of this generation. */
    synchronized Running after(int known) {
        long deadline = System.nanoTime() + Lines.PATIENCE.toNanos();
        while (generation <= known || !running) pause(deadline, "a new server after that of generation " + known);
        return new Running(server(), generation);
    }

    synchronized void acknowledged() {
        acks++;
        notifyAll();
    }

    /** Waits until so many more messages were acknowledged, or one of the talkers has failed. */
    synchronized void awaitAcks(int more, List<Future<?>> talkers) {
        long deadline = System.nanoTime() + Lines.PATIENCE.toNanos();
        long enough = acks + more;
        while (acks < enough) {
            for (var talker : talkers) {
                if (talker.isDone()) throw new AssertionError("a talker gave up: " + talker, talker.exceptionNow());
            }
            pause(deadline, more + " more acks");
        }
    }

    /** Waits a little; whoever calls looks again. */
    @SuppressWarnings("WaitNotInLoop")
    private synchronized void pause(long deadline, String what) {
        long millis = (deadline - System.nanoTime()) / 1_000_000;
        if (millis <= 0) throw new AssertionError("waited in vain for " + what + "; " + server().lastWords());
        try {
            wait(Math.min(millis, 500));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        var last = server;
        if (last != null) last.close();
    }
}
