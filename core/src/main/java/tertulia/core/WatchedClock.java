package tertulia.core;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;

/** The clock on the wall, watched by one that never jumps, so that it is known when somebody set it. For one thread or lane. */
public final class WatchedClock {
    /** What differs less from the other clock is no jump. */
    public static final Duration JUMP = Duration.ofMinutes(2);

    /** A clock that has not jumped for so long is believed. */
    static final Duration STEADY = Duration.ofMinutes(1);

    private final InstantSource wall;
    private final LongSupplier nanos;
    private Instant lastWall;
    private long lastNanos;
    private long changedNanos;
    private boolean jumped;

    /** {@code nanos} only grow, as those of a lane. */
    public WatchedClock(InstantSource wall, LongSupplier nanos) {
        this.wall = wall;
        this.nanos = nanos;
        lastWall = wall.instant();
        lastNanos = changedNanos = nanos.getAsLong();
    }

    /** How far the clock was set forward, or (negative) back, since it was looked at before; nothing if it was not. */
    public Optional<Duration> look() {
        var nowWall = wall.instant();
        long nowNanos = nanos.getAsLong();
        var jump = Duration.between(lastWall, nowWall).minusNanos(nowNanos - lastNanos);
        lastWall = nowWall;
        lastNanos = nowNanos;
        if (jump.abs().compareTo(JUMP) <= 0) return Optional.empty();
        jumped = true;
        changedNanos = nowNanos;
        return Optional.of(jump);
    }

    /** The time at the last look. */
    public Instant now() {
        return lastWall;
    }

    /** Whether it was set within the last minute, as far as was looked. */
    public boolean wasSet() {
        return jumped && !isSteady();
    }

    /** Whether it has gone as it should for a minute now. */
    public boolean isSteady() {
        return nanos.getAsLong() - changedNanos >= STEADY.toNanos();
    }
}
