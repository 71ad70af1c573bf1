package tertulia.store;

import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import tertulia.model.Limit;
import tertulia.model.Limits;

/** The threads that read, each on a connection of its own, which is opened anew after trouble. */
final class Readers {
    private static final System.Logger LOG = System.getLogger(Readers.class.getName());
    private static final int THREADS = 2;

    private final Path file;
    private final Connections connections;
    private final OpenFiles files;
    private final ThreadPoolExecutor threads;
    private final ConcurrentLinkedQueue<ReadStatements> idle = new ConcurrentLinkedQueue<>();
    private final Set<Task<ReadStatements, ?>> unanswered = ConcurrentHashMap.newKeySet();
    private final Map<Thread, Long> busy = new ConcurrentHashMap<>();
    private final AtomicLong turns = new AtomicLong();

    Readers(Path file, Limits limits, Connections connections, OpenFiles files) {
        this.file = file;
        this.connections = connections;
        this.files = files;
        var number = new AtomicLong();
        var waiting = new LinkedBlockingQueue<Runnable>(Math.max(1, limits.count(Limit.LOG_WAITING_READS)));
        threads = new ThreadPoolExecutor(THREADS, THREADS, 0, TimeUnit.SECONDS, waiting, work -> {
            var thread = new Thread(work, "tertulia-log-reader-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Asks in turn; what was committed by now will be seen. */
    <T> CompletableFuture<T> submit(Task.Work<ReadStatements, T> work) {
        var task = new Task<>(0, work);
        unanswered.add(task);
        try {
            threads.execute(() -> answer(task));
        } catch (RejectedExecutionException e) {
            unanswered.remove(task);
            task.fail(new StoreTrouble(e, threads.isShutdown() ? "closed" : "busy"));
        }
        return task.result();
    }

    /** What those threads do that do anything. */
    List<Pulse> pulses() {
        return busy.entrySet().stream()
                .map(one -> new Pulse(one.getKey().getName(), one.getKey().isAlive(), false, one.getValue()))
                .toList();
    }

    /** Answers what was asked, if that can be done in time, and fails the rest. */
    void close(Duration patience) {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) threads.shutdownNow();
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
        for (var task : unanswered) task.fail(new StoreTrouble(null, "closed"));
        for (var left = idle.poll(); left != null; left = idle.poll()) discard(left);
    }

    private void answer(Task<ReadStatements, ?> task) {
        busy.put(Thread.currentThread(), turns.incrementAndGet());
        try {
            var statements = idle.poll();
            if (statements == null) statements = connect();
            try {
                task.perform(statements);
                files.vouch();
            } catch (SQLException | RuntimeException e) {
                discard(statements);
                throw e;
            }
            idle.add(statements);
            task.tell();
        } catch (SQLException | RuntimeException e) {
            task.fail(StoreTrouble.of(file, e));
        } finally {
            unanswered.remove(task);
            busy.remove(Thread.currentThread());
        }
    }

    private ReadStatements connect() throws SQLException {
        files.checkDatabase();
        Connection connection = connections.open(file, true);
        try {
            return new ReadStatements(connection);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static void discard(ReadStatements statements) {
        try {
            statements.close();
        } catch (SQLException e) {
            LOG.log(Level.WARNING, "log-connection=not-closed code=" + StoreTrouble.name(StoreTrouble.code(e)));
        }
    }
}
