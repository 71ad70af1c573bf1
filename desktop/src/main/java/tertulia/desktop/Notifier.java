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
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Shows notifications by a program of the desktop: {@code notify-send}, which most on Linux have, or {@code osascript} on macOS.
 * They are shown in a thread of its own, one after the other with a pause between; what comes while several wait is left out.
 */
final class Notifier implements Consumer<Notifier.Note> {
    private static final System.Logger LOG = System.getLogger(Notifier.class.getName());
    private static final int MOST_WAITING = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Function<Note, List<String>> command;
    private final Duration pause;
    private final BlockingQueue<Note> waiting = new ArrayBlockingQueue<>(MOST_WAITING);

    /** What a notification says: texts that are harmless on a screen. */
    record Note(String title, String text) {}

    /** By this command, with this pause between two notifications. */
    Notifier(Function<Note, List<String>> command, Duration pause) {
        this.command = command;
        this.pause = pause;
        Thread.ofPlatform().daemon().name("tertulia-notifier").start(this::show);
    }

    /** By a program in the PATH of this environment; nothing where there is none. It looks at the disk. */
    static Optional<Notifier> of(Map<String, String> environment) {
        String path = environment.getOrDefault("PATH", "");
        Optional<Function<Note, List<String>>> linux =
                program("notify-send", path).map(program -> note -> notifySend(program, note));
        return linux.or(() -> program("osascript", path).map(program -> note -> osascript(program, note)))
                .map(command -> new Notifier(command, Duration.ofSeconds(1)));
    }

    private static Optional<Path> program(String name, String path) {
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(path)
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The text is markup, and notify-send resolves backslashes in it. */
    static List<String> notifySend(Path program, Note note) {
        String text = note.text()
                .replace("\\", "\\\\")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
        return List.of(program.toString(), "--app-name=Tertulia", "--", note.title(), text);
    }

    /** Title and text are arguments of the script, and no part of it. */
    private static List<String> osascript(Path program, Note note) {
        return List.of(
                program.toString(),
                "-e",
                "on run argv",
                "-e",
                "display notification (item 2 of argv) with title (item 1 of argv)",
                "-e",
                "end run",
                "--",
                note.title(),
                note.text());
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
            var process = new ProcessBuilder(command.apply(note))
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
