package tertulia.terminal;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import tertulia.client.Client;
import tertulia.client.Happening;
import tertulia.model.Line;
import tertulia.model.Refusal;
import tertulia.model.Utf8;
import tertulia.model.Visible;

/** A chat in a pipe: each line that comes in is said, each message of others goes out as a line. */
final class Filter {
    private static final int LINE_BYTES = 65_536;

    /** How many messages may wait for the server before no more lines are read. */
    private static final int WAITING_LINES = 1000;

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final Semaphore room = new Semaphore(WAITING_LINES);
    private final CompletableFuture<Boolean> over = new CompletableFuture<>();
    private volatile boolean failed;
    private boolean begun;

    Filter(InputStream in, PrintStream out, PrintStream err) {
        this.in = in;
        this.out = out;
        this.err = err;
    }

    /** Runs until there is no more to read or nobody to write to; 0 if all that was read is on the server's disk. */
    int run(Visitor.Guest guest) {
        try (var visitor = new Visitor(guest, true, err, this::happens)) {
            if (!visitor.arrive()) return 1;
            visitor.ended().thenRun(() -> over.complete(true));
            Thread.ofVirtual().name("tertulia-input").start(() -> read(visitor.client()));
            over.join();
            return visitor.leave() && !failed ? 0 : 1;
        } catch (IOException e) {
            err.println(Speech.trouble(e));
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private void read(Client client) {
        try {
            var lines = new BufferedInputStream(in);
            for (String line = next(lines); line != null && !over.isDone(); line = next(lines)) {
                if (!obey(client, line)) break;
            }
        } catch (IOException e) {
            failed = true;
            err.println(Speech.trouble(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        over.complete(true);
    }

    /** Does what a line says; false if that is to leave. */
    private boolean obey(Client client, String line) throws InterruptedException {
        if (Visible.isNothing(line)) return true;
        switch (Line.of(line, client.limits(), client::knows)) {
            case Line.Plain(String text) -> say(client, "ALL", text);
            case Line.ToAll(String text) -> say(client, "ALL", text);
            case Line.ToName(String to, String text) -> say(client, to, text);
            case Line.Unclear unclear -> fail(Speech.of("not-said", Speech.refused(unclear.refusal())));
            case Line.Slash slash -> {
                switch (Order.of(slash)) {
                    case Order.Msg(String to, String text) -> say(client, to, text);
                    case Order.Who() -> {
                        var present = client.present();
                        err.println(Speech.of("who", present.size(), Speech.names(present)));
                    }
                    case Order.History(int most) -> client.history(most);
                    case Order.Name name -> fail(Speech.of("name-kept"));
                    case Order.Cipher(String to, var sealer) -> client.seal(to, sealer);
                    case Order.Ciphers() -> Speech.sealings(client.sealings()).forEach(err::println);
                    case Order.Help() -> err.println(Speech.of("help"));
                    case Order.Wrong(String words) -> fail(words);
                    case Order.Quit() -> {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private void say(Client client, String to, String text) throws InterruptedException {
        room.acquire();
        client.say(to, text);
    }

    private void fail(String words) {
        failed = true;
        err.println(words);
    }

    /** The next line; null at the end. One that is too long or not UTF-8 is left out, in words. */
    private @Nullable String next(InputStream lines) throws IOException {
        while (true) {
            var line = new ByteArrayOutputStream();
            boolean tooLong = false;
            int c = lines.read();
            if (c < 0) return null;
            for (; c >= 0 && c != '\n'; c = lines.read()) {
                if (line.size() < LINE_BYTES) line.write(c);
                else tooLong = true;
            }
            var text = Utf8.text(line.toByteArray());
            if (tooLong) fail(Speech.of("too-long-line", LINE_BYTES));
            else if (text.isEmpty()) fail(Speech.of("not-said", Speech.refused(Refusal.of(Refusal.Code.NOT_UTF8))));
            else return begun(text.get());
        }
    }

    /** The line without CR at its end and, if it is the first, without a byte order mark. */
    private String begun(String line) {
        String text = begun ? line : Utf8.unmarked(line);
        begun = true;
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private void happens(Happening happening) {
        switch (happening) {
            case Happening.Heard heard -> {
                if (!heard.mine()) print(Speech.lines(heard));
            }
            case Happening.Past(var entries) -> {
                for (var heard : entries) print(Speech.lines(heard));
            }
            case Happening.Stored stored -> room.release();
            case Happening.NotSaid notSaid -> room.release();
            case Happening.PeopleChanged changed -> Speech.lines(changed).forEach(err::println);
            case Happening.Sealing sealing -> err.println(Speech.sealing(sealing));
            case Happening.Stands stands -> {}
            case Happening.Met met -> {}
            case Happening.Outgoing outgoing -> {}
            case Happening.Refused refused -> {}
            case Happening.Welcomed welcomed -> {}
            case Happening.Typing typing -> {}
        }
    }

    private void print(List<String> lines) {
        for (String line : lines) out.println(line);
        // Whoever read it may be gone, as in: chat | head
        if (out.checkError()) over.complete(true);
    }
}
