package tertulia.desktop;

import com.ibm.icu.text.DateTimePatternGenerator;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tertulia.model.Words;

/** Times in words, as is customary where the reader is. */
final class Times {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final int WEEK = 7;
    private static final Map<String, DateTimeFormatter> FORMS = new ConcurrentHashMap<>();

    private static Locale customs = Locale.getDefault(Locale.Category.FORMAT);

    private Times() {}

    static ZoneId zone() {
        return ZoneId.systemDefault();
    }

    /** What is customary where the reader is, by the system's settings. */
    static void customs(Locale system) {
        customs = system.stripExtensions();
    }

    /** That of the language that is spoken, in the reader's country if it is spoken there. */
    static Locale locale() {
        var spoken = Words.ours().locale();
        boolean isThere = !customs.getCountry().isEmpty()
                && customs.getLanguage().equals(Words.ours().language());
        return isThere ? customs : spoken;
    }

    /** The hours are counted as in the reader's country, or else up to 24. */
    static String timeOfDay(Instant at) {
        var form = locale().equals(Words.ours().locale()) ? CLOCK : customary("jm");
        return form.format(at.atZone(zone()));
    }

    /** Day and time to the second. */
    static String whole(Instant at) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.FULL, FormatStyle.MEDIUM)
                .localizedBy(locale())
                .format(at.atZone(zone()));
    }

    /** Which day it is then, where the reader is. */
    static LocalDate date(Instant at) {
        return LocalDate.ofInstant(at, zone());
    }

    /** The day in words, said on this day: today, yesterday, or its date. */
    static String day(LocalDate date, LocalDate today) {
        long ago = ChronoUnit.DAYS.between(date, today);
        if (ago == 0) return Speech.of("web.today");
        if (ago == 1) return Speech.of("web.yesterday");
        boolean sameYear = date.getYear() == today.getYear();
        String words = customary(sameYear ? "MMMMEEEEd" : "yMMMMEEEEd").format(date);
        int second = words.offsetByCodePoints(0, 1);
        return words.substring(0, second).toUpperCase(locale()) + words.substring(second);
    }

    /** Short, for a list that is read now: the time if it was today, else the day. */
    static String brief(Instant at, Instant now) {
        var date = date(at);
        long ago = ChronoUnit.DAYS.between(date, date(now));
        if (ago == 0) return timeOfDay(at);
        return customary(ago < WEEK ? "E" : "MMMd").format(date);
    }

    /** With these parts, in the order and with the words that are customary; Java's own would shorten some. */
    private static DateTimeFormatter customary(String parts) {
        var locale = locale();
        return FORMS.computeIfAbsent(locale + parts, key -> {
            String pattern = DateTimePatternGenerator.getInstance(locale).getBestPattern(parts);
            return DateTimeFormatter.ofPattern(pattern, locale);
        });
    }
}
