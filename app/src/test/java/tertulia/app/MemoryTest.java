package tertulia.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tertulia.core.Budget;
import tertulia.core.Budget.Use;
import tertulia.model.Limit;
import tertulia.model.Limits;

/** The limits multiply; here all are multiplied, and compared with the heap that the launcher gives, and with smaller ones. */
final class MemoryTest {
    private static final long MEGABYTE = 1 << 20;

    /** What an idle server needs for itself. */
    private static final long ITSELF_BYTES = 16 * MEGABYTE;

    /** Of a character in JSON, at most. */
    private static final long JSON_BYTES = 6;

    private final Limits limits = Limits.usual();

    /** The launcher's, wherever it says so, and the least that is promised. */
    static LongStream heaps() throws IOException {
        var launcher = Files.readString(Path.of("..", "tertulia"));
        var given = Pattern.compile("-Xmx(\\d+)m")
                .matcher(launcher)
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .max()
                .stream();
        return LongStream.concat(LongStream.of(64, 512, 4096), given).map(size -> size * MEGABYTE);
    }

    @ParameterizedTest
    @MethodSource("heaps")
    void allSharesTogetherFitBesideTheServerItself(long heap) {
        var budget = Budget.of(heap, heap);
        assertThat(sum(budget, false) + ITSELF_BYTES)
                .as("in the heap: the old generation is two thirds of it, and wants some air")
                .isLessThan(heap * 9 / 10);
        assertThat(sum(budget, false)).isLessThan(heap * 6 / 10);
        assertThat(sum(budget, true)).as("outside the heap").isLessThan(heap * 6 / 10);
    }

    private static long sum(Budget budget, boolean direct) {
        return Arrays.stream(Use.values())
                .filter(use -> use.isDirect() == direct)
                .mapToLong(use -> budget.share(use).most())
                .sum();
    }

    static Stream<Use> uses() {
        return Stream.of(Use.values());
    }

    @ParameterizedTest
    @MethodSource("uses")
    void everyShareIsEnoughForTheLargestThingOfItsKindInTheSmallestHeap(Use use) {
        var share = Budget.of(64 * MEGABYTE, 64 * MEGABYTE).share(use);
        long largest = 2 * JSON_BYTES * limits.of(Limit.TEXT_BYTES) + 2 * limits.of(Limit.JSON_BYTES);
        assertThat(share.take(largest, 0)).isTrue();
    }
}
