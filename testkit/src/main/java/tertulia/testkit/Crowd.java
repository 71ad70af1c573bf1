package tertulia.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static tertulia.testkit.Futures.await;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import tertulia.core.port.EventLog;
import tertulia.core.port.EventLog.Appended;
import tertulia.model.Author;
import tertulia.model.Draft;
import tertulia.model.Entry;
import tertulia.model.RoomId;

/** Writers who write in the same rooms at once, each from a seed, and remember what they were told. */
final class Crowd {
    private Crowd() {}

    /** Lets all of them write, and waits for them. */
    static void run(List<Writer> writers) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var runs = writers.stream()
                    .map(writer -> CompletableFuture.runAsync(writer, threads))
                    .toList();
            for (var run : runs) await(run);
        }
    }

    /** Whether this is what the writers were told: each entry once, in order, with nothing missing or unheard of. */
    static void check(RoomId room, List<Entry> log, List<Writer> writers, long seed) {
        var told = new HashMap<Long, Entry>();
        for (var writer : writers) {
            for (var entry : writer.told.getOrDefault(room, List.of())) {
                var other = told.put(entry.seq(), entry);
                assertThat(other == null || other.equals(entry))
                        .as("seed %d", seed)
                        .isTrue();
            }
        }
        var keys = new HashSet<Draft.Key>();
        for (int i = 0; i < log.size(); i++) {
            var entry = log.get(i);
            assertThat(entry.seq()).as("seed %d", seed).isEqualTo(i + 1);
            assertThat(keys.add(entry.draft().key())).as("once; seed %d", seed).isTrue();
            assertThat(told.get(entry.seq())).as("seed %d", seed).isEqualTo(entry);
        }
        assertThat(told).as("seed %d", seed).hasSize(log.size());
    }

    /** Writes new drafts and repeats old ones, one append at a time. */
    static final class Writer implements Runnable {
        private static final int APPENDS = 120;

        private final EventLog log;
        private final List<RoomId> rooms;
        private final Sample sample;
        private final Author author;
        private final Map<RoomId, List<Entry>> told = new HashMap<>();

        Writer(EventLog log, List<RoomId> rooms, long seed) {
            this.log = log;
            this.rooms = rooms;
            sample = new Sample(seed);
            author = sample.author();
        }

        @Override
        public void run() {
            for (int i = 0; i < APPENDS; i++) {
                var room = rooms.get(sample.random().nextInt(rooms.size()));
                var mine = told.computeIfAbsent(room, _ -> new ArrayList<>());
                var drafts = new ArrayList<Draft>();
                for (int n = sample.random().nextInt(1, 5); n > 0; n--) drafts.add(sample.said(author));
                boolean repeats = !mine.isEmpty() && sample.random().nextInt(5) == 0;
                if (repeats)
                    drafts.add(mine.get(sample.random().nextInt(mine.size())).draft());
                append(room, drafts, mine, repeats);
            }
        }

        /** Until it is not overtaken. */
        private void append(RoomId room, List<Draft> drafts, List<Entry> mine, boolean repeats) {
            Appended appended = new Appended.Moved();
            while (appended instanceof Appended.Moved) {
                long last = await(log.open(room)).last();
                appended = await(log.append(room, last, drafts, Sample.NOON));
            }
            switch (appended) {
                case Appended.Stored stored -> {
                    assertThat(repeats).isFalse();
                    assertThat(stored.entries().stream().map(Entry::draft)).containsExactlyElementsOf(drafts);
                    mine.addAll(stored.entries());
                }
                case Appended.Known known -> {
                    assertThat(repeats).isTrue();
                    assertThat(mine).containsAll(known.entries());
                }
                case Appended.Moved _, Appended.Full _ -> throw new AssertionError();
            }
        }
    }
}
