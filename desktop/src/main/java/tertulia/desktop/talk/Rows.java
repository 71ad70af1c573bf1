package tertulia.desktop.talk;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a list the same as the rows of a conversation, which are those of the web client. What was said is looked at once:
 * more of it at the end costs no more than that, however long the conversation is.
 */
public final class Rows {
    /** Messages of one author within this time are one group. */
    private static final Duration GROUP = Duration.ofMinutes(5);
    /** So few rows are exchanged one by one. */
    private static final int FEW = 8;

    private final Conversation conversation;
    private final ZoneId zone;
    private final List<Row> shown;
    private final List<Row> fresh = new ArrayList<>();
    private Made made = Made.NOTHING;
    private int edition = -1;
    private int settled;

    /** How far the rows were made: after so many stored messages and comings. */
    private record Made(
            int messages,
            int comings,
            @Nullable Message previous,
            @Nullable LocalDate day,
            boolean newShown) {
        static final Made NOTHING = new Made(0, 0, null, null, false);
    }

    /** The rows of the conversation are kept in {@code shown}, days being those of the zone. */
    public Rows(Conversation conversation, ZoneId zone, List<Row> shown) {
        this.conversation = conversation;
        this.zone = zone;
        this.shown = shown;
    }

    /** Takes in what changed in the conversation. */
    public void update() {
        fresh.clear();
        if (edition != conversation.edition()) {
            edition = conversation.edition();
            made = Made.NOTHING;
            settled = 0;
        }
        if (settled == 0) fresh.add(new Row.Begin(conversation.hasEarlier()));
        var stored = conversation.stored();
        while (made.messages() < stored.size()) made = add(made, stored.get(made.messages()));
        int toStay = fresh.size();
        var end = made;
        for (var message : conversation.waiting()) end = add(end, message);
        come(end, Long.MAX_VALUE);
        patch(shown, settled, fresh);
        settled += toStay;
    }

    private Made add(Made before, Message message) {
        var at = come(before, message.seq());
        var previous = at.previous();
        var date = LocalDate.ofInstant(message.at(), zone);
        if (!date.equals(at.day())) {
            fresh.add(new Row.Day(date));
            previous = null;
        }
        boolean isNew = !at.newShown() && message.seq() > conversation.newAfter() && !message.mine();
        if (isNew) {
            fresh.add(new Row.New());
            previous = null;
        }
        fresh.add(new Row.Said(message, previous == null || !goesOn(previous, message)));
        return new Made(before.messages() + 1, at.comings(), message, date, at.newShown() || isNew);
    }

    /** Who came and went before this seq, and was not told yet. */
    private Made come(Made before, long until) {
        var comings = conversation.comings();
        int to = before.comings();
        while (to < comings.size() && comings.get(to).after() < until) to++;
        if (to == before.comings()) return before;
        fresh.add(new Row.Comings(List.copyOf(comings.subList(before.comings(), to))));
        return new Made(before.messages(), to, null, before.day(), before.newShown());
    }

    private static boolean goesOn(Message previous, Message message) {
        return previous.author().equals(message.author())
                && Duration.between(previous.at(), message.at()).compareTo(GROUP) < 0;
    }

    /** Makes {@code shown} the same as {@code rows}, touching no more of it than what differs. */
    public static <T> void patch(List<T> shown, List<T> rows) {
        patch(shown, 0, rows);
    }

    /** Makes what is shown from there on the same as {@code rows}. */
    private static <T> void patch(List<T> shown, int from, List<T> rows) {
        int there = shown.size() - from;
        int most = Math.min(there, rows.size());
        int begin = 0;
        while (begin < most && shown.get(from + begin).equals(rows.get(begin))) begin++;
        int end = 0;
        while (end < most - begin && shown.get(shown.size() - 1 - end).equals(rows.get(rows.size() - 1 - end))) end++;
        // Rows that are exchanged keep their places in a list view; rows that go and come do not.
        if (most - begin - end <= FEW) {
            for (; begin < most - end; begin++) shown.set(from + begin, rows.get(begin));
        }
        if (begin < there - end) shown.subList(from + begin, shown.size() - end).clear();
        if (begin < rows.size() - end) shown.addAll(from + begin, rows.subList(begin, rows.size() - end));
    }
}
