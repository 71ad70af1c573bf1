package tertulia.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tertulia.model.Draft;
import tertulia.model.Entry;
import tertulia.model.MessageId;
import tertulia.model.RoomId;
import tertulia.model.Talk;
import tertulia.model.Text;

final class TimelineTest {
    private static List<Entry> entries(long after, long last) {
        return LongStream.rangeClosed(after + 1, last)
                .mapToObj(seq -> new Entry(
                        RoomId.LOBBY,
                        seq,
                        Instant.EPOCH,
                        new Draft(
                                FakeServer.somebody("Ann"), new MessageId(0, seq), new Talk.Said(Text.of("t" + seq)))))
                .toList();
    }

    @Test
    void overlapsAreTrimmedAndRepeatsIgnored() {
        var timeline = new Timeline(RoomId.LOBBY, 3);
        assertThat(timeline.hear(1, entries(1, 5))).isEqualTo(entries(3, 5));
        assertThat(timeline.hear(1, entries(1, 5))).isEmpty();
        assertThat(timeline.hear(5, entries(5, 6))).isEqualTo(entries(5, 6));
        assertThat(timeline.at()).isEqualTo(6);
        assertThat(timeline.gap()).isFalse();
    }

    @Test
    void aGapIsFilledFromHistory() {
        var timeline = new Timeline(RoomId.LOBBY, 3);
        assertThat(timeline.hear(5, entries(5, 7))).isEmpty();
        assertThat(timeline.gap()).isTrue();
        assertThat(timeline.fill(entries(3, 5))).isEqualTo(entries(3, 5));
        assertThat(timeline.gap()).isTrue();
        assertThat(timeline.fill(entries(5, 9))).isEqualTo(entries(5, 9));
        assertThat(timeline.gap()).isFalse();
    }

    @Test
    void whatTheServerNoLongerHasIsGivenUp() {
        var timeline = new Timeline(RoomId.LOBBY, 3);
        timeline.hear(20, entries(20, 22));
        assertThat(timeline.fill(entries(10, 22))).isEqualTo(entries(10, 22));
        timeline.passed(30);
        assertThat(timeline.fill(List.of())).isEmpty();
        assertThat(timeline.gap()).isFalse();
        assertThat(timeline.behind()).isFalse();
    }

    @Test
    void eachEntryComesOutOnceAndInOrderHoweverItIsTold() {
        for (int seed = 0; seed < 2000; seed++) {
            var random = new Random(seed);
            long end = 1 + random.nextLong(40);
            long from = random.nextLong(end + 1);
            var timeline = new Timeline(RoomId.LOBBY, from);
            var told = new ArrayList<Entry>();
            for (int turn = 0; turn < 30; turn++) {
                long prev = random.nextLong(end);
                long last = prev + random.nextLong(end - prev + 1);
                told.addAll(
                        random.nextBoolean()
                                ? timeline.hear(prev, entries(prev, last))
                                : timeline.fill(entries(timeline.at(), Math.max(timeline.at(), last))));
            }
            told.addAll(timeline.hear(end - 1, entries(end - 1, end)));
            while (timeline.gap()) {
                told.addAll(timeline.fill(entries(timeline.at(), Math.min(end, timeline.at() + 3))));
            }
            assertThat(told).as("seed %d", seed).isEqualTo(entries(from, end));
        }
    }
}
