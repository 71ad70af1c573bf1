package tertulia.server.admin;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tertulia.core.Share;
import tertulia.model.Limit;
import tertulia.model.Limits;
import tertulia.model.Words;

/**
 * Lines on their way to a terminal or a log, made and written on one thread. When it can't keep up, or no memory is left for
 * another line, lines are left out and counted.
 */
final class Screen {
    /** What a line costs in the heap that holds names and no longer text. */
    private static final long LINE_BYTES = 320;

    private final Consumer<String> out;
    private final Runnable flush;
    private final ArrayBlockingQueue<Line> lines;
    private final Share share;
    private final AtomicLong leftOut = new AtomicLong();
    private final Thread writer;
    private volatile boolean closed;

    /** A line to be made, and what it costs until it is written. */
    private record Line(Supplier<String> text, long bytes) {}

    /** {@code flush} is run whenever nothing more waits to be written; lines that wait count in the share. */
    Screen(Consumer<String> out, Runnable flush, Limits limits, Share share) {
        this.out = out;
        this.flush = flush;
        this.share = share;
        lines = new ArrayBlockingQueue<>(Math.max(1, limits.count(Limit.CONSOLE_LINES)));
        writer = Thread.ofPlatform().daemon().name("screen").start(this::write);
    }

    /** Shows a line soon; an empty one is not shown. Never waits. */
    void show(Supplier<String> line) {
        show(0, line);
    }

    /** The same for a line that keeps so many characters in memory besides names. */
    void show(long characters, Supplier<String> line) {
        long bytes = LINE_BYTES + 2 * characters;
        boolean taken = share.take(bytes, 0);
        if (taken && lines.offer(new Line(line, bytes))) return;
        if (taken) share.give(bytes);
        leftOut.incrementAndGet();
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

    private void print(Line line) {
        try {
            print(line.text().get());
        } catch (RuntimeException e) {
            System.getLogger(Screen.class.getName()).log(System.Logger.Level.ERROR, "bug where=console", e);
        } finally {
            share.give(line.bytes());
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
