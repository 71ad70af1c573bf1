package tertulia.store;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import tertulia.model.Limit;
import tertulia.model.Limits;

/**
 * The free space of the disk below which no more messages are stored, so that SQLite and the rest of the machine never run
 * into a disk that is quite full. Looked at ten times a second at most, and whenever a part of that space may have been written, by
 * the writer's thread.
 */
final class Floor {
    private static final System.Logger LOG = System.getLogger(Floor.class.getName());
    private static final long LOOK_NANOS = Duration.ofMillis(100).toNanos();

    /** Of what is to stay free, what may be written between two looks: SQLite's log takes several times what is stored. */
    private static final int PART = 32;

    private static final long FIRST_PAUSE_NANOS = Duration.ofMinutes(1).toNanos();
    private static final long LONGEST_PAUSE_NANOS = Duration.ofDays(1).toNanos();

    private final Path file;
    private final Connections connections;
    private final FileStore disk;
    private final long bytes;
    private volatile boolean reached;
    private long lookedNanos = System.nanoTime() - LOOK_NANOS;
    private long written;
    private long saidNanos;
    private long pauseNanos;

    Floor(Path file, Limits limits, Connections connections) {
        this.file = file;
        this.connections = connections;
        try {
            disk = Files.getFileStore(file);
            long share = disk.getTotalSpace() / 100 * limits.of(Limit.FREE_DISK_PERCENT);
            bytes = Math.min(share, limits.of(Limit.FREE_DISK_BYTES));
        } catch (IOException e) {
            throw new StoreTrouble(e, "unreadable", file, e);
        }
    }

    /**
     * Whether nothing more is to be stored, of which so many bytes would come now; says so in the log when that begins, at growing
     * pauses, and when it ends.
     */
    boolean isReached(long coming) {
        long now = System.nanoTime();
        written += coming;
        boolean much = bytes > 0 && written >= bytes / PART;
        if (now - lookedNanos < LOOK_NANOS && !much) return reached;
        lookedNanos = now;
        written = 0;
        boolean before = reached;
        reached = usable() < bytes;
        if (!reached) {
            if (before) LOG.log(Level.INFO, "disk=recovered: messages are stored again");
            pauseNanos = 0;
        } else if (pauseNanos == 0 || now - saidNanos >= pauseNanos) {
            saidNanos = now;
            pauseNanos = pauseNanos == 0 ? FIRST_PAUSE_NANOS : Math.min(2 * pauseNanos, LONGEST_PAUSE_NANOS);
            LOG.log(Level.WARNING, "disk=low: " + trouble().getMessage());
        }
        return reached;
    }

    /** As it was at the last look. */
    boolean wasReached() {
        return reached;
    }

    StoreTrouble trouble() {
        return new StoreTrouble(null, "disk-low", file, bytes >> 20);
    }

    /** Where the space cannot be asked, the disk itself will tell. */
    private long usable() {
        try {
            return connections.usableBytes(disk);
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }
}
