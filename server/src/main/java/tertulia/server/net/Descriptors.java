package tertulia.server.net;

import static java.lang.System.Logger.Level.WARNING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import tertulia.model.Words;

/**
 * How many connections this process has file descriptors for, by what Linux tells of it (proc(5)); elsewhere as many as one
 * likes. Some are left for files, and for telling newcomers that there is no room. Used from every lane.
 */
final class Descriptors {
    /** So many newcomers at once are told; the others wait to be taken in. */
    static final int TOLD = 32;

    private static final System.Logger LOG = System.getLogger(Descriptors.class.getName());
    private static final Path PROCESS = Path.of("/proc/self");
    private static final String OPEN_FILES = "Max open files";
    private static final int FILES = 32;
    private static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final long most;
    private final AtomicLong saidNanos = new AtomicLong(System.nanoTime() - PAUSE_NANOS);

    private Descriptors(long most) {
        this.most = most;
    }

    /** What is left now. */
    static Descriptors left() {
        try (var open = Files.list(PROCESS.resolve("fd"))) {
            for (String line : Files.readAllLines(PROCESS.resolve("limits"))) {
                if (!line.startsWith(OPEN_FILES)) continue;
                String soft = line.substring(OPEN_FILES.length()).strip().split("\\s+", 2)[0];
                if (soft.equals("unlimited")) break;
                return new Descriptors(Math.max(1, Long.parseLong(soft) - open.count() - FILES - TOLD));
            }
        } catch (IOException | NumberFormatException e) {
            // Then accepting tells when there are none.
        }
        return new Descriptors(Long.MAX_VALUE);
    }

    /** The most connections that there may be. */
    long most() {
        return most;
    }

    /** Newcomers are sent away for want of them: said once a minute. */
    void missing(int connections) {
        long now = System.nanoTime();
        long said = saidNanos.get();
        if (now - said < PAUSE_NANOS || !saidNanos.compareAndSet(said, now)) return;
        LOG.log(WARNING, Words.english().of("trouble.net.descriptors", connections));
    }
}
