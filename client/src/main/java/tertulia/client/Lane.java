package tertulia.client;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The one thread, a virtual one, to which all state of a client belongs. Tasks run in the order they were given. */
final class Lane implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Lane.class.getName());

    private final ScheduledThreadPoolExecutor executor;

    Lane(String name) {
        executor =
                new ScheduledThreadPoolExecutor(1, Thread.ofVirtual().name(name).factory());
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        executor.setRemoveOnCancelPolicy(true);
    }

    /** Runs the task soon; after {@link #close} it is left out. */
    void run(Runnable task) {
        after(Duration.ZERO, task);
    }

    /** Runs the task after the delay, unless the lane is closed before. */
    void after(Duration delay, Runnable task) {
        try {
            executor.schedule(() -> guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // Closed: what comes now comes too late for anyone to see.
            LOG.log(System.Logger.Level.TRACE, "late task", e);
        }
    }

    /** Runs the task on the lane and hands its result out; fails if the lane is closed. */
    <T> CompletableFuture<T> ask(Callable<T> task) {
        var answer = new CompletableFuture<T>();
        try {
            executor.execute(() -> {
                try {
                    answer.complete(task.call());
                } catch (Exception e) {
                    answer.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(e);
        }
        return answer;
    }

    /** A bug in one task must not keep the next from running. */
    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "a task of the client failed", e);
        }
    }

    @Override
    public void close() {
        executor.shutdown();
    }
}
