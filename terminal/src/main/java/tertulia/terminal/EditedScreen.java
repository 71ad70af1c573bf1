package tertulia.terminal;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jline.keymap.KeyMap;
import org.jline.reader.Completer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.Reference;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.reader.impl.history.DefaultHistory;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.Status;
import org.jspecify.annotations.Nullable;

/** A terminal whose cursor moves: the line that is typed can be changed anywhere, and the status stands below it. */
final class EditedScreen extends TerminalScreen {
    private static final String PROMPT = "> ";
    private static final String BELOW = "tertulia-below";
    private static final String REPAINT = "tertulia-repaint";
    private static final String LEAVE = "tertulia-leave";
    private static final String NEW_LINE = "tertulia-new-line";

    /** Printed lines that are kept to be shown again when the terminal changes its size. */
    private static final int KEPT_LINES = 200;

    private final Editor reader;
    private final @Nullable Status status;
    private final ArrayDeque<Printed> printed = new ArrayDeque<>();
    private volatile String prompt = "";
    private volatile List<AttributedString> waiting = List.of();
    private volatile AttributedString below = AttributedString.EMPTY;
    private Size size;
    /** A text of many lines was typed, which took the place of what was printed. */
    private volatile boolean covered;

    private volatile boolean closed;

    EditedScreen(Terminal terminal, Palette palette, Completer completer) {
        super(terminal);
        reader = new Editor(terminal);
        var parser = new DefaultParser();
        // What people say is no command line: quotes, backslashes and exclamation marks mean nothing in it.
        parser.setQuoteChars(new char[0]);
        parser.setEscapeChars(new char[0]);
        reader.setParser(parser);
        reader.setCompleter(completer);
        reader.setHistory(new DefaultHistory(reader));
        reader.option(LineReader.Option.DISABLE_EVENT_EXPANSION, true);
        reader.option(LineReader.Option.ERASE_LINE_ON_FINISH, true);
        reader.option(LineReader.Option.CASE_INSENSITIVE, true);
        reader.variable(LineReader.SECONDARY_PROMPT_PATTERN, "");
        if (!palette.colours()) uncoloured(reader);
        boolean canStay = terminal.getStringCapability(Capability.change_scroll_region) != null
                && terminal.getStringCapability(Capability.save_cursor) != null
                && terminal.getStringCapability(Capability.restore_cursor) != null;
        status = canStay ? Status.getStatus(terminal) : null;
        size = terminal.getSize();
        widgets();
        Suspension.of(terminal, this::leave);
    }

    private static void uncoloured(LineReader reader) {
        for (String style : List.of(
                LineReader.COMPLETION_STYLE_STARTING,
                LineReader.COMPLETION_STYLE_DESCRIPTION,
                LineReader.COMPLETION_STYLE_GROUP,
                LineReader.COMPLETION_STYLE_BACKGROUND)) reader.variable(style, "");
    }

    private void widgets() {
        reader.getWidgets()
                .putAll(Map.of(
                        BELOW,
                                () -> {
                                    draw();
                                    return true;
                                },
                        REPAINT,
                                () -> {
                                    repaint();
                                    return true;
                                },
                        LEAVE,
                                () -> {
                                    reader.leave();
                                    return true;
                                },
                        NEW_LINE,
                                () -> {
                                    reader.getBuffer().write('\n');
                                    return true;
                                }));
        for (var keys : reader.getKeyMaps().values())
            keys.bind(new Reference(NEW_LINE), KeyMap.alt('\r'), KeyMap.alt('\n'));
    }

    /** JLine's reader, which stops and goes on with what stands around it. */
    private final class Editor extends LineReaderImpl {
        Editor(Terminal terminal) {
            super(terminal, "tertulia", new HashMap<>());
        }

        /** What was drawn goes, and the modes of the terminal become those that the shell knows. */
        void leave() {
            if (status != null) status.update(List.of());
            display.update(List.of(), 0);
            terminal.puts(Capability.keypad_local);
            terminal.writer().write(BRACKETED_PASTE_OFF);
            terminal.flush();
        }

        /** As it is but for its line ends, of which there are three kinds. */
        @Override
        public boolean beginPaste() {
            String text = doReadStringUntil(BRACKETED_PASTE_END);
            getBuffer().write(text.replace("\r\n", "\n").replace('\r', '\n'));
            return true;
        }

