package tertulia.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tertulia.client.Address;
import tertulia.client.Identities;
import tertulia.model.Refusal;
import tertulia.model.Utf8;

/** Says one thing, for scripts. */
public final class Send {
    /** More than any server takes, so that a wrong file does not fill the memory. */
    private static final int TEXT_BYTES = 1 << 20;

    private final Visitor.Guest guest;

    /** Without a name it speaks under the last one used at this server, or that of the system's user. */
    public Send(Address server, Optional<String> name, Identities identities) {
        this(new Visitor.Guest(server, name, identities));
    }

    Send(Visitor.Guest guest) {
        this.guest = guest;
    }

    /**
     * Sends the text to everyone ({@code ALL}) or to one person; {@code -} stands for what comes in. Returns 0 once it is on
     * the server's disk; otherwise 1, and why is on stderr.
     */
    public int run(String to, String text) {
        var err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        return run(to, text, System.in, err);
    }

    int run(String to, String text, InputStream in, PrintStream err) {
        try (var visitor = new Visitor(guest, false, err, happening -> {})) {
            var said = text.equals("-") ? all(in) : Optional.of(text);
            if (said.isEmpty()) {
                err.println(Speech.of("not-said", Speech.refused(Refusal.of(Refusal.Code.NOT_UTF8))));
                return 1;
            }
            if (!visitor.arrive()) return 1;
            visitor.client().say(to, said.get());
            return visitor.leave() ? 0 : 1;
        } catch (IOException e) {
            err.println(Speech.trouble(e));
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    /** All that comes in but a byte order mark and the last line end; nothing if it is not UTF-8. */
    private static Optional<String> all(InputStream in) throws IOException {
        return Utf8.text(in.readNBytes(TEXT_BYTES))
                .map(Utf8::unmarked)
                .map(text -> text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
    }
}
