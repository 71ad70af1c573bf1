package tertulia.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The log on stderr: a record a line, {@code key=value}, a stack trace only behind a bug. */
public final class Log extends Formatter {
    static {
        System.setProperty("java.util.logging.manager", Kept.class.getName());
    }

    private static final Logger ROOT = Logger.getLogger("");

    /** JmDNS says much of what others do on the network; what concerns us is said by ourselves. */
    private static final Logger JMDNS = Logger.getLogger("javax.jmdns");

    /** JLine tells of terminals that it does not know, with a stack trace, and then works without what it missed. */
    private static final Logger JLINE = Logger.getLogger("org.jline");

    /** SQLite tells of what our own sentence is about, with a stack trace. */
    private static final Logger SQLITE = Logger.getLogger("org.sqlite");

    private static volatile @Nullable Consumer<String> terminal;

    private Log() {}

    static void setUp() {
        for (var usual : ROOT.getHandlers()) ROOT.removeHandler(usual);
        ROOT.addHandler(new Out());
        ROOT.setLevel(Level.INFO);
        for (var library : List.of(JMDNS, JLINE, SQLITE)) library.setLevel(Level.OFF);
    }

    /**
     * From here on records go there, if stderr is the terminal that stdin is: whoever writes there is not to be disturbed.
     */
    static void toTerminal(Consumer<String> lines) {
        try {
            var err = Path.of("/proc/self/fd/2").toRealPath();
            if (err.equals(Path.of("/proc/self/fd/0").toRealPath())) terminal = lines;
        } catch (IOException e) {
            // Where that cannot be seen they go on to stderr.
        }
    }

    @Override
    public String format(LogRecord entry) {
        var time = Instant.ofEpochMilli(entry.getMillis()).truncatedTo(ChronoUnit.MILLIS);
        var line = new StringBuilder()
                .append(time)
                .append(' ')
                .append(entry.getLevel())
                .append(' ')
                .append(formatMessage(entry).replace('\n', ' '))
                .append('\n');
        var thrown = entry.getThrown();
        if (thrown != null) {
            line.append("  ").append(thrown).append('\n');
            for (var frame : thrown.getStackTrace())
                line.append("    at ").append(frame).append('\n');
        }
        return line.toString();
    }

    /** To stderr, or to who writes to that terminal. */
    private static final class Out extends Handler {
        Out() {
            setFormatter(new Log());
            setLevel(Level.INFO);
        }

        @Override
        public void publish(LogRecord entry) {
            if (!isLoggable(entry)) return;
            String text = getFormatter().format(entry);
            var lines = terminal;
            if (lines != null) lines.accept(text.stripTrailing());
            else System.err.print(text);
        }

        @Override
        public void flush() {
            System.err.flush();
        }

        @Override
        public void close() {
            flush();
        }
    }

    /** Keeps the log until the end: Java's own takes it away on a signal, before the server has stopped. */
    public static final class Kept extends LogManager {
        @Override
        public void reset() {}
    }
}
