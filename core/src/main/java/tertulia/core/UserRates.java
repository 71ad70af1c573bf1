package tertulia.core;

import java.time.Duration;
import tertulia.model.Limit;
import tertulia.model.Limits;

/**
 * What a user may do over all connections, at once and one after the other: messages, joins (as many, for they are written down
 * too), other commands, bytes of messages.
 */
record UserRates(Allowance says, Allowance joins, Allowance commands, Allowance bytes) {
    private static final double DAY_SECONDS = Duration.ofDays(1).toSeconds();

    /** What they cost in the heap with whose they are. */
    static final long BYTES = 320;

    /** What an entry takes on the disk beside its text. */
    private static final int ENTRY_BYTES = 128;

    static UserRates full(Limits limits, long nanos) {
        return new UserRates(
                new Allowance(limits.of(Limit.SAY_PER_SECOND), limits.of(Limit.SAY_BURST), nanos),
                new Allowance(limits.of(Limit.SAY_PER_SECOND), limits.of(Limit.SAY_BURST), nanos),
                new Allowance(limits.of(Limit.COMMANDS_PER_SECOND), limits.of(Limit.COMMANDS_BURST), nanos),
                daily(limits.of(Limit.BYTES_PER_DAY), nanos));
    }

    /** So many bytes at once, which come back within a day. */
    private static Allowance daily(long bytes, long nanos) {
        return new Allowance(bytes / DAY_SECONDS, bytes, nanos);
    }

    /** Nanoseconds until all is as if the user had never been here; 0 if it is. */
    long missing(long nanos) {
        long written = Math.max(says.missing(nanos), joins.missing(nanos));
        return Math.max(written, Math.max(commands.missing(nanos), bytes.missing(nanos)));
    }

    /** What a text of this size takes of the bytes of a day. */
    static long stored(int textBytes) {
        return (long) textBytes + ENTRY_BYTES;
    }
}
