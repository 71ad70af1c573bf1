package tertulia.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import tertulia.client.Client;
import tertulia.client.Happening;
import tertulia.model.Line;
import tertulia.model.Refusal;
import tertulia.model.TextLines;
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
            var lines = new TextLines(in, LINE_BYTES);
            while (!over.isDone() && takes(client, lines.next())) {}
        } catch (IOException e) {
            failed = true;
            err.println(Speech.trouble(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        over.complete(true);
    }

    /** False if that was all. What cannot be read is left out, in words. */
    private boolean takes(Client client, TextLines.Next next) throws InterruptedException {
        return switch (next) {
            case TextLines.Next.End() -> false;
            case TextLines.Next.Whole(String line) -> obey(client, line);
            case TextLines.Next.TooLong() -> {
                fail(Speech.of("too-long-line", LINE_BYTES));
                yield true;
            }
            case TextLines.Next.NotUtf8() -> {
                fail(Speech.of("not-said", Speech.refused(Refusal.of(Refusal.Code.NOT_UTF8))));
                yield true;
            }
        };
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
            case Happening.LeftForGood gone -> {}
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