        @Override
        protected synchronized void handleSignal(Terminal.Signal signal) {
            if (signal == Terminal.Signal.CONT) {
                terminal.enterRawMode();
                terminal.puts(Capability.keypad_xmit);
                terminal.writer().write(BRACKETED_PASTE_ON);
                display.resize(terminal.getBufferSize());
                redrawLine();
                draw();
            } else super.handleSignal(signal);
        }
    }

    @Override
    public boolean hasBelow() {
        return status != null;
    }

    @Override
    public Optional<String> ask(String question) {
        reader.variable(LineReader.DISABLE_HISTORY, true);
        return unlessDismissed(() -> typed(question + " ", ""));
    }

    @Override
    public Optional<String> read(String begun) {
        reader.variable(LineReader.DISABLE_HISTORY, false);
        return unlessDismissed(() -> typed(PROMPT, begun)).map(EditedScreen::withoutLastLineEnds);
    }

    /** A paste most often ends with one, which is no line of its own. */
    private static String withoutLastLineEnds(String text) {
        return text.replaceFirst("\\n+$", "");
    }

    private Optional<String> typed(String before, String begun) {
        prompt = before;
        String begin = begun;
        while (true) {
            try {
                String text = reader.readLine(wholePrompt(), null, (Character) null, begin);
                covers(text);
                return Optional.of(text);
            } catch (UserInterruptException e) {
                // Ctrl-C takes back what was typed, if anything was.
                covers(e.getPartialLine());
                if (e.getPartialLine().isEmpty() || isDismissed()) return Optional.empty();
                Thread.interrupted(); // JLine may leave it set, and would not wait for the next line.
                begin = "";
            } catch (EndOfFileException e) {
                return Optional.empty();
            } catch (IllegalStateException e) {
                if (closed) return Optional.empty();
                throw e;
            }
        }
    }

    private void covers(String text) {
        if (text.lines().count() > height() / 2) covered = true;
    }

    @Override
    public void remember(List<String> typed) {
        reader.variable(LineReader.DISABLE_HISTORY, false);
        typed.forEach(reader.getHistory()::add);
    }

    @Override
    public void print(Printed line) {
        if (closed) return;
        synchronized (printed) {
            if (printed.size() == KEPT_LINES) printed.removeFirst();
            printed.addLast(line);
        }
        reader.printAbove(ansi(line));
    }

    private String ansi(Printed line) {
        var rows = new StringBuilder();
        for (var row : line.rows(width())) rows.append(row.toAnsi(terminal)).append('\n');
        return rows.toString();
    }

    @Override
    public void ring() {
        if (closed) return;
        terminal.puts(Capability.bell);
        terminal.flush();
    }

    /** JLine takes a row for the status, and what stands there is lost. */
    @Override
    public void begin(AttributedString last) {
        if (status != null) status.update(List.of(last));
    }

    /** Both are drawn only while a line is typed: JLine's status minds no lock but the reader's. */
    @Override
    public synchronized void below(List<AttributedString> waits, AttributedString last) {
        if (status == null || closed) return;
        var now = terminal.getSize();
        boolean resized = !now.equals(size) || covered;
        if (!resized && waits.equals(waiting) && last.equals(below)) return;
        size = now;
        waiting = waits;
        below = last;
        try {
            // As a widget it has the reader's lock, so that it does not write into what the reader writes.
            reader.callWidget(resized ? REPAINT : BELOW);
            covered = false;
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
            var rows = printed.stream()
                    .flatMap(line -> line.rows(size.getColumns()).stream())
                    .toList();
            int fit = Math.max(0, size.getRows() - 3 - waiting.size());
            rows.subList(Math.max(0, rows.size() - fit), rows.size())
                    .forEach(row -> terminal.writer().println(row.toAnsi(terminal)));
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

    /** Before the program stops. */
    private void leave() {
        try {
            reader.callWidget(LEAVE);
        } catch (IllegalStateException e) {
            if (status != null) status.update(List.of()); // Nothing is typed just now.
        }
    }

    @Override
    public void abandon() {
        if (closed) return;
        leave();
        closed = true;
    }

    @Override
    public synchronized void close() {
        if (closed) return;
        closed = true;
        if (status != null) {
            status.update(List.of());
            status.close();
        }
        terminal.flush();
    }
}
