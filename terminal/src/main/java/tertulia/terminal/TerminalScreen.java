package tertulia.terminal;

import java.util.Optional;
import java.util.function.Supplier;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/** What all screens on a terminal have in common: its size, and a thread that reads until it is dismissed. */
abstract class TerminalScreen implements Screen {
    private static final int USUAL_COLUMNS = 80;
    private static final int USUAL_ROWS = 24;

    protected final Terminal terminal;

    private final Object reading = new Object();

    // Guarded by reading.
    private @Nullable Thread reader;
    private boolean dismissed;

    TerminalScreen(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Reads on this thread, which {@link #dismiss} interrupts, as Ctrl-C does; nothing once it is dismissed. */
    protected final Optional<String> unlessDismissed(Supplier<Optional<String>> read) {
        synchronized (reading) {
            if (dismissed) return Optional.empty();
            reader = Thread.currentThread();
        }
        try {
            return read.get();
        } finally {
            synchronized (reading) {
                reader = null;
                Thread.interrupted(); // Whoever reads next was not meant.
            }
        }
    }

    protected final boolean isDismissed() {
        synchronized (reading) {
            return dismissed;
        }
    }

    @Override
    public final void dismiss() {
        synchronized (reading) {
            dismissed = true;
            if (reader != null) reader.interrupt();
        }
    }

    @Override
    public final int width() {
        int columns = terminal.getSize().getColumns();
        return columns > 0 ? columns : USUAL_COLUMNS;
    }

    @Override
    public final int height() {
        int rows = terminal.getSize().getRows();
        return rows > 0 ? rows : USUAL_ROWS;
    }
}
