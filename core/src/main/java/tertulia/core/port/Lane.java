package tertulia.core.port;

import java.time.Duration;

/**
 * A place where tasks run one after the other, never two at once. Whatever belongs to a lane is touched on it alone, and
 * so needs no locks. A task that throws ends nothing but itself.
 */
public interface Lane {

    /** Runs the task later, after those given before; may be called from anywhere. */
    void run(Runnable task);

    /** Runs the task once, no sooner than after the delay (by a clock that never jumps). */
    void after(Duration delay, Runnable task);

    /** Nanoseconds by that clock; only differences mean something. */
    long nanos();
}
