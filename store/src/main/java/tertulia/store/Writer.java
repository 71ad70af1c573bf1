package tertulia.store;

import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tertulia.core.Share;
import tertulia.model.Limit;
import tertulia.model.Limits;

/**
 * The one thread that writes. It takes whatever waits, from all rooms, into one transaction, and tells the outcomes when
 * that is on disk: load makes transactions larger, and idleness adds no delay. On trouble of the disk the whole
 * transaction's tasks fail, the connection is thrown away, and after a pause, within which all tasks fail at once, comes a
 * new one.
 */
final class Writer {
    private static final System.Logger LOG = System.getLogger(Writer.class.getName());
    private static final long LOOK_MILLIS = 1000;

    /** After so many looks without work there is nothing to do for a while. */
    private static final int QUIET_LOOKS = 10;

    private static final long LOCK_LOOK_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 5000;
    private static final long MOST_SAY_MINUTES = TimeUnit.DAYS.toMinutes(1);

    /** After so many faults of single tasks without a success between them the fault is the database's. */
    private static final int MOST_REFUSED = 8;

    private final Path file;
    private final Connections connections;
    private final OpenFiles files;
    private final int mostTogether;
    private final int mostWaiting;
    private final Share share;
    private final Thread thread = new Thread(this::run, "tertulia-log-writer");

    // Guarded by this.
    private final ArrayDeque<Task<WriteStatements, ?>> waiting = new ArrayDeque<>();
    private int waitingDrafts;
    private boolean closing;
    private List<Task<WriteStatements, ?>> underWay = List.of();
    private boolean idle;
    private long turn;

    // The writer's thread's own.
    private @Nullable WriteStatements statements;
    private StoreTrouble trouble = new StoreTrouble(null, "not-open");
    private long retryNanos;
    private int failures;
    private String saidTrouble = "";
    private long sayAgainNanos;
    private long sayAgainMinutes;
    private int refused;
    private int looks;
    private long refusals;
    private long lockLookedNanos = System.nanoTime();

    private volatile Optional<StoreTrouble> lockTrouble = Optional.empty();

