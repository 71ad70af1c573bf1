package tertulia.desktop;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Times in words, as is customary where the reader is. */
final class Times {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter WHOLE =
            DateTimeFormatter.ofLocalizedDateTime(FormatStyle.FULL, FormatStyle.MEDIUM);
    private static final int WEEK = 7;

    private Times() {}

    static ZoneId zone() {
        return ZoneId.systemDefault();
    }

    static String timeOfDay(Instant at) {
        return CLOCK.format(at.atZone(zone()));
    }

    /** Day and time to the second. */
    static String whole(Instant at) {
        return WHOLE.format(at.atZone(zone()));
    }

    /** The day in words: today, yesterday, or its date. */
    static String day(LocalDate date) {
        long ago = ChronoUnit.DAYS.between(date, LocalDate.now(zone()));
        if (ago == 0) return Speech.of("web.today");
        if (ago == 1) return Speech.of("web.yesterday");
        boolean sameYear = date.getYear() == LocalDate.now(zone()).getYear();
        return DateTimeFormatter.ofPattern(sameYear ? "EEEE, d MMMM" : "EEEE, d MMMM yyyy", Locale.ENGLISH)
                .format(date);
    }

    /** Short, for a list: the time if it was today, else the day. */
    static String brief(Instant at) {
        var date = LocalDate.ofInstant(at, zone());
        long ago = ChronoUnit.DAYS.between(date, LocalDate.now(zone()));
        if (ago == 0) return timeOfDay(at);
        return DateTimeFormatter.ofPattern(ago < WEEK ? "EEE" : "d MMM", Locale.ENGLISH)
                .format(date);
    }
}
