package tertulia.terminal;

import java.util.List;
import java.util.Optional;
import org.jline.utils.AttributedString;

/** A terminal that a person types into while lines are printed. One thread reads; any thread may print. */
interface Screen {
    /** The answer to a question; nothing if the person wants to leave. */
    Optional<String> ask(String question);

    /** What was typed next, without line ends after it; nothing if the person wants to leave. */
    default Optional<String> read() {
        return read("");
    }

    /** The same, with this text to begin with, for the person to change. */
    Optional<String> read(String begun);

    /** There is nothing more to read, whatever was begun: whoever reads, or will, gets nothing. From any thread. */
    void dismiss();

    /** What the arrow keys bring back, the latest last. */
    void remember(List<String> typed);

    /** Prints a line above the one that is typed, which stays as it is. */
    void print(Printed line);

    /** Calls the person, who may look elsewhere. */
    void ring();

    /** Columns of the terminal. */
    int width();

    /** Rows of the terminal. */
    int height();

    /** Whether something can stand below the line that is typed. */
    boolean hasBelow();

    /** Makes room for the status, before anything is printed. */
    void begin(AttributedString status);

    /** What waits to be sent, just before the line that is typed, and the status on the last line; to be called every now and then. */
    void below(List<AttributedString> waiting, AttributedString status);

    /** The process ends at once: puts back what the shell does not, and nothing more is written. */
    void abandon();

    /** Leaves the terminal as it was found. */
    void close();
}
