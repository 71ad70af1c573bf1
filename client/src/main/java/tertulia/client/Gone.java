package tertulia.client;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import tertulia.model.Notice;
import tertulia.model.Refusal;
import tertulia.model.Words;

/** Why there is no connection. */
public sealed interface Gone {

    /** It could not be made; {@link tertulia.model.Trouble#why} has words for the reason. */
    record Unreachable(IOException reason) implements Gone {}

    /** It broke. */
    record Cut() implements Gone {}

    /** Nothing was heard for too long. */
    record Silent() implements Gone {}

    /** What came is not the protocol. */
    record Garbled(String detail) implements Gone {}

    /** What came is JSON but means nothing to us: coming back would not help, a newer client may. */
    record Newer(String detail) implements Gone {}

    /** It was to be by TLS, and what answers does not speak that with us; the detail is the system's own word for it. */
    record NoTls(String detail) implements Gone {}

    /** What answers a plain connection wants TLS. */
    record OnlyTls() implements Gone {}

    /** The server may be another than it should be, so that nothing was said to it; the details belong in the words. */
    record Distrusted(Doubt doubt, List<String> details) implements Gone {

        /** The details for a sentence: dates and times as whoever reads these words writes them. */
        public Object[] parts(Words words, ZoneId zone) {
            var parts = details.toArray();
            switch (doubt) {
                case KEY_CHANGED -> parts[3] = date(words).format(LocalDate.parse(details.get(3)));
                case EXPIRED, NOT_YET_VALID -> {
                    var at = Instant.parse(details.get(1)).atZone(zone);
                    parts[1] = date(words).format(at) + " " + CLOCK.format(at);
                }
                case OTHER_NAMES, BAD_CHAIN, KEYS_DAMAGED, KEYS_OUT_OF_REACH -> {}
            }
            return parts;
        }

        private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

        private static DateTimeFormatter date(Words words) {
            return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(words.formats());
        }
    }

    /** What speaks against a server. */
    enum Doubt {
        /** Its key is another than before: address, key, key before, since when, line and file where that is kept. */
        KEY_CHANGED,
        /** Its certificate has ended: address, and when. */
        EXPIRED,
        /** Its certificate is not yet valid: address, and from when. */
        NOT_YET_VALID,
        /** Its certificate is for other names: address, and the system's word for it. */
        OTHER_NAMES,
        /** Its certificates do not belong together, or forbid this use: address, and the system's word for it. */
        BAD_CHAIN,
        /** The file of known keys has a line that is none: file, and line. */
        KEYS_DAMAGED,
        /** The file of known keys cannot be read or written: file, and why, in words. */
        KEYS_OUT_OF_REACH;

        private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

        /** Its name in the message catalogue. */
        public String text() {
            return text;
        }
    }

    /** The server said goodbye. */
    record Told(Notice.Bye bye) implements Gone {}

    /** The server did not accept our hello. */
    record Refused(Refusal refusal) implements Gone {}

    /** We left. */
    record Left() implements Gone {}
}
