package tertulia.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import tertulia.core.Budget;
import tertulia.core.Share;
import tertulia.model.Limits;
import tertulia.model.Words;

final class ScreenTest {
    private static final int CHARACTERS = 10_000;

    private final Share share = Budget.of(use -> 100_000).share(Budget.Use.CONSOLE);
    private final List<String> shown = new CopyOnWriteArrayList<>();
    private final CountDownLatch stuck = new CountDownLatch(1);
    private final CountDownLatch free = new CountDownLatch(1);

    @Test
    void longLinesAreLeftOutAndCountedWhenTheirBytesAreTooMany() throws InterruptedException {
        var screen = new Screen(this::show, () -> {}, Limits.usual(), share);
        screen.show(() -> "stuck");
        stuck.await();
        var line = "x".repeat(CHARACTERS);
        for (int i = 0; i < 20; i++) screen.show(line.length(), () -> line);
        assertThat(share.used()).isLessThanOrEqualTo(share.most());
        screen.show(() -> "short");
        free.countDown();
        screen.close();
        long whole = shown.stream().filter(line::equals).count();
        assertThat(whole).isBetween(3L, 5L);
        assertThat(shown).contains("short", Words.ours().of("console.left-out", 20 - whole));
        assertThat(share.used()).isZero();
    }

    private void show(String line) {
        shown.add(line);
        stuck.countDown();
        try {
            free.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
