package tertulia.server.admin;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tertulia.model.Limit;
import tertulia.model.Limits;
import tertulia.model.Words;

/** Lines on their way to a terminal or a log, made and written on one thread. When it can't keep up, lines are left out and counted. */
final class Screen {
    private final Consumer<String> out;
    private final Runnable flush;
    private final ArrayBlockingQueue<Supplier<String>> lines;
    private final AtomicLong leftOut = new AtomicLong();
    private final Thread writer;
    private volatile boolean closed;

    /** {@code flush} is run whenever nothing more waits to be written. */
    Screen(Consumer<String> out, Runnable flush, Limits limits) {
        this.out = out;
        this.flush = flush;
        lines = new ArrayBlockingQueue<>(Math.max(1, limits.count(Limit.CONSOLE_LINES)));
        writer = Thread.ofPlatform().daemon().name("screen").start(this::write);
    }

    /** Shows a line soon; an empty one is not shown. Never waits. */
    void show(Supplier<String> line) {
        if (!lines.offer(line)) leftOut.incrementAndGet();
    }

    private void write() {
        try {
            while (!closed || !lines.isEmpty()) {
                var line = lines.poll(100, TimeUnit.MILLISECONDS);
                if (line != null) print(line);
                long missing = lines.isEmpty() ? leftOut.getAndSet(0) : 0;
                if (missing > 0) print(Words.ours().of("console.left-out", missing));
                if (line != null && lines.isEmpty()) flush.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void print(Supplier<String> line) {
        try {
            print(line.get());
        } catch (RuntimeException e) {
            System.getLogger(Screen.class.getName()).log(System.Logger.Level.ERROR, "bug where=console", e);
        }
    }

    private void print(String text) {
        if (!text.isEmpty()) out.accept(text);
    }

    void close() {
        closed = true;
        try {
            writer.join(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
