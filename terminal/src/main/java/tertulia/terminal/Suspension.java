package tertulia.terminal;

import java.io.IOException;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;

/**
 * Ctrl-Z: the program stops, the shell has its terminal back as it was, and {@code fg} brings the program back. JLine reads
 * Ctrl-Z as a character, so the system's own way does not apply.
 */
final class Suspension {
    private final Terminal terminal;
    private final Attributes shell;
    private final Runnable leave;

    private Suspension(Terminal terminal, Runnable leave) {
        this.terminal = terminal;
        this.leave = leave;
        shell = terminal.getAttributes();
    }

    /** From now on; {@code leave} takes away what was drawn. What comes after it is for the handler of SIGCONT to do. */
    static void of(Terminal terminal, Runnable leave) {
        var suspension = new Suspension(terminal, leave);
        terminal.handle(Terminal.Signal.TSTP, signal -> suspension.stop());
    }

    private void stop() {
        leave.run();
        terminal.setAttributes(shell);
        var handler = terminal.handle(Terminal.Signal.TSTP, Terminal.SignalHandler.SIG_DFL);
        try {
            // TSTP and not STOP: the system leaves it out where no shell is there to bring the program back.
            String self = String.valueOf(ProcessHandle.current().pid());
            new ProcessBuilder("sh", "-c", "kill -s TSTP " + self).start().waitFor();
        } catch (IOException e) {
            System.getLogger(Suspension.class.getName()).log(System.Logger.Level.DEBUG, "cannot stop", e);
            terminal.raise(Terminal.Signal.CONT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            terminal.handle(Terminal.Signal.TSTP, handler);
        }
    }
}
