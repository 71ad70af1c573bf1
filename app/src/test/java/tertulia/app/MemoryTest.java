package tertulia.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tertulia.core.Budget;
import tertulia.core.Budget.Use;
import tertulia.core.port.Pages;
import tertulia.model.Limit;
import tertulia.model.Limits;

/** The limits multiply; here all are multiplied, and compared with the heap that the launcher gives, and with smaller ones. */
final class MemoryTest {
    private static final long MEGABYTE = 1 << 20;

    /** What an idle server needs for itself. */
    private static final long ITSELF_BYTES = 16 * MEGABYTE;

    /** What anything small costs: an entry without its text, a room of a list, a read that waits. */
    private static final long SMALL_BYTES = 320;

    /** A server with more lanes, which are processors, has more memory, too. */
    private static final long LANE_HEAP_BYTES = 64 * MEGABYTE;

    private static final int READERS = 2;

    /** Of a character in JSON, at most. */
    private static final long JSON_BYTES = 6;

    private final Limits limits = Limits.usual();

    /** The launcher's, and the least and the most that are promised. */
    static LongStream heaps() throws IOException {
        var launcher = Files.readString(Path.of("..", "tertulia"));
        var given = Pattern.compile("choose_flags (\\d+) server")
                .matcher(launcher)
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)));

        return LongStream.concat(LongStream.of(64, 256, 4096), given).map(size -> size * MEGABYTE);
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

    @ParameterizedTest
    @MethodSource("heaps")
    void whatHasNoShareFitsBesideTheShares(long heap) {
        long lanes = Math.max(2, heap / LANE_HEAP_BYTES);
        long multiplied = Arrays.stream(Limit.values())
                .map(limit -> kept(limit, lanes))
                .mapToLong(kept -> kept instanceof Multiplied(long bytes) ? bytes : 0)
                .sum();
        assertThat(sum(Budget.of(heap, heap), false) + ITSELF_BYTES + multiplied)
                .isLessThan(heap);
    }

    @Test
    void everyShareOfTheHeapHasALimitOrIsOfBytesAlone() {
        var used = EnumSet.noneOf(Use.class);
        for (var limit : Limit.values()) if (kept(limit, 1) instanceof Shared(Set<Use> uses)) used.addAll(uses);
        assertThat(EnumSet.complementOf(used)).containsExactly(Use.TLS);
    }

    /** Where what a limit lets in is kept in memory. */
    private sealed interface Kept {}

    /** Its bytes count in these shares, however high it is. */
    private record Shared(Set<Use> uses) implements Kept {}

    /** No share bounds it, but the product of all that it depends on. */
    private record Multiplied(long bytes) implements Kept {}

    /** It bounds time, the disk, or how often something may be done. */
    private record Nothing() implements Kept {}

    /** A limit that is new has to be put somewhere here. */
    private Kept kept(Limit limit, long lanes) {
        long pages = lanes * limits.of(Limit.CATCH_UP_READS);
        return switch (limit) {
            case JSON_BYTES, HTTP_LINE_BYTES, HTTP_HEADER_BYTES, HTTP_HEADERS, HTTP_WAITING_REQUESTS ->
                in(Use.INPUT, Use.STRANGERS);
            case TEXT_BYTES, WAITING_DRAFTS, APPEND_DRAFTS -> in(Use.WAITING, Use.UNPOSTED);
            case COMMIT_DRAFTS, LOG_WAITING_DRAFTS -> in(Use.LOG);
            case CONNECTIONS, ADDRESS_CONNECTIONS, UNANSWERED, ENTERING_SESSIONS -> in(Use.CONNECTIONS);
            case ROOM_IDLE_SECONDS -> in(Use.ROOMS);
            case REMEMBERED_IDS -> in(Use.REMEMBERED);
            case RECENT_BATCHES -> in(Use.RECENT);
            case PRESENT_USERS -> in(Use.PRESENCE);
            case HANDLE_CHARACTERS, KEPT_HANDLES -> in(Use.HANDLES, Use.CONNECTIONS);
            case REMEMBERED_RATES, REMEMBERED_ADDRESSES -> in(Use.RATES);
            case CONSOLE_LINES -> in(Use.CONSOLE);
            case WATER_HIGH_BYTES, WATER_LOW_BYTES -> in(Use.OUTPUT);

            case CATCH_UP_READS -> new Multiplied(pages * 2 * (Pages.CHARACTERS + limits.of(Limit.TEXT_BYTES)));
            case CATCH_UP_ENTRIES, HISTORY_ENTRIES -> new Multiplied(pages * limits.of(limit) * SMALL_BYTES);
            case ROOMS_AT_HELLO -> new Multiplied((lanes + READERS) * limits.of(limit) * SMALL_BYTES);
            case LOG_WAITING_READS -> new Multiplied(limits.of(limit) * SMALL_BYTES);

            case SAY_PER_SECOND,
                    SAY_BURST,
                    COMMANDS_PER_SECOND,
                    COMMANDS_BURST,
                    BYTES_PER_DAY,
                    ADDRESS_SAY_PER_SECOND,
                    ADDRESS_SAY_BURST,
                    ADDRESS_COMMANDS_PER_SECOND,
                    ADDRESS_COMMANDS_BURST,
                    ADDRESS_JOINS_PER_SECOND,
                    ADDRESS_JOINS_BURST,
                    ADDRESS_BYTES_PER_DAY,
                    NAME_TRIES,
                    JSON_DEPTH,
                    FREE_DISK_BYTES,
                    FREE_DISK_PERCENT,
                    HEAD_LOOK_SECONDS,
                    HANDLE_KEPT_SECONDS,
                    BACK_SECONDS,
                    PRESENCE_CHANGES_PER_SECOND,
                    TYPING_MILLIS,
                    TYPING_LISTENERS,
                    KICK_SECONDS,
                    HANG_SECONDS,
                    SLOW_SECONDS,
                    STUCK_SECONDS,
                    PING_SECONDS,
                    GREETING_MILLIS,
                    SPARE_SOCKET_SECONDS,
                    HANDSHAKE_SECONDS,
                    CERTIFICATE_LOOK_SECONDS,
                    FIRST_LINE_SECONDS,
                    NAME_SECONDS,
                    HTTP_IDLE_SECONDS -> new Nothing();
        };
    }

    private static Shared in(Use... uses) {
        return new Shared(Set.of(uses));
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
