package tertulia.terminal;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.utils.Signals;

/**
 * What is still to be done if the process is told to end (SIGINT, SIGTERM, SIGHUP) before {@link #cancel}. All hooks of Java run
 * at the same time, and one of JLine's closes the terminal: so the signals are taken before.
 */
final class Ending {
    /** The exit code of a signal, as shells tell it, is 128 and its number. */
    private enum Told {
        HUP(129),
        TERM(143);

        private final int exitCode;

        Told(int exitCode) {
            this.exitCode = exitCode;
        }
    }

    private record Taken(Told told, Object before) {}

    private final Runnable last;
    private final AtomicBoolean done = new AtomicBoolean();
    private final Thread hook = new Thread(this::end, "tertulia-ending");
    private final List<Taken> taken;

    Ending(Runnable last) {
        this.last = last;
        Runtime.getRuntime().addShutdownHook(hook);
        taken = List.of(Told.values()).stream()
                .map(told -> new Taken(told, Signals.register(told.name(), () -> end(told))))
                .toList();
    }

    private void end(Told told) {
        end();
        Runtime.getRuntime().exit(told.exitCode);
    }

    private void end() {
        if (!done.getAndSet(true)) last.run();
    }

    /** It was done in good order. */
    void cancel() {
        for (var one : taken) Signals.unregister(one.told().name(), one.before());
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            System.getLogger(Ending.class.getName()).log(System.Logger.Level.TRACE, "it runs already", e);
        }
    }
}
