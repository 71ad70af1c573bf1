package tertulia.e2e;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Lines that arrive from elsewhere. Whoever waits in vain for one is shown what came instead. */
public final class Lines {
    /** How long anything may take on a machine that has other things to do; nothing is asserted about it. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The same as browsers are told it. */
    static final double PATIENCE_MILLIS = 30_000;

    private static final int SHOWN = 40;

    private final String whose;
    private final Supplier<String> background;

    // Guarded by this.
    private final List<String> all = new ArrayList<>();
    private int taken;
    private boolean ended;

    private Lines(String whose, Supplier<String> background) {
        this.whose = whose;
        this.background = background;
    }

    /** Collects lines from the stream until it ends; {@code background} is what a failure should tell besides. */
    static Lines of(String whose, InputStream in, Supplier<String> background) {
        var lines = new Lines(whose, background);
        Thread.ofVirtual().name(whose).start(() -> lines.read(in));
        return lines;
    }

    private void read(InputStream in) {
        var line = new ByteArrayOutputStream();
        byte[] some = new byte[8192];
        try (in) {
            for (int n = in.read(some); n >= 0; n = in.read(some)) {
                for (int i = 0; i < n; i++) {
                    if (some[i] == '\n') add(line);
                    else line.write(some[i]);
                }
            }
        } catch (IOException e) {
            // The other side was killed or reset the connection: an end like another.
        }
        if (line.size() > 0) add(line);
        synchronized (this) {
            ended = true;
            notifyAll();
        }
    }

    private void add(ByteArrayOutputStream bytes) {
        String line = decoded(bytes.toByteArray());
        bytes.reset();
        synchronized (this) {
            all.add(line);
            notifyAll();
        }
    }

    /** What is sent to us must be UTF-8; what is not is made to fail wherever it is looked at. */
    private static String decoded(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return "NOT UTF-8: " + HexFormat.of().formatHex(bytes);
        }
    }

    /** Takes lines until one is as wanted, and gives that one. */
    String await(String what, Predicate<String> wanted) {
        return upTo(what, wanted).getLast();
    }

    /** Takes lines until one is as wanted, and gives them all. */
    synchronized List<String> upTo(String what, Predicate<String> wanted) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        int begin = taken;
        while (true) {
            while (taken < all.size()) if (wanted.test(all.get(taken++))) return List.copyOf(all.subList(begin, taken));
            if (!more(deadline)) throw new AssertionError(inVain(what, begin));
        }
    }

    /** Takes the next line; nothing if the stream ended. */
    synchronized Optional<String> next() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        if (taken == all.size() && !more(deadline)) {
            if (ended) return Optional.empty();
            throw new AssertionError(inVain("the next line", taken));
        }
        return Optional.of(all.get(taken++));
    }

    /** Takes the rest, up to the end of the stream. */
    synchronized List<String> rest() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        int begin = taken;
        while (!ended) if (!more(deadline) && !ended) throw new AssertionError(inVain("the end", begin));
        taken = all.size();
        return List.copyOf(all.subList(begin, taken));
    }

    /** Everything that came, taken or not. */
    public synchronized List<String> all() {
        return List.copyOf(all);
    }

    /** The last lines that came, for a failure's message. */
    synchronized String tail() {
        int from = Math.max(0, all.size() - SHOWN);
        return String.join("\n    ", all.subList(from, all.size()));
    }

    /** Waits for another line; false if none came until the end or the deadline. */
    private synchronized boolean more(long deadline) {
        int known = all.size();
        try {
            while (all.size() == known && !ended) {
                long millis = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
                if (millis <= 0) return false;
                wait(millis);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(whose + ": interrupted", e);
        }
        return all.size() > known;
    }

    private String inVain(String what, int begin) {
        int from = Math.max(begin, all.size() - SHOWN);
        return whose + ": " + (ended ? "ended" : "waited in vain") + " before " + what + "; received since:\n    "
                + String.join("\n    ", all.subList(from, all.size())) + "\n" + background.get();
    }
}
