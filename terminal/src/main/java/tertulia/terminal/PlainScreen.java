package tertulia.terminal;

import com.ibm.icu.text.BreakIterator;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Optional;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.utils.AttributedString;
import org.jline.utils.NonBlockingReader;

/**
 * A terminal that can only write on (TERM=dumb): no colours, no status, no escape sequences. When something is printed, the line
 * that is being typed is written again after it.
 */
final class PlainScreen extends TerminalScreen {
    private static final int BACKSPACE = '\b';
    private static final int DELETE = 0x7f;
    private static final long LOOK_MILLIS = 100;

    /** Off where something before the terminal shows what is typed, as Emacs does. */
    private final boolean echo;

    private final StringBuilder typed = new StringBuilder();
    private String prompt = "";
    private boolean closed;

    PlainScreen(Terminal terminal) {
        super(terminal);
        echo = terminal.getAttributes().getLocalFlag(LocalFlag.ECHO);
        Suspension.of(terminal, this::endRow);
    }

    @Override
    public Optional<String> ask(String question) {
        return unlessDismissed(() -> read(question + " ", ""));
    }

    @Override
    public Optional<String> read(String begun) {
        return unlessDismissed(() -> read("", begun));
    }

    private Optional<String> read(String before, String begun) {
        var person = Thread.currentThread();
        var modes = terminal.enterRawMode();
        var interrupts = terminal.handle(Signal.INT, signal -> person.interrupt());
        var goesOn = terminal.handle(Signal.CONT, signal -> {
            terminal.enterRawMode();
            writeAgain();
        });
        try {
            begin(before, begun);
            return line(modes.getControlChar(ControlChar.VEOF), modes.getControlChar(ControlChar.VKILL));
        } catch (IOException e) {
            return Optional.empty();
        } finally {
            terminal.handle(Signal.INT, interrupts);
            terminal.handle(Signal.CONT, goesOn);
            terminal.setAttributes(modes);
        }
    }

    private Optional<String> line(int end, int kill) throws IOException {
        while (true) {
            int c;
            try {
                // With a limit, for a read without one cannot be interrupted.
                do c = terminal.reader().read(LOOK_MILLIS);
                while (c == NonBlockingReader.READ_EXPIRED
                        && !Thread.currentThread().isInterrupted());
                if (Thread.interrupted()) throw new InterruptedIOException();
            } catch (InterruptedIOException e) {
                // Ctrl-C takes back what was typed, if anything was.
                if (isDismissed() || !takeBack()) return Optional.empty();
                continue;
            }
            if (c < 0 || c == end && isEmpty()) return Optional.empty();
            if (c == '\r' || c == '\n') return Optional.of(finished());
            if (c == BACKSPACE || c == DELETE) erase();
            else if (c == kill) takeBack();
            else if (c == '\t' || c >= ' ') type((char) c);
        }
    }

    private synchronized void begin(String before, String begun) {
        prompt = before;
        typed.setLength(0);
        typed.append(begun);
        write(prompt + begun);
    }

    private synchronized boolean isEmpty() {
        return typed.isEmpty();
    }

    private synchronized String finished() {
        if (echo) terminal.writer().println();
        terminal.flush();
        String line = typed.toString();
        prompt = "";
        typed.setLength(0);
        return line;
    }

    private synchronized void type(char c) {
        typed.append(c);
        if (echo) write(String.valueOf(c));
    }

    private synchronized void erase() {
        if (typed.isEmpty()) return;
        var characters = BreakIterator.getCharacterInstance();
        characters.setText(typed.toString());
        int from = characters.preceding(typed.length());
        int columns = new AttributedString(typed.substring(from)).columnLength();
        typed.setLength(from);
        if (echo) write("\b \b".repeat(columns));
    }

    /** False if there was nothing to take back. */
    private synchronized boolean takeBack() {
        if (typed.isEmpty()) return false;
        typed.setLength(0);
        terminal.writer().println();
        write(prompt);
        return true;
    }

    @Override
    public synchronized void print(Printed line) {
        if (closed) return;
        if (echo) endRow();
        for (var row : line.rows(width())) terminal.writer().println(row.toString());
        writeAgain();
    }

    private synchronized void endRow() {
        if (!typed.isEmpty() || !prompt.isEmpty()) terminal.writer().println();
        terminal.flush();
    }

    private synchronized void writeAgain() {
        write(echo ? prompt + typed : "");
    }

    private void write(String text) {
        terminal.writer().print(text);
        terminal.flush();
    }

    @Override
    public void ring() {
        write("\007");
    }

    @Override
    public void remember(List<String> lines) {
        // There are no arrow keys here that could bring them back.
    }

    @Override
    public boolean hasBelow() {
        return false;
    }

    @Override
    public void begin(AttributedString status) {
        // There is no place for it.
    }

    @Override
    public void below(List<AttributedString> waiting, AttributedString status) {
        // There is no place for them.
    }

    @Override
    public synchronized void abandon() {
        if (!closed) endRow();
        closed = true;
    }

    @Override
    public synchronized void close() {
        closed = true;
        terminal.flush();
    }
}
