package tertulia.testkit.sim;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import tertulia.core.port.Lane;

/**
 * All lanes on one thread: each step runs the first task of a ready lane that chance chose. Time is virtual and passes
 * only when told to, while tasks wait too: a lane may be slow.
 */
final class Schedule implements InstantSource {
    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    private final SplittableRandom dice;
    private final boolean traced;
    private final List<SimLane> ready = new ArrayList<>();
    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>(Comparator.comparingLong(Timer::nanos).thenComparingLong(Timer::order));
    private long nanos;
    private long wallOffsetMillis;
    private long order;
    private long steps;

    Schedule(SplittableRandom dice, boolean traced) {
        this.dice = dice;
        this.traced = traced;
    }

    private record Timer(long nanos, long order, SimLane lane, Runnable task) {}

    /** One lane; dead once its node was killed. */
    final class SimLane implements Lane {
        private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
        private boolean dead;

        @Override
        public void run(Runnable task) {
            if (dead) return;
            if (tasks.isEmpty()) ready.add(this);
            tasks.addLast(task);
        }

        @Override
        public void after(Duration delay, Runnable task) {
            Flaw.unless(!delay.isNegative(), "a delay that is negative");
            timers.add(new Timer(nanos + delay.toNanos(), order++, this, task));
        }

        @Override
        public long nanos() {
            return nanos;
        }

        /** The process is gone: what waited never happens. */
        void kill() {
            dead = true;
            if (!tasks.isEmpty()) ready.remove(this);
            tasks.clear();
        }
    }

    SimLane lane() {
        return new SimLane();
    }

    /** Runs one task; false if none is ready. */
    boolean step() {
        if (ready.isEmpty()) return false;
        int which = dice.nextInt(ready.size());
        var lane = ready.get(which);
        var task = lane.tasks.removeFirst();
        if (lane.tasks.isEmpty()) {
            var last = ready.removeLast();
            if (last != lane) ready.set(which, last);
        }
        steps++;
        task.run();
        return true;
    }

    /** Lets so much time pass; what was to happen by then is ready. */
    void pass(Duration time) {
        passTo(nanos + time.toNanos());
    }

    private void passTo(long until) {
        while (!timers.isEmpty() && timers.element().nanos() <= until) {
            var timer = timers.remove();
            nanos = Math.max(nanos, timer.nanos());
            timer.lane().run(timer.task());
        }
        nanos = Math.max(nanos, until);
    }

    /** Runs everything for so much time, as if lanes took none. Throws if it does not come to rest. */
    void settle(Duration time, int mostSteps) {
        long until = nanos + time.toNanos();
        long most = steps + mostSteps;
        while (true) {
            while (step()) Flaw.unless(steps <= most, "never quiet");
            if (nanos >= until) return;
            passTo(timers.isEmpty() ? until : Math.min(until, timers.element().nanos()));
        }
    }

    @Override
    public Instant instant() {
        return BEGINNING.plusNanos(nanos).plusMillis(wallOffsetMillis);
    }

    /** Somebody sets the clock on the wall. */
    void jump(long millis) {
        wallOffsetMillis += millis;
    }

    SplittableRandom dice() {
        return dice;
    }

    /** How many timers are set. */
    int timers() {
        return timers.size();
    }

    long steps() {
        return steps;
    }

    boolean chance(double probability) {
        return probability > 0 && dice.nextDouble() < probability;
    }

    <T> T any(List<T> things) {
        return things.get(dice.nextInt(things.size()));
    }

    @SuppressWarnings("AnnotateFormatMethod")
    void trace(String what, Object... parts) {
        if (traced) System.out.printf("%8d %9.3f %s%n", steps, nanos / 1e9, what.formatted(parts));
    }
}
