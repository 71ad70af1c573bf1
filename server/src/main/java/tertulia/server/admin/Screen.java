package tertulia.server.admin;

import java.io.PrintStream;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import tertulia.model.Limit;
import tertulia.model.Limits;
import tertulia.model.Words;

/** Lines on their way to a terminal, made and written on one thread. When it can't keep up, lines are left out and counted. */
final class Screen {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final PrintStream out;
    private final ArrayBlockingQueue<Supplier<String>> lines;
    private final AtomicLong leftOut = new AtomicLong();
    private final Thread writer;
    private volatile boolean closed;

    Screen(PrintStream out, Limits limits) {
        this.out = out;
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
                if (lines.isEmpty()) out.flush();
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
        if (!text.isEmpty()) out.println(LocalTime.now(ZoneId.systemDefault()).format(TIME) + " " + text);
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
