package tertulia.server.admin;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tertulia.core.Budget;
import tertulia.core.Node;
import tertulia.core.Watch;
import tertulia.model.Author;
import tertulia.model.Entry;
import tertulia.model.Limits;
import tertulia.model.Refusal;
import tertulia.model.RoomId;
import tertulia.model.Text;
import tertulia.model.TextLines;
import tertulia.model.Trouble;
import tertulia.model.Visible;
import tertulia.model.Words;

/**
 * The operator's view of a running server, in the operator's language: shows who comes, goes and speaks, and takes commands. What {@code watch}
 * shows is shown here and nowhere else.
 */
public final class Console implements Watch {
    /** The commands; {@code exit} and {@code quit} are {@code stop}, and ? is {@code help}. */
    static final List<String> VERBS = List.of("users", "rooms", "watch", "say", "kick", "stop", "exit", "quit", "help");

    /** A command is not longer than this. */
    private static final int COMMAND_BYTES = 16_384;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final int LEAVING_MILLIS = 500;
    private static final int MOST_ENDS = 10;

    private final PrintStream out;
    private final Screen screen;
    private volatile @Nullable Prompt prompt;
    private volatile @Nullable Thread prompting;
    private volatile boolean leaving;
    private volatile boolean watching;

    /** Writes to {@code out} until it is closed; lanes never wait for it. */
    public Console(PrintStream out, Limits limits, Budget budget) {
        this.out = out;
        screen = new Screen(this::write, out::flush, limits, budget.share(Budget.Use.CONSOLE));
    }

    /** On the screen's thread alone: above the line that is being written, if one is. */
    private void write(String line) {
        var writing = prompt;
        if (writing == null) out.println(line);
        else writing.show(line);
    }

    // ---- what it shows --------------------------------------------------------------------------------------

    /** Somebody has connected, from this address and port. */
    public void connected(String address) {
        say("console.connected", address);
    }

    @Override
    public void joined(Author user, String address) {
        show(() -> Sayings.joined(Words.ours(), user, address));
    }

    @Override
    public void left(Author user) {
        show(() -> Sayings.left(Words.ours(), user));
    }

    @Override
    public void refused(String name, String address, Refusal why) {
        show(name.length(), () -> Sayings.refused(Words.ours(), name, address, why));
    }

    /** That is the answer to a command given here. */
    @Override
    public void kicked(Author user) {}

    @Override
    public void passed(Entry entry, List<Author> members) {
        var passing = Passing.of(entry, members, watching);
        if (passing != null) show(passing.text().map(String::length).orElse(0), passing::line);
    }

    /** A record of the log, which has its own time. */
    public void logged(String lines) {
        screen.show(lines.length(), () -> lines);
    }

    private void show(Supplier<String> line) {
        show(0, line);
    }

    private void show(long characters, Supplier<String> line) {
        screen.show(characters, () -> LocalTime.now(ZoneId.systemDefault()).format(TIME) + " " + line.get());
    }

    private void say(String key, Object... parts) {
        long characters = 0;
        for (var part : parts) if (part instanceof String text) characters += text.length();
        show(characters, () -> Sayings.of(Words.ours(), key, parts));
    }

    // ---- what it is told ------------------------------------------------------------------------------------

    /** Takes commands from the stream, a line each, until it ends; {@code stop} ends the server. On a thread of its own. */
    public void listen(InputStream in, Node node, Runnable stop) {
        Thread.ofPlatform().daemon().name("console").start(() -> {
            try (in) {
                var lines = new TextLines(in, COMMAND_BYTES);
                while (takes(lines.next(), node, stop)) {}
            } catch (IOException e) {
                say("console.input-lost", Trouble.why(e, Words.ours()));
            }
        });
    }

    /** False if that was all. What is not UTF-8 is no command, not even a similar one. */
    private boolean takes(TextLines.Next next, Node node, Runnable stop) {
        switch (next) {
            case TextLines.Next.End() -> {
                return false;
            }
            case TextLines.Next.Whole(String line) -> command(line.strip(), node, stop);
            case TextLines.Next.TooLong() ->
                show(() -> Words.ours().of(Refusal.of(Refusal.Code.TOO_LONG, COMMAND_BYTES)));
            case TextLines.Next.NotUtf8() -> show(() -> Words.ours().of(Refusal.of(Refusal.Code.NOT_UTF8)));
        }
        return true;
    }

