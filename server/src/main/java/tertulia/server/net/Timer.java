package tertulia.server.net;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Tasks of an event loop for later. What such a task throws is logged; Netty alone would keep it in a future that nobody asks. */
public final class Timer {
    private static final System.Logger LOG = System.getLogger(Timer.class.getName());

    private Timer() {}

    /** Runs the task once on the loop, after so many nanoseconds; cancel the future to call it off. */
    public static Future<?> after(EventExecutor loop, long nanos, Runnable task) {
        return loop.schedule(() -> attempt(task), nanos, TimeUnit.NANOSECONDS);
    }

    /** Runs the task on the loop each second, whatever it throws. */
    static void eachSecond(EventExecutor loop, Runnable task) {
        loop.scheduleAtFixedRate(() -> attempt(task), 1, 1, TimeUnit.SECONDS);
    }

    /** Runs the task now. An Error is logged like a bug; the program decides what follows from that. */
    static void attempt(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "bug where=lane", e);
        }
    }
}
