package tertulia.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import tertulia.core.port.EventLog;
import tertulia.core.port.EventLog.Appended.Stored;
import tertulia.model.Author;
import tertulia.model.Draft;
import tertulia.model.Limits;
import tertulia.model.MessageId;
import tertulia.model.RoomId;
import tertulia.testkit.Futures;
import tertulia.testkit.Sample;

/**
 * Measures acknowledged rows a second: {@code Speed FOLDER ROOMS DRAFTS SECONDS}; each room has one append of so many
 * drafts under way. Not a test: figures depend on the disk.
 */
final class Speed {
    private final EventLog log;
    private final List<Draft> drafts;
    private final ExecutorService lane =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());
    private final AtomicLong rows = new AtomicLong();
    private volatile boolean running = true;

    private Speed(EventLog log, List<Draft> drafts) {
        this.log = log;
        this.drafts = drafts;
    }

    public static void main(String[] args) throws IOException {
        int perAppend = Integer.parseInt(args[2]);
        int seconds = Integer.parseInt(args[3]);
        var folder = Files.createTempDirectory(Path.of(args[0]), "speed");
        try (var store = SqliteStore.open(folder, Limits.usual(), Shares.ample())) {
            var sample = new Sample(1);
            var author = sample.author();
            var drafts = new ArrayList<Draft>();
            for (int i = 0; i < perAppend; i++) drafts.add(sample.said(author, "x".repeat(100)));
            var speed = new Speed(store.log(), drafts);
            for (int i = 0; i < Integer.parseInt(args[1]); i++) speed.next(sample.room(), author, 0);
            long before = 0;
            for (int second = 0; second < seconds; second++) {
                long start = System.nanoTime();
                LockSupport.parkNanos(1_000_000_000L);
                long now = speed.rows.get();
                System.out.println("rows/s " + (now - before) * 1_000_000_000L / (System.nanoTime() - start));
                before = now;
            }
            speed.running = false;
            Futures.await(store.log().open(RoomId.LOBBY));
        }
    }

    private void next(RoomId room, Author author, long last) {
        var fresh = new ArrayList<Draft>(drafts.size());
        for (var draft : drafts) fresh.add(new Draft(author, id(), draft.event()));
        log.append(room, last, fresh, Sample.NOON)
                .thenAcceptAsync(
                        appended -> {
                            rows.addAndGet(((Stored) appended).entries().size());
                            if (running) next(room, author, last + fresh.size());
                        },
                        lane);
    }

    private static MessageId id() {
        return MessageId.make(Instant.now(), ThreadLocalRandom.current());
    }
}
