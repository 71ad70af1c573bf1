package tertulia.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RecentTest {
    private static final Author ANA = new Author(new UserId(0, 1), new Handle("Ana"));
    private static final long MUCH = 1L << 40;

    private final Map<RoomId, List<Entry>> logs = new HashMap<>();
    private int pages;

    /** Messages in several rooms, the seconds of which are their order. */
    private List<Entry> said(int rooms, int messages, long seed) {
        var random = new Random(seed);
        var all = new ArrayList<Entry>();
        for (int i = 0; i < messages; i++) {
            int to = random.nextInt(rooms);
            var room = to == 0 ? RoomId.LOBBY : RoomId.direct(ANA.id(), new UserId(1, to));
            var log = logs.computeIfAbsent(room, id -> new ArrayList<>());
            var draft = new Draft(ANA, new MessageId(0, i), new Talk.Said(Text.of("message " + i)));
            log.add(new Entry(room, log.size() + 1, Instant.ofEpochSecond(i), draft));
            all.add(log.getLast());
        }
        return all;
    }

    private List<Entry> fetch(Recent recent) {
        var asked = new ArrayDeque<>(recent.begin());
        while (!asked.isEmpty()) recent.take(answer(asked.poll())).ifPresent(asked::add);
        assertThat(recent.isOver()).isTrue();
        return recent.messages();
    }

    private Notice.Page answer(Command.History asked) {
        pages++;
        var before = logs.getOrDefault(asked.room(), List.of()).stream()
                .filter(entry -> entry.seq() < asked.before().orElse(Long.MAX_VALUE))
                .sorted(Comparator.comparingLong(Entry::seq))
                .toList();
        var page = before.subList(Math.max(0, before.size() - asked.limit()), before.size());
        return new Notice.Page("", asked.room(), page, page.size() < before.size());
    }

    @Test
    void theLastMessagesOfAllRoomsComeHoweverFarBack() {
        for (int seed = 0; seed < 20; seed++) {
            logs.clear();
            var all = said(1 + seed % 5, 1500, seed);
            for (int wanted : new int[] {1, 20, 200, 201, 500, 1500, 5000}) {
                var expected = all.subList(Math.max(0, all.size() - wanted), all.size());
                assertThat(fetch(new Recent(logs.keySet(), wanted, MUCH)))
                        .as("seed %d", seed)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void fewPagesAreAskedForIfFewMessagesAreWanted() {
        said(4, 3000, 1);

        assertThat(fetch(new Recent(logs.keySet(), 20, MUCH))).hasSize(20);
        assertThat(pages).isEqualTo(4);
    }

    @Test
    void whatIsHeldIsBoundedAndHasNoHole() {
        var all = said(3, 5000, 2);

        var messages = fetch(new Recent(logs.keySet(), 5000, 200_000));

        assertThat(messages).hasSizeBetween(300, 2000).isEqualTo(all.subList(all.size() - messages.size(), all.size()));
    }

    @Test
    void aRefusedPageEndsItWithWhatIsHere() {
        said(2, 1000, 3);
        var recent = new Recent(logs.keySet(), 1000, MUCH);
        var asked = recent.begin();

        recent.refused();
        assertThat(recent.isOver()).isFalse();
        assertThat(recent.take(answer(asked.getLast()))).isEmpty();

        assertThat(recent.isOver()).isTrue();
        assertThat(recent.messages()).hasSize(200);
    }

    @Test
    void inNoRoomThereIsNothing() {
        assertThat(fetch(new Recent(List.of(), 20, MUCH))).isEmpty();
        assertThat(fetch(new Recent(List.of(RoomId.LOBBY), 20, MUCH))).isEmpty();
    }
}
