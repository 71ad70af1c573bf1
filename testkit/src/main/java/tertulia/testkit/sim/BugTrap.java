package tertulia.testkit.sim;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hears what a node logs on this thread: a bug that was not planted ends the run. Trouble is daily bread here and is
 * not printed.
 */
final class BugTrap implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger("tertulia.core.Node");
    private static final ThreadLocal<@Nullable BugTrap> SET = new ThreadLocal<>();
    private static final Handler HANDLER = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            if (SET.get() == null || entry.getLevel().intValue() < Level.SEVERE.intValue()) return;
            if (entry.getThrown() instanceof Planned) return;
            var flaw = new Flaw(String.valueOf(entry.getMessage()));
            flaw.initCause(entry.getThrown());
            throw flaw;
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    static {
        LOGGER.setUseParentHandlers(false);
        LOGGER.addHandler(HANDLER);
    }

    BugTrap() {
        SET.set(this);
    }

    @Override
    public void close() {
        SET.remove();
    }
}
