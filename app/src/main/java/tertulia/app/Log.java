package tertulia.app;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

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

    private Log() {}

    static void setUp() {
        for (var usual : ROOT.getHandlers()) ROOT.removeHandler(usual);
        var handler = new ConsoleHandler();
        handler.setFormatter(new Log());
        handler.setLevel(Level.INFO);
        ROOT.addHandler(handler);
        ROOT.setLevel(Level.INFO);
        for (var library : List.of(JMDNS, JLINE, SQLITE)) library.setLevel(Level.OFF);
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

    /** Keeps the log until the end: Java's own takes it away on a signal, before the server has stopped. */
    public static final class Kept extends LogManager {
        @Override
        public void reset() {}
    }
}
