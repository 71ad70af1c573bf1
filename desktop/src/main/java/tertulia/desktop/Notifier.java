package tertulia.desktop;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Shows notifications by the program {@code notify-send}, which most desktops on Linux have. They are shown in a thread of
 * its own, one after the other with a pause between; what comes while several wait is left out.
 */
final class Notifier implements Consumer<Notifier.Note> {
    private static final System.Logger LOG = System.getLogger(Notifier.class.getName());
    private static final int MOST_WAITING = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Path program;
    private final Duration pause;
    private final BlockingQueue<Note> waiting = new ArrayBlockingQueue<>(MOST_WAITING);

    /** What a notification says: texts that are harmless on a screen. */
    record Note(String title, String text) {}

    /** By this program, with this pause between two notifications. */
    Notifier(Path program, Duration pause) {
        this.program = program;
        this.pause = pause;
        Thread.ofPlatform().daemon().name("tertulia-notifier").start(this::show);
    }

    /** By the program in the PATH of this environment; nothing where there is none. It looks at the disk. */
    static Optional<Notifier> of(Map<String, String> environment) {
        String path = environment.getOrDefault("PATH", "");
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(path)
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "notify-send"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(program -> new Notifier(program, Duration.ofSeconds(1)));
    }

    /** Shows it a little later, unless too many wait. */
    @Override
    public void accept(Note note) {
        if (!waiting.offer(note)) LOG.log(System.Logger.Level.DEBUG, "a notification was left out");
    }

    private void show() {
        try {
            while (true) {
                show(waiting.take());
                Thread.sleep(pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void show(Note note) throws InterruptedException {
        try {
            // The text is markup, and notify-send resolves backslashes in it.
            String text = note.text()
                    .replace("\\", "\\\\")
                    .replace("&", "&amp;")
                    .replace("<", "&lt;")
                    .replace(">", "&gt;");
            var command = List.of(program.toString(), "--app-name=Tertulia", "--", note.title(), text);
            var process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) process.destroyForcibly();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "no notification can be shown", e);
        }
    }
}