    /** Starts with a connection, so that what is wrong at the start is told at once. */
    Writer(Path file, Limits limits, Share share, Connections connections, OpenFiles files) throws SQLException {
        this.file = file;
        this.share = share;
        this.connections = connections;
        this.files = files;
        mostTogether = limits.count(Limit.COMMIT_DRAFTS);
        mostWaiting = limits.count(Limit.LOG_WAITING_DRAFTS);
        statements = connect();
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Does the work, which holds so many bytes, in one of the next transactions; the future completes when that is on
     * disk, or in trouble.
     */
    <T> CompletableFuture<T> submit(int drafts, long bytes, Task.Work<WriteStatements, T> work) {
        var task = new Task<>(drafts, work);
        share.add(bytes);
        task.result().whenComplete((done, failure) -> share.give(bytes));
        synchronized (this) {
            if (closing) {
                task.fail(new StoreTrouble(null, "closed"));
            } else if (waitingDrafts > mostWaiting || share.isUsed() && !waiting.isEmpty()) {
                task.fail(new StoreTrouble(null, "busy"));
            } else {
                waiting.add(task);
                waitingDrafts += drafts;
                notifyAll();
            }
        }
        return task.result();
    }

    /** Why a second server could use the folder, if so; looked at every minute. */
    Optional<StoreTrouble> lockTrouble() {
        return lockTrouble;
    }

    /** What the thread is doing. */
    synchronized Pulse pulse() {
        return new Pulse(thread.getName(), thread.isAlive(), idle, turn);
    }

    /** Finishes what was accepted, if that can be done in time, and fails the rest. */
    void close(Duration patience) {
        synchronized (this) {
            closing = true;
            notifyAll();
        }
        try {
            thread.join(patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        failRest();
    }

    private void run() {
        try {
            for (var group = next(); group != null; group = next()) {
                if (statements == null && System.nanoTime() - retryNanos >= 0) reconnect();
                if (statements == null) failPaused(group);
                else if (group.isEmpty()) look();
                else commit(group);
                lookAtLock();
            }
        } finally {
            synchronized (this) {
                closing = true;
            }
            failRest();
            disconnect();
        }
    }

    /** The tasks to do together now, none if it is time to try and connect again, null at the end. */
    private synchronized @Nullable List<Task<WriteStatements, ?>> next() {
        underWay = List.of();
        turn++;
        while (waiting.isEmpty() && !closing) {
            long millis = LOOK_MILLIS;
            if (statements == null) {
                millis = TimeUnit.NANOSECONDS.toMillis(retryNanos - System.nanoTime()) + 1;
                if (millis <= 0) return underWay;
            }
            try {
                idle = true;
                wait(millis);
                if (statements != null && waiting.isEmpty() && !closing) return underWay; // Time for a look.
            } catch (InterruptedException e) {
                LOG.log(Level.WARNING, "log-writer=interrupted"); // Nobody has a reason to; it ends with close alone.
            } finally {
                idle = false;
            }
        }
        if (waiting.isEmpty()) return null;
        var group = new ArrayList<Task<WriteStatements, ?>>();
        int drafts = 0;
        for (var task = waiting.peek();
                task != null && (group.isEmpty() || drafts + task.size() <= mostTogether);
                task = waiting.peek()) {
            group.add(waiting.remove());
            drafts += task.size();
        }
        waitingDrafts -= drafts;
        underWay = group;
        return group;
    }

    /**
     * A unique index that refuses a row is an answer, and handled where it can come. Any other exception may have left
     * the transaction half done or undone, depending on its kind: it is given up as a whole, and so is its connection,
     * for after a failed fsync only the file itself can say what it holds. What met a fault of its own, such as a damaged
     * page on which only its room stands, fails alone, and the others are done again without it.
     */
    private void commit(List<Task<WriteStatements, ?>> group) {
        looks = 0;
        var tasks = new ArrayDeque<>(group);
        while (statements != null && !tasks.isEmpty()) {
            Task<WriteStatements, ?> current = null;
            try {
                for (var task : tasks) {
                    current = task;
                    task.perform(statements);
                }
                current = null;
                files.check();
                statements.commit();
                files.confirm(); // Now, for from here on it is acknowledged.
                recovered(tasks);
                return;
            } catch (SQLException | RuntimeException e) {
                disconnect();
                if (current == null || !StoreTrouble.isOfOne(e) || ++refused > MOST_REFUSED) {
                    pause(StoreTrouble.of(file, e), StoreTrouble.code(e));
                } else {
                    refuse(current, e);
                    tasks.remove(current);
                    reconnect();
                }
            }
        }
        failPaused(tasks);
    }

    private void recovered(Collection<Task<WriteStatements, ?>> tasks) {
        if (failures > 0) LOG.log(Level.INFO, "log=recovered failures=" + failures);
        failures = 0;
        saidTrouble = "";
        for (var task : tasks) {
            if (task.size() > 0) refused = 0;
            task.tell();
        }
    }

    /** Logs the 1st, 2nd, 4th, 8th … in all. */
    private void refuse(Task<WriteStatements, ?> task, Exception e) {
        var why = StoreTrouble.of(file, e);
        refusals++;
        if (Long.bitCount(refusals) == 1) {
            LOG.log(
                    Level.WARNING,
                    "log=refusing code=" + StoreTrouble.name(StoreTrouble.code(e)) + " refusals=" + refusals + ": "
                            + why.getMessage());
        }
        task.fail(why);
    }

    /** When there is nothing to do: whether the files are still there; and memory is given back. */
    private void look() {
        try {
            files.check();
            if (++looks == QUIET_LOOKS && statements != null) statements.shrink();
        } catch (SQLException | StoreTrouble e) {
            disconnect();
            pause(StoreTrouble.of(file, e), StoreTrouble.code(e));
        }
    }

    private void lookAtLock() {
        long now = System.nanoTime();
        if (now - lockLookedNanos < LOCK_LOOK_NANOS) return;
        lockLookedNanos = now;
        var before = lockTrouble;
        lockTrouble = files.lookAtLock();
        if (before.isEmpty()) {
            lockTrouble.ifPresent(trouble -> LOG.log(Level.WARNING, "lock=lost: " + trouble.getMessage()));
        }
    }

    private void reconnect() {
        try {
            statements = connect();
        } catch (SQLException | RuntimeException e) {
            pause(StoreTrouble.of(file, e), StoreTrouble.code(e));
        }
    }

    private WriteStatements connect() throws SQLException {
        files.connected();
        Connection connection = connections.open(file, false);
        try {
            return new WriteStatements(connection);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** Logs each other trouble once, and the same one again at growing times. */
    private void pause(StoreTrouble trouble, int code) {
        this.trouble = trouble;
        long millis = Math.min(LONGEST_PAUSE_MILLIS, PAUSE_MILLIS << Math.min(failures, 10));
        retryNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        failures++;
        if (trouble.getMessage().equals(saidTrouble) && System.nanoTime() - sayAgainNanos < 0) return;
        sayAgainMinutes =
                trouble.getMessage().equals(saidTrouble) ? Math.min(2 * sayAgainMinutes, MOST_SAY_MINUTES) : 1;
        sayAgainNanos = System.nanoTime() + TimeUnit.MINUTES.toNanos(sayAgainMinutes);
        saidTrouble = trouble.getMessage();
        LOG.log(
                Level.WARNING,
                "log=failing code=" + StoreTrouble.name(code) + " failures=" + failures + ": " + saidTrouble);
    }

    private void failPaused(Collection<Task<WriteStatements, ?>> group) {
        for (var task : group) task.fail(trouble);
    }

    private void failRest() {
        var rest = new ArrayList<Task<WriteStatements, ?>>();
        synchronized (this) {
            rest.addAll(underWay);
            rest.addAll(waiting);
            waiting.clear();
            waitingDrafts = 0;
        }
        for (var task : rest) task.fail(new StoreTrouble(null, "closed"));
    }

    private void disconnect() {
        var old = statements;
        statements = null;
        if (old == null) return;
        try {
            files.disconnecting();
            old.close();
        } catch (SQLException | RuntimeException e) {
            LOG.log(Level.WARNING, "log-connection=not-closed code=" + StoreTrouble.name(StoreTrouble.code(e)));
        }
    }
}
