package tertulia.terminal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import tertulia.client.Happening;
import tertulia.client.Mentions;
import tertulia.model.Author;
import tertulia.model.RoomKind;
import tertulia.model.Talk;
import tertulia.model.Text;

/** What happened, line by line, as it is printed: each line with its time, and a line of its own where a day begins. */
final class Feed {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final AttributedString NO_TIME = AttributedString.EMPTY;

    /** Many messages at once ring once. */
    private static final Duration BETWEEN_RINGS = Duration.ofSeconds(2);

    private final Screen screen;
    private final Palette palette;
    private final Clock clock;
    private LocalDate day;
    private Optional<Mentions> mentions = Optional.empty();
    private Instant rang = Instant.MIN;

    Feed(Screen screen, Palette palette, Clock clock) {
        this.screen = screen;
        this.palette = palette;
        this.clock = clock;
        day = LocalDate.now(clock);
    }

    /** The person is called so here. */
    synchronized void called(Author me) {
        mentions = Optional.of(new Mentions(me.handle()));
    }

    /** Something that happened just now. */
    synchronized void notice(String line) {
        var now = clock.instant();
        date(now);
        screen.print(new Printed(time(now), new AttributedString(line, palette.notice())));
    }

    /** An answer to what the person asked. */
    synchronized void answer(String line) {
        screen.print(new Printed(NO_TIME, new AttributedString(line, palette.notice())));
    }

    /** Something that did not work. */
    synchronized void refusal(String line) {
        screen.print(new Printed(NO_TIME, new AttributedString(line, palette.refusal())));
    }

    /** A new message, which rings if it is meant for the person. */
    synchronized void heard(Happening.Heard heard) {
        show(heard);
        if (isForMe(heard)) ring();
    }

    /** What was said last, as the person asked. */
    synchronized void past(List<Happening.Heard> entries) {
        var messages = shown(entries);
        if (messages.isEmpty()) {
            answer(Speech.of("history-none"));
            return;
        }
        answer(Speech.of("history", messages.size()));
        messages.forEach(this::show);
        answer(Speech.of("history-end"));
        midnight();
    }

    /** At the beginning: what was said last, and then what is new to the person. */
    synchronized void begin(List<Happening.Heard> known, List<Happening.Heard> fresh) {
        var old = shown(known);
        var missed = shown(fresh);
        if (!old.isEmpty()) answer(Speech.of("history", old.size()));
        old.forEach(this::show);
        if (!old.isEmpty()) answer(missed.isEmpty() ? Speech.of("history-end") : Speech.of("history-new"));
        missed.forEach(this::show);
        midnight();
        if (missed.stream().anyMatch(this::isForMe)) ring();
    }

    /** Says which day it is if another one has begun. */
    synchronized void midnight() {
        date(clock.instant());
    }

    private static List<Happening.Heard> shown(List<Happening.Heard> entries) {
        return entries.stream().filter(heard -> !Speech.lines(heard).isEmpty()).toList();
    }

    private void date(Instant at) {
        var date = LocalDate.ofInstant(at, clock.getZone());
        if (date.equals(day)) return;
        day = date;
        screen.print(new Printed(NO_TIME, new AttributedString(Speech.of("day", Speech.day(date)), palette.notice())));
    }

    private void show(Happening.Heard heard) {
        var lines = Speech.lines(heard);
        if (lines.isEmpty()) return;
        var at = heard.entry().at();
        date(at);
        for (String line : lines) screen.print(new Printed(time(at), styled(heard, line)));
    }

    private AttributedString time(Instant at) {
        return new AttributedString(TIME.format(at.atZone(clock.getZone())), palette.notice());
    }

    private AttributedString styled(Happening.Heard heard, String line) {
        var author = heard.entry().draft().author();
        boolean direct = isDirect(heard);
        boolean calls = !direct && isForMe(heard);
        AttributedStyle rest = direct ? palette.privately() : calls ? palette.mention() : palette.plain();
        String name = Speech.name(author);
        var text = new AttributedStringBuilder();
        int from = 0;
        if (line.startsWith(name)) { // In every language it comes first; a message that is damaged has none.
            text.styled(calls ? palette.caller(author) : palette.name(author, heard.mine()), name);
            from = name.length();
        }
        return text.styled(rest, line.substring(from)).toAttributedString();
    }

    private static boolean isDirect(Happening.Heard heard) {
        return heard.entry().room().kind() == RoomKind.DIRECT;
    }

    private boolean isForMe(Happening.Heard heard) {
        if (heard.mine() || !(heard.entry().draft().event() instanceof Talk.Said(Text text))) return false;
        String said = heard.opened().orElse(text.text());
        return isDirect(heard) || mentions.map(called -> called.in(said)).orElse(false);
    }

    private void ring() {
        var now = clock.instant();
        if (rang.isAfter(now.minus(BETWEEN_RINGS))) return;
        rang = now;
        screen.ring();
    }
}
