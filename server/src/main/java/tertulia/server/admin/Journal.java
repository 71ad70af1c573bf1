package tertulia.server.admin;

import java.lang.System.Logger.Level;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tertulia.core.Budget;
import tertulia.core.Watch;
import tertulia.model.Author;
import tertulia.model.Entry;
import tertulia.model.Limits;
import tertulia.model.Refusal;
import tertulia.model.Words;

/**
 * What the log of a server without a console says of people: who came, went, was refused or sent out, and never what was said.
 * In ten seconds it says so of at most twenty, and then how many more there were.
 */
public final class Journal implements Watch {
    private static final System.Logger LOG = System.getLogger(Journal.class.getName());
    private static final int SINGLY = 20;
    private static final int SECONDS = 10;

    private final Screen screen;
    private final Map<Kind, Integer> unsaid = new EnumMap<>(Kind.class);
    private long windowNanos = System.nanoTime();
    private int said;

    private enum Kind {
        JOINED,
        LEFT,
        REFUSED
    }

    /** Writes to the log; lanes never wait for it. */
    public Journal(Limits limits, Budget budget) {
        this(line -> LOG.log(Level.INFO, line), limits, budget);
    }

    Journal(Consumer<String> out, Limits limits, Budget budget) {
        screen = new Screen(out, () -> {}, limits, budget.share(Budget.Use.CONSOLE));
    }

    @Override
    public void joined(Author user, String address) {
        tell(Kind.JOINED, 0, () -> Sayings.joined(Words.english(), user, address));
    }

    @Override
    public void left(Author user) {
        tell(Kind.LEFT, 0, () -> Sayings.left(Words.english(), user));
    }

    @Override
    public void refused(String name, String address, Refusal why) {
        tell(Kind.REFUSED, name.length(), () -> Sayings.refused(Words.english(), name, address, why));
    }

    /** An operator does that, not a stranger, so it is always said. */
    @Override
    public void kicked(Author user) {
        screen.show(() -> Sayings.of(Words.english(), "console.kicked", user.handle()));
    }

    @Override
    public void passed(Entry entry, List<Author> members) {}

    private synchronized void tell(Kind kind, long characters, Supplier<String> line) {
        long passedNanos = System.nanoTime() - windowNanos;
        long wholeNanos = TimeUnit.SECONDS.toNanos(SECONDS);
        if (passedNanos >= wholeNanos && unsaid.isEmpty()) {
            windowNanos += passedNanos;
            said = 0;
        }
        if (said < SINGLY) {
            said++;
            screen.show(characters, line);
            return;
        }
        if (unsaid.isEmpty())
            CompletableFuture.delayedExecutor(Math.max(0, wholeNanos - passedNanos), TimeUnit.NANOSECONDS)
                    .execute(this::sumUp);
        unsaid.merge(kind, 1, Integer::sum);
    }

    /** Says what was only counted, and begins again to say each. */
    synchronized void sumUp() {
        if (unsaid.isEmpty()) return;
        var counts = Map.copyOf(unsaid);
        unsaid.clear();
        windowNanos = System.nanoTime();
        said = 0;
        screen.show(() -> Sayings.of(
                Words.english(),
                "console.summed-up",
                counts.getOrDefault(Kind.JOINED, 0),
                counts.getOrDefault(Kind.LEFT, 0),
                counts.getOrDefault(Kind.REFUSED, 0)));
    }

    /** Writes what is still to be written, and ends. */
    public void close() {
        sumUp();
        screen.close();
    }
}
