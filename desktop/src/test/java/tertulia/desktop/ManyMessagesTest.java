package tertulia.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.animation.AnimationTimer;
import javafx.event.Event;
import javafx.scene.control.ListView;
import javafx.scene.control.skin.VirtualFlow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tertulia.client.FakeServer;

/** The window does not freeze: frame times while messages come into a long conversation. They are printed. */
final class ManyMessagesTest {
    private static final int BEFORE = 10_000;
    private static final int PER_SECOND = 50;
    private static final int SECONDS = 10;

    @TempDir
    Path folder;

    @Test
    void fiftyMessagesASecondIntoAConversationOfTenThousand() throws Exception {
        try (var server = new FakeServer(7);
                var desk = new Desk(folder, server.address()).join("Ana")) {
            var zoe = FakeServer.somebody("Zoe");
            for (int n = 0; n < BEFORE; n++) server.says(zoe, Optional.empty(), text(n));
            await().atMost(Duration.ofSeconds(60)).until(() -> desk.texts().size() == BEFORE);
            var frames = new Frames();
            Desk.fx(() -> {
                frames.start();
                return frames;
            });
            var said = new AtomicInteger(BEFORE);
            var enough = new CountDownLatch(PER_SECOND * SECONDS);
            try (var pace = Executors.newSingleThreadScheduledExecutor()) {
                pace.scheduleAtFixedRate(
                        () -> {
                            if (enough.getCount() > 0) server.says(zoe, Optional.empty(), text(said.getAndIncrement()));
                            enough.countDown();
                        },
                        0,
                        1000 / PER_SECOND,
                        TimeUnit.MILLISECONDS);
                assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();
                pace.shutdownNow();
            }
            desk.until(text(BEFORE + PER_SECOND * SECONDS - 1));
            Desk.fx(() -> {
                frames.stop();
                return frames;
            });
            System.out.println("desktop, " + PER_SECOND + " messages a second into " + BEFORE + ": " + frames);
            // Generous, for a machine that has other things to do; the figures are in docs/benchmarks.md.
            assertThat(frames.at(0.99)).as("a long frame, milliseconds").isLessThan(1000);
        }
    }

    @Test
    void scrollingThroughTenThousand() throws Exception {
        try (var server = new FakeServer(8);
                var desk = new Desk(folder, server.address()).join("Ana")) {
            var people = List.of(FakeServer.somebody("Zoe"), FakeServer.somebody("Rafid"));
            for (int n = 0; n < BEFORE; n++) server.says(people.get(n / 3 % 2), Optional.empty(), text(n));
            await().atMost(Duration.ofSeconds(60)).until(() -> desk.texts().size() == BEFORE);
            var flow = (VirtualFlow<?>) desk.node("messages", ListView.class).lookup(".virtual-flow");
            var turns = new CountDownLatch(SECONDS * 60);
            var frames = new Frames() {
                @Override
                public void handle(long nanos) {
                    super.handle(nanos);
                    turns.countDown();
                    Event.fireEvent(flow, PlaceTest.wheel(90));
                }
            };
            Desk.fx(() -> {
                frames.start();
                return frames;
            });
            assertThat(turns.await(60, TimeUnit.SECONDS)).isTrue();
            Desk.fx(() -> {
                frames.stop();
                return frames;
            });
            System.out.println("desktop, the wheel turned by 90 pixels a frame among " + BEFORE + ": " + frames);
            assertThat(frames.at(0.99)).as("a long frame, milliseconds").isLessThan(1000);
        }
    }

    private static String text(int n) {
        return "message " + n + " of many, some of which are longer than others" + " and go on".repeat(n % 13);
    }

    /** The times between two frames, and what of them the window's thread computed. */
    private static class Frames extends AnimationTimer {
        private final List<Double> millis = Collections.synchronizedList(new ArrayList<>());
        private long before;
        private long cpuNanos;

        @Override
        public void handle(long nanos) {
            if (before != 0) millis.add((nanos - before) / 1e6);
            before = nanos;
        }

        @Override
        public void start() {
            super.start();
            cpuNanos = -ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        }

        @Override
        public void stop() {
            super.stop();
            cpuNanos += ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        }

        double at(double quantile) {
            var sorted = millis.stream().sorted().toList();
            return sorted.get((int) Math.min(sorted.size() - 1, sorted.size() * quantile));
        }

        @Override
        public String toString() {
            return String.format(
                    "%d frames, milliseconds: median %.1f, 95%% %.1f, 99%% %.1f, longest %.1f; computed %.1f a frame",
                    millis.size(), at(0.5), at(0.95), at(0.99), at(1), cpuNanos / 1e6 / millis.size());
        }
    }
}
