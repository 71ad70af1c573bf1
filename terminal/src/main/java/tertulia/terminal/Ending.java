package tertulia.terminal;

import java.util.Arrays;
import java.util.List;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

/** What is still to be done if the process is told to end (SIGINT, SIGTERM, SIGHUP) before {@link #cancel}. */
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

    private record Taken(Told told, @Nullable Object before) {}

    private final Thread hook;
    private final List<Taken> taken;

    Ending(Runnable last) {
        this(List.of(), last);
    }

    /**
     * {@code first} is done while the terminal is still there: hooks run at the same time, and one of JLine's closes it, so the
     * signals themselves are taken.
     */
    Ending(Runnable first, Runnable last) {
        this(Arrays.stream(Told.values()).map(told -> take(told, first)).toList(), last);
    }

    private Ending(List<Taken> taken, Runnable last) {
        this.taken = taken;
        hook = new Thread(last, "tertulia-ending");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private static Taken take(Told told, Runnable first) {
        return new Taken(told, Signals.register(told.name(), () -> {
            first.run();
            Runtime.getRuntime().exit(told.exitCode);
        }));
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
