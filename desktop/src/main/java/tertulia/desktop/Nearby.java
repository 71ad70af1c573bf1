package tertulia.desktop;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;
import tertulia.discovery.Found;

/** The servers that make themselves known on the network, told to the window while it wants to know. */
final class Nearby implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Nearby.class.getName());

    private final Function<Consumer<List<Found>>, AutoCloseable> network;
    private final Consumer<List<Found>> window;
    /** Beginning and ending may take a while: not on the window's thread, and one after the other. */
    private final ExecutorService beside = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("tertulia-nearby").factory());

    private @Nullable AutoCloseable listening;

    /** {@code network} begins to listen; {@code window} is told, on its thread, all that are there now. */
    Nearby(Function<Consumer<List<Found>>, AutoCloseable> network, Consumer<List<Found>> window) {
        this.network = network;
        this.window = window;
    }

    /** Listens, if it does not. */
    void listen() {
        beside.execute(() -> {
            if (listening != null) return;
            try {
                listening = network.apply(now -> Platform.runLater(() -> window.accept(now)));
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "nobody can be found on the network", e);
            }
        });
    }

    /** Listens no more, for good. */
    @Override
    public void close() {
        rest();
        beside.shutdown();
    }

    /** Listens no more; what was there is not known to be there any longer. */
    void rest() {
        beside.execute(() -> {
            var ending = listening;
            listening = null;
            if (ending == null) return;
            Platform.runLater(() -> window.accept(List.of()));
            try {
                ending.close();
            } catch (Exception e) {
                LOG.log(System.Logger.Level.WARNING, "the network", e);
            }
        });
    }
}
