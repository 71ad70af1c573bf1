package tertulia.terminal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.jline.utils.WCWidth;
import tertulia.client.Address;
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
    private final Map<MessageId, String> waiting = new LinkedHashMap<>();
    private String place;
    private String me;
    private int online;
    private State state = new State.Connecting();

    Below(Address server, String me) {
        this.server = server;
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

    synchronized void outgoing(MessageId id, String line) {
        waiting.put(id, line.lines().findFirst().orElse(""));
    }

    /** The message waits no more. */
    synchronized void done(MessageId id) {
        waiting.remove(id);
    }

    /** The lines, each at most so wide. */
    synchronized List<AttributedString> lines(int width, Instant now) {
        var lines = new ArrayList<AttributedString>();
        if (!(state instanceof State.Online)) {
            var faint = AttributedStyle.DEFAULT.foreground(AttributedStyle.YELLOW);
            waiting.values().stream()
                    .limit(WAITING_LINES)
                    .forEach(text -> lines.add(line(Speech.of("waiting", text), width, faint)));
            int more = waiting.size() - WAITING_LINES;
            if (more > 0) lines.add(line(Speech.of("waiting-more", more), width, faint));
        }
        String status = " " + Speech.of("status", place, me, online, standing(now));
        lines.add(line(status + " ".repeat(Math.max(0, width - columns(status))), width, AttributedStyle.INVERSE));
        return lines;
    }

    private String standing(Instant now) {
        return switch (state) {
            case State.Connecting connecting -> Speech.of("status-connecting");
            case State.Online known -> Speech.of("status-connected");
            case State.Waiting(var until, var why) -> {
                long seconds =
                        Math.max(1, Math.ceilDiv(Duration.between(now, until).toMillis(), 1000));
                yield Speech.of("status-waiting", seconds);
            }
            case State.Nameless nameless -> Speech.of("status-nameless");
            case State.Ended ended -> Speech.of("status-ended");
        };
    }

    private static AttributedString line(String text, int width, AttributedStyle style) {
        return new AttributedString(text, style).columnSubSequence(0, width);
    }

    private static int columns(String text) {
        return text.codePoints().map(c -> Math.max(0, WCWidth.wcwidth(c))).sum();
    }
}
