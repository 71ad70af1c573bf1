package tertulia.server.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class QuietTest {
    private static final long MEGABYTE = 1 << 20;

    private final Quiet quiet = new Quiet();

    @Test
    void aGrownHeapIsCollectedWhenItIsQuietAndAgainEverMoreSeldom() {
        assertThat(quiet.isTime(400 * MEGABYTE, 300 * MEGABYTE))
                .as("under load")
                .isFalse();
        var collected = new ArrayList<Integer>();
        for (int look = 1; look <= 20; look++) {
            if (!quiet.isTime(400 * MEGABYTE, 300 * MEGABYTE + look)) continue;
            collected.add(look);
            quiet.collected(400 * MEGABYTE, 300 * MEGABYTE + look); // Nothing was free yet.
        }
        assertThat(collected).isEqualTo(List.of(1, 2, 4, 8, 16));
    }

    @Test
    void aHeapThatWasNeededIsLeftInShortQuietTimes() {
        quiet.collected(400 * MEGABYTE, 300 * MEGABYTE);
        for (int burst = 0; burst < 10; burst++) {
            assertThat(quiet.isTime(400 * MEGABYTE, (320 + burst % 2 * 20) * MEGABYTE))
                    .isFalse();
            assertThat(quiet.isTime(400 * MEGABYTE, (320 + burst % 2 * 20) * MEGABYTE))
                    .isFalse();
        }
    }

    @Test
    void aSmallHeapIsLeftAlone() {
        for (int look = 0; look < 20; look++) {
            assertThat(quiet.isTime(Quiet.SMALL_BYTES, 20 * MEGABYTE + look)).isFalse();
        }
    }
}
