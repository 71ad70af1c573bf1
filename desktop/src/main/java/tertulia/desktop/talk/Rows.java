package tertulia.desktop.talk;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the rows of a conversation, as the web client does. */
public final class Rows {
    /** Messages of one author within this time are one group. */
    private static final Duration GROUP = Duration.ofMinutes(5);

    private final Conversation conversation;
    private final ZoneId zone;
    private final List<Row> rows = new ArrayList<>();
    private @Nullable Message previous;
    private @Nullable LocalDate day;
    private boolean newShown;
    private int told;

    private Rows(Conversation conversation, ZoneId zone) {
        this.conversation = conversation;
        this.zone = zone;
    }

    /** All rows of the conversation, days being those of the zone. */
    public static List<Row> of(Conversation conversation, ZoneId zone) {
        var rows = new Rows(conversation, zone);
        rows.rows.add(new Row.Begin(conversation.hasEarlier()));
        for (var message : conversation.messages()) rows.add(message);
        rows.come(Long.MAX_VALUE);
        return rows.rows;
    }

    private void add(Message message) {
        come(message.seq());
        var date = LocalDate.ofInstant(message.at(), zone);
        if (!date.equals(day)) part(new Row.Day(date));
        day = date;
        boolean isNew = message.seq() > conversation.newAfter() && !message.mine();
        if (isNew && !newShown) {
            part(new Row.New());
            newShown = true;
        }
        rows.add(new Row.Said(message, previous == null || !goesOn(previous, message)));
        previous = message;
    }

    /** Who came and went before this seq, and was not told yet. */
    private void come(long until) {
        var comings = conversation.comings();
        int from = told;
        while (told < comings.size() && comings.get(told).after() < until) told++;
        if (told > from) part(new Row.Comings(List.copyOf(comings.subList(from, told))));
    }

    /** A row that ends a group. */
    private void part(Row row) {
        rows.add(row);
        previous = null;
    }

    private static boolean goesOn(Message previous, Message message) {
        return previous.author().equals(message.author())
                && Duration.between(previous.at(), message.at()).compareTo(GROUP) < 0;
    }

    /** Makes {@code shown} the same as {@code rows}, touching no more of it than what differs. */
    public static <T> void patch(List<T> shown, List<T> rows) {
        int most = Math.min(shown.size(), rows.size());
        int begin = 0;
        while (begin < most && shown.get(begin).equals(rows.get(begin))) begin++;
        int end = 0;
        while (end < most - begin && shown.get(shown.size() - 1 - end).equals(rows.get(rows.size() - 1 - end))) end++;
        if (begin < shown.size() - end) shown.subList(begin, shown.size() - end).clear();
        if (begin < rows.size() - end) shown.addAll(begin, rows.subList(begin, rows.size() - end));
    }
}
