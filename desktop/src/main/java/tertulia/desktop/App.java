package tertulia.desktop;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.application.Application;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import tertulia.client.Identities;
import tertulia.client.Timing;
import tertulia.discovery.Finder;

/** The program that JavaFX starts. */
public final class App extends Application {
    private @Nullable Memory memory;
    private Optional<Consumer<Notifier.Note>> notifier = Optional.empty();

    /** Where is kept what is this person's own; nothing where there is no home. */
    static Optional<Path> folder() {
        return Identities.usualFolder(System.getenv());
    }

    /** What must be looked up on the disk before there is a window; JavaFX calls it in a thread that is not the window's. */
    @Override
    public void init() {
        memory = new Memory(folder().orElseThrow());
        notifier = Notifier.of(System.getenv()).map(found -> found);
    }

    @Override
    public void start(Stage stage) {
        if (memory == null) throw new IllegalStateException("JavaFX begins with init");
        var arguments = Arguments.of(getParameters().getRaw());
        Language.begin(arguments.lang(), memory);
        var documents = getHostServices();
        // It starts a program, which may take its time.
        Consumer<String> browser =
                link -> Thread.ofPlatform().daemon().name("tertulia-browser").start(() -> documents.showDocument(link));
        var setup = new DesktopWindow.Setup(
                folder().orElseThrow(),
                arguments.server(),
                Timing.usual(),
                browser,
                Finder::start,
                notifier,
                new Chime(),
                Clock.systemUTC());
        new DesktopWindow(stage, setup, memory).show();
    }
}
