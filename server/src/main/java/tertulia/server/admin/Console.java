package tertulia.server.admin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import tertulia.core.Node;
import tertulia.core.Watch;
import tertulia.model.Author;
import tertulia.model.Entry;
import tertulia.model.Limits;
import tertulia.model.RoomId;
import tertulia.model.Text;
import tertulia.model.Trouble;
import tertulia.model.Visible;
import tertulia.model.Words;

/**
 * The operator's view of a running server, in the operator's language: shows who comes, goes and speaks, and takes commands. What {@code watch}
 * shows is shown here and nowhere else.
 */
public final class Console implements Watch {
    private final Screen screen;
    private volatile boolean watching;

    /** Writes to {@code out} until it is closed; lanes never wait for it. */
    public Console(PrintStream out, Limits limits) {
        screen = new Screen(out, limits);
    }

    // ---- what it shows --------------------------------------------------------------------------------------

    /** Somebody has connected, from this address and port. */
    public void connected(String address) {
        screen.show(() -> words("console.connected", address));
    }

    @Override
    public void joined(Author user, String address) {
        screen.show(() -> words("console.joined", user.handle(), address));
    }

    @Override
    public void left(Author user) {
        screen.show(() -> words("console.left", user.handle()));
    }

    @Override
    public void passed(Entry entry, List<Author> members) {
        var passing = Passing.of(entry, members, watching);
        if (passing != null) screen.show(passing::line);
    }

    private static String words(String key, Object... parts) {
        return Visible.text(Words.ours().of(key, parts));
    }

    // ---- what it is told ------------------------------------------------------------------------------------

    /** Takes commands from the stream, a line each, until it ends; {@code stop} ends the server. On a thread of its own. */
    public void listen(InputStream in, Node node, Runnable stop) {
        Thread.ofPlatform().daemon().name("console").start(() -> {
            try (var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    command(line.strip(), node, stop);
                }
            } catch (IOException e) {
                say("console.input-lost", Trouble.why(e, Words.ours()));
            }
        });
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
                case "stop" -> stop.run();
                case "help" -> screen.show(() -> Words.ours().of("console.help"));
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
        var names = users.stream().map(user -> user.handle().text()).toList();
        int wide = Columns.widest(names);
        for (var user : Words.ours().sorted(users, author -> author.handle().text()))
            screen.show(() -> "  " + Columns.padded(Visible.text(user.handle().text()), wide) + "  " + user.id());
    }

    private void rooms(Node node) {
        var rooms = node.rooms().toCompletableFuture().join();
        say("console.rooms", rooms.size());
        int wide = Columns.widest(
                rooms.stream().map(room -> name(room.room(), room.members())).toList());
        for (var room : rooms) {
            String name = Columns.padded(name(room.room(), room.members()), wide);
            screen.show(() -> "  " + words("console.room", name, room.last()));
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
                    .ifPresent(refusal ->
                            screen.show(() -> Visible.text(Words.ours().of(refusal))));
        }
    }

    private void kick(Node node, String name) {
        if (name.isEmpty()) say("console.kick-whom");
        else if (node.kick(name).toCompletableFuture().join()) say("console.kicked", name);
        else say("console.nobody", name);
    }

    private void say(String key, Object... parts) {
        screen.show(() -> words(key, parts));
    }

    /** Shows what is still to be shown, and ends. */
    public void close() {
        screen.close();
    }
}
