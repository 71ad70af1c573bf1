package tertulia.app;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import tertulia.model.Visible;
import tertulia.model.Words;

/**
 * The end of a server that cannot go on: one line on stderr, then the process ends at once with exit code 3. What was
 * acknowledged is on disk, and a process that is half dead serves nobody.
 */
final class Fatal {
    /** The same code with which Java ends by {@code -XX:+ExitOnOutOfMemoryError}. */
    static final int EXIT_CODE = 3;

    private Fatal() {}

    /**
     * From now on an {@link Error} ends the process: one that a thread dies of, and one that our code or Netty caught and
     * logged as a warning or worse.
     */
    static void install() {
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {
            if (thrown instanceof Error error) end(error);
            else System.getLogger(thread.getName()).log(System.Logger.Level.ERROR, "bug where=thread", thrown);
        });
        for (var name : new String[] {"tertulia", "io.netty"}) LOGGERS.watch(name);
    }

    /** Says the sentence {@code fatal.NAME} of the catalogue, and ends the process; of several threads the first one does. */
    static synchronized void end(String name, Object... parts) {
        try {
            System.err.println("tertulia: " + Visible.text(Words.ours().of("fatal." + name, parts)));
            System.err.flush();
        } finally {
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }

    private static void end(Error error) {
        var at = error.getStackTrace();
        end("error", error + (at.length == 0 ? "" : " at " + at[0]));
    }

    private static @Nullable Error error(@Nullable Throwable thrown) {
        return switch (thrown) {
            case Error error -> error;
            case CompletionException carrier -> error(carrier.getCause());
            case ExecutionException carrier -> error(carrier.getCause());
            case null, default -> null;
        };
    }

    private static final Watched LOGGERS = new Watched();

    /** Sees what is logged before the log does. */
    private static final class Watched extends Handler {
        private final java.util.List<Logger> kept = new java.util.ArrayList<>(); // Or they would be collected.

        void watch(String name) {
            var logger = Logger.getLogger(name);
            logger.addHandler(this);
            kept.add(logger);
        }

        @Override
        public void publish(LogRecord entry) {
            var error = error(entry.getThrown());
            if (error != null && entry.getLevel().intValue() >= Level.WARNING.intValue()) end(error);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
