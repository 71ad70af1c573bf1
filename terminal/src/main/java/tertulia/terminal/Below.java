package tertulia.terminal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import tertulia.client.Address;
import tertulia.client.Happening;
import tertulia.client.State;
import tertulia.model.MessageId;
import tertulia.model.Visible;

/**
 * What stands below the line that is typed: the messages that wait for a connection, and the status line. Any thread may
 * use it.
 */
final class Below {
    private static final int WAITING_LINES = 3;

    private final Address server;
    private final Palette palette;
    private final Map<MessageId, String> waiting = new LinkedHashMap<>();
    private String place;
    private String me;
    private int online;
    private String cipher = "";
    private State state = new State.Connecting();

    Below(Address server, String me, Palette palette) {
        this.server = server;
        this.palette = palette;
        this.me = Visible.text(me);
        place = server.toString();
    }

    synchronized void stands(State now) {
        state = now;
        if (!(now instanceof State.Online known)) return;
        me = Speech.name(known.you());
        place = Visible.text(known.server().name()) + " " + server;
    }

    synchronized void online(int count) {
        online = count;
    }

    /** What is enciphered; the status line begins with it, for the end may be cut off. */
    synchronized void sealed(List<Happening.Sealing> all) {
        cipher = Speech.mark(all);
    }

    synchronized void outgoing(MessageId id, String line) {
        waiting.put(id, line.lines().findFirst().orElse(""));
    }

    /** The message waits no more. */
    synchronized void done(MessageId id) {
        waiting.remove(id);
    }

    /** Whether nothing is under way. */
    synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** What waits for a connection, each line at most so wide. */
    synchronized List<AttributedString> waiting(int width) {
        var lines = new ArrayList<AttributedString>();
        if (state instanceof State.Online) return lines;
        var style = palette.waiting();
        int left = waiting.size() - WAITING_LINES;
        if (left > 0) lines.add(line(Speech.of("waiting-more", left), width, style));
        waiting.values().stream()
                .skip(Math.max(0, left))
                .forEach(text -> lines.add(line(Speech.of("waiting", text), width, style)));
        return lines;
    }

    /** The status line, just so wide. */
    synchronized AttributedString status(int width, Instant now) {
        String standing = switch (state) {
            case State.Online known -> Speech.of("status-connected", online);
            case State.Connecting connecting -> Speech.of("status-connecting");
            case State.Waiting(var until, var why) -> {
                long millis = Duration.between(now, until).toMillis();
                yield Speech.of("status-waiting", Math.max(1, Math.ceilDiv(millis, 1000)));
            }
            case State.Nameless nameless -> Speech.of("status-nameless");
            case State.Ended ended -> Speech.of("status-ended");
        };
        String text = Speech.of("status", place, me, standing);
        if (!cipher.isEmpty()) text = Speech.of("status-ciphers", cipher, text);
        return line(" " + text + " ".repeat(width), width, AttributedStyle.INVERSE);
    }

    private static AttributedString line(String text, int width, AttributedStyle style) {
        var cut = new AttributedString(text, style).columnSubSequence(0, width);
        // Half of a wide character does not fit, and is left out.
        return cut.columnLength() < width && text.length() > width
                ? AttributedString.join(AttributedString.EMPTY, cut, new AttributedString(" ", style))
                : cut;
    }
}