    /** Takes commands from the terminal, with all that an editor of lines has. On a thread of its own, until {@link #leave}. */
    public void prompt(Node node, Runnable stop) {
        prompting = Thread.ofPlatform().daemon().name("console").start(() -> {
            try (var opened = new Prompt(() -> names(node))) {
                prompt = opened;
                for (int ends = 0; !leaving && ends < MOST_ENDS; ) {
                    var line = opened.read();
                    if (line.isEmpty() && !leaving) stop.run();
                    if (line.isEmpty()) break;
                    ends = line.get().isEmpty() ? ends + 1 : 0; // A terminal that is gone says nothing else.
                    command(line.get().strip(), node, stop);
                }
            } catch (IOException e) {
                say("console.input-lost", Trouble.why(e, Words.ours()));
            } finally {
                prompt = null;
            }
        });
    }

    private static List<String> names(Node node) {
        return node.users().toCompletableFuture().join().stream()
                .map(view -> view.user().handle().text())
                .toList();
    }

    /** Gives the terminal back, for the last words. */
    public void leave() {
        leaving = true;
        var thread = prompting;
        if (thread == null || thread.equals(Thread.currentThread())) return;
        thread.interrupt();
        try {
            thread.join(LEAVING_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void command(String line, Node node, Runnable stop) {
        if (line.isEmpty()) return;
        int end = line.indexOf(' ');
        String verb = (end < 0 ? line : line.substring(0, end)).toLowerCase(Locale.ROOT);
        String rest = end < 0 ? "" : line.substring(end + 1).strip();
        try {
            switch (verb) {
                case "users" -> users(node);
                case "rooms" -> rooms(node);
                case "watch" -> watch(rest);
                case "say" -> announce(node, rest);
                case "kick" -> kick(node, rest);
                case "stop", "exit", "quit" -> stop.run();
                case "help", "?" -> show(() -> Words.ours().of("console.help").replace("\n", "\n  "));
                default -> say("console.unknown", verb);
            }
        } catch (RuntimeException e) {
            var cause = e instanceof CompletionException ? e.getCause() : e;
            say(
                    "console.failed",
                    cause instanceof Exception known ? Trouble.why(known, Words.ours()) : String.valueOf(cause));
        }
    }

    private void users(Node node) {
        var users = node.users().toCompletableFuture().join();
        say("console.users", users.size());
        int wide = Columns.widest(
                users.stream().map(view -> view.user().handle().text()).toList());
        for (var view : Words.ours().sorted(users, one -> one.user().handle().text())) {
            String name = Columns.padded(Visible.text(view.user().handle().text()), wide);
            if (view.sessions().isEmpty()) show(() -> "  " + Sayings.of(Words.ours(), "console.user-away", name));
            for (var session : view.sessions())
                show(() -> "  "
                        + Sayings.of(
                                Words.ours(),
                                "console.user",
                                name,
                                session.front(),
                                session.address(),
                                since(session.since())));
        }
    }

    /** The time of day, with the date unless it is today. */
    private static String since(Instant instant) {
        var time = instant.atZone(ZoneId.systemDefault());
        boolean today = time.toLocalDate().equals(LocalDate.now(ZoneId.systemDefault()));
        return time.format(today ? TIME : DAY);
    }

    private void rooms(Node node) {
        var rooms = node.rooms().toCompletableFuture().join();
        say("console.rooms", rooms.size());
        int wide = Columns.widest(
                rooms.stream().map(room -> name(room.room(), room.members())).toList());
        for (var room : rooms) {
            String name = Columns.padded(name(room.room(), room.members()), wide);
            show(() -> "  " + Sayings.of(Words.ours(), "console.room", name, room.last()));
        }
    }

    private static String name(RoomId room, List<Author> members) {
        if (members.isEmpty()) return room.text();
        return Visible.text(
                members.stream().map(member -> member.handle().text()).collect(Collectors.joining(", ")));
    }

    private void watch(String how) {
        switch (how) {
            case "on" -> watching = true;
            case "off" -> watching = false;
            default -> {
                say("console.watch-how");
                return;
            }
        }
        say(watching ? "console.watch-on" : "console.watch-off");
    }

    private void announce(Node node, String text) {
        if (text.isEmpty()) say("console.say-what");
        else {
            node.announce(Text.of(text))
                    .toCompletableFuture()
                    .join()
                    .ifPresent(refusal -> show(() -> Visible.text(Words.ours().of(refusal))));
        }
    }

    private void kick(Node node, String name) {
        if (name.isEmpty()) say("console.kick-whom");
        else if (node.kick(name).toCompletableFuture().join()) say("console.kicked", name);
        else say("console.nobody", name);
    }

    /** Shows what is still to be shown, and ends. */
    public void close() {
        screen.close();
    }
}
