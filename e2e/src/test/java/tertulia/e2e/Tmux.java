package tertulia.e2e;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ConditionTimeoutException;

/** A terminal, of 90 by 24 characters unless said, with a program in it, typed into and read as a person does. */
final class Tmux implements AutoCloseable {
    private final String socket;

    /** Runs the command in it; what stands in {@code environment} is there besides. */
    Tmux(Path folder, Map<String, String> environment, List<String> command) {
        this(folder, environment, command, 24);
    }

    /** The same with more or fewer rows. */
    Tmux(Path folder, Map<String, String> environment, List<String> command, int rows) {
        Outside.require("tmux");
        socket = folder.resolve("tmux").toString();
        var line = new ArrayList<String>(List.of("env"));
        environment.forEach((name, value) -> line.add(name + "=" + value));
        line.addAll(command);
        String quoted = line.stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
        tmux(
                "-f",
                "/dev/null",
                "new-session",
                "-d",
                "-x",
                "90",
                "-y",
                String.valueOf(rows),
                quoted + "; echo exit $?; exec cat");
    }

    /** Types the text, and then Enter. */
    void enter(String text) {
        type(text);
        key("Enter");
    }

    void type(String text) {
        tmux("send-keys", "-l", text);
    }

    /** A key by tmux's name for it, as {@code Tab}. */
    void key(String name) {
        tmux("send-keys", name);
    }

    /** Pastes the text, in brackets if the program asked for them. */
    void paste(String text) {
        tmux("set-buffer", text);
        tmux("paste-buffer", "-p");
    }

    /** The lines on the screen with their colours. */
    List<String> coloured() {
        return tmux("capture-pane", "-e", "-p");
    }

    /** What is on the screen. */
    String screen() {
        return String.join("\n", tmux("capture-pane", "-p"));
    }

    /** What is on the screen and what has gone off it at the top. */
    String scrollback() {
        return String.join("\n", tmux("capture-pane", "-p", "-S", "-"));
    }

    /** Waits until the screen is as wanted, and gives it. */
    String await(String what, Predicate<String> wanted) {
        var last = new AtomicReference<>("");
        try {
            waiting().until(() -> {
                last.set(screen());
                return wanted.test(last.get());
            });
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("waited in vain for " + what + "; the screen is\n" + last.get(), e);
        }
        return last.get();
    }

    String awaitText(String text) {
        return await(text, screen -> screen.contains(text));
    }

    private static ConditionFactory waiting() {
        return Awaitility.await().atMost(Lines.PATIENCE);
    }

    private List<String> tmux(String... arguments) {
        var command = new ArrayList<>(List.of("tmux", "-S", socket));
        command.addAll(List.of(arguments));
        var exit = Program.run(new ProcessBuilder(command));
        if (exit.code() != 0) throw new AssertionError(command + ": " + exit);
        return exit.out();
    }

    @Override
    public void close() {
        Program.run(new ProcessBuilder("tmux", "-S", socket, "kill-server"));
    }
}
