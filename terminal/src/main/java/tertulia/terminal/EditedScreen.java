package tertulia.terminal;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import org.jline.reader.Completer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.reader.impl.history.DefaultHistory;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.Status;
import org.jspecify.annotations.Nullable;

/**
 * A terminal with a line that is being typed, what was said above it and what stands below. One thread reads; any thread
 * may print.
 */
final class Screen {
    private static final String BELOW = "tertulia-below";
    private static final String REPAINT = "tertulia-repaint";

    /** Printed lines that are kept to be shown again when the terminal changes its size. */
    private static final int KEPT_LINES = 200;

    private final Terminal terminal;
    private final LineReaderImpl reader;
    private final @Nullable Status status;
    private final ArrayDeque<AttributedString> printed = new ArrayDeque<>();
    private volatile String prompt = "";
    private volatile List<AttributedString> waiting = List.of();
    private volatile AttributedString below = AttributedString.EMPTY;
    private Size size;
    private volatile boolean closed;

    /** What kind of line it is, which decides how it looks. */
    enum Look {
        PLAIN,
        PRIVATE,
        NOTICE,
        REFUSAL
    }

    Screen(Terminal terminal, Completer completer) {
        this.terminal = terminal;
        var parser = new DefaultParser();
        // What people say is no command line: quotes, backslashes and exclamation marks mean nothing in it.
        parser.setQuoteChars(new char[0]);
        parser.setEscapeChars(new char[0]);
        reader = (LineReaderImpl) LineReaderBuilder.builder()
                .terminal(terminal)
                .parser(parser)
                .completer(completer)
                .history(new DefaultHistory())
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.ERASE_LINE_ON_FINISH, true)
                .option(LineReader.Option.CASE_INSENSITIVE, true)
                .option(LineReader.Option.AUTO_FRESH_LINE, true)
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, "")
                .build();
        boolean canStay = terminal.getStringCapability(Capability.change_scroll_region) != null
                && terminal.getStringCapability(Capability.save_cursor) != null
                && terminal.getStringCapability(Capability.restore_cursor) != null;
        status = canStay ? Status.getStatus(terminal) : null;
        size = terminal.getSize();
        reader.getWidgets().put(BELOW, () -> {
            draw();
            return true;
        });
        reader.getWidgets().put(REPAINT, () -> {
            repaint();
            return true;
        });
    }

    /** Whether something can stand below the line that is typed. */
    boolean hasBelow() {
        return status != null;
    }

    int width() {
        int columns = terminal.getSize().getColumns();
        return columns > 0 ? columns : 80;
    }

    /** What was typed; nothing if the person wants to leave. */
    Optional<String> read(String before) {
        prompt = before;
        while (true) {
            try {
                return Optional.of(reader.readLine(wholePrompt()));
            } catch (UserInterruptException e) {
                // Ctrl-C takes back what was typed, if anything was.
                if (e.getPartialLine().isEmpty()) return Optional.empty();
            } catch (EndOfFileException e) {
                return Optional.empty();
            } catch (IllegalStateException e) {
                if (closed) return Optional.empty();
                throw e;
            }
        }
    }

    /** Prints a line above the one that is typed, which stays as it is. */
    void print(String time, String line, Look look) {
        if (closed) return;
        var text = new AttributedStringBuilder();
        if (!time.isEmpty()) text.styled(AttributedStyle.DEFAULT.faint(), time + " ");
        text.styled(style(look), line);
        var whole = text.toAttributedString();
        synchronized (printed) {
            if (printed.size() == KEPT_LINES) printed.removeFirst();
            printed.addLast(whole);
        }
        reader.printAbove(whole);
    }

    private static AttributedStyle style(Look look) {
        return switch (look) {
            case PLAIN -> AttributedStyle.DEFAULT;
            case PRIVATE -> AttributedStyle.DEFAULT.foreground(AttributedStyle.MAGENTA);
            case NOTICE -> AttributedStyle.DEFAULT.faint();
            case REFUSAL -> AttributedStyle.DEFAULT.foreground(AttributedStyle.RED);
        };
    }

    /** Makes room for the status, before anything is printed: JLine takes a row for it, and what stands there is lost. */
    void begin(AttributedString last) {
        if (status != null) status.update(List.of(last));
    }

    /**
     * What waits stands just before the line that is typed, and the status on the last line of the terminal. To be called every
     * now and then, for both are drawn only while a line is typed: JLine's status minds no lock but the reader's.
     */
    synchronized void below(List<AttributedString> waits, AttributedString last) {
        if (status == null || closed) return;
        var now = terminal.getSize();
        boolean resized = !now.equals(size);
        if (!resized && waits.equals(waiting) && last.equals(below)) return;
        size = now;
        waiting = waits;
        below = last;
        try {
            // As a widget it has the reader's lock, so that it does not write into what the reader writes.
            reader.callWidget(resized ? REPAINT : BELOW);
        } catch (IllegalStateException e) {
            below = AttributedString.EMPTY; // Nobody is typing just now: the next time.
        }
    }

    /**
     * All anew: after a change of size the line that was typed may be where JLine does not expect it, below the part that
     * scrolls.
     */
    private void repaint() {
        if (status == null) return;
        status.update(List.of());
        terminal.puts(Capability.clear_screen);
        status.reset();
        synchronized (printed) {
            int fit = Math.max(0, size.getRows() - 3 - waiting.size());
            printed.stream()
                    .skip(Math.max(0, printed.size() - fit))
                    .forEach(line -> terminal.writer().println(line.toAnsi(terminal)));
        }
        reader.redrawLine();
        draw();
    }

    private void draw() {
        if (status != null) status.update(List.of(below));
        reader.setPrompt(wholePrompt());
        reader.redisplay();
    }

    /** The lines that wait are part of the prompt: JLine's status line cannot grow without harm to what is above it. */
    private String wholePrompt() {
        var whole = new StringBuilder();
        for (var line : waiting) whole.append(line.toAnsi(terminal)).append('\n');
        return whole.append(prompt).toString();
    }

    /** The process ends and JLine leaves the terminal as it was found: nothing more is written. */
    void abandon() {
        closed = true;
    }

    /** Leaves the terminal as it was found. */
    synchronized void close() {
        if (closed) return;
        closed = true;
        if (status != null) {
            status.update(List.of());
            status.close();
        }
        terminal.flush();
    }
}
