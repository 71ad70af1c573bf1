package tertulia.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Why something was not done: a stable code and what belongs in its sentence. An ordinary value; {@link Words} has the
 * sentences.
 */
public record Refusal(Code code, List<String> details) {
    public Refusal {
        details = List.copyOf(details);
    }

    public static Refusal of(Code code, Object... details) {
        return new Refusal(code, Arrays.stream(details).map(String::valueOf).toList());
    }

    /** The reasons. Their names travel as {@code not-a-member}; what they mean never changes. */
    public enum Code {
        // Names.
        NAME_EMPTY,
        NAME_TOO_LONG,
        NAME_WHITESPACE,
        NAME_CHARACTER,
        NAME_RESERVED,
        NAME_TAKEN,
        NAME_LOOKS_LIKE,
        NAME_BANNED,
        // Who and where.
        HELLO_FIRST,
        HELLO_AGAIN,
        VERSION,
        TOKEN,
        NOBODY,
        GONE,
        SOMEBODY_ELSE,
        YOURSELF,
        NOT_A_MEMBER,
        NOT_ALLOWED,
        // What was said.
        EMPTY_TEXT,
        UNCLEAR,
        NOT_UTF8,
        TOO_LONG,
        ID_REUSED,
        TOO_MUCH,
        UNKNOWN_TYPE,
        UNKNOWN_COMMAND,
        MALFORMED,
        // Rules of the connection; after these it is closed.
        NOT_JSON,
        TOO_BIG,
        TOO_DEEP,
        TOO_FAST,
        TOO_MANY_NAMES,
        // The server's own trouble: it is not known to be stored; the same id may be sent again.
        BUSY,
        STORAGE,
        STORAGE_FULL,
        // The server cannot read what it has: not now, or never again if it is damaged.
        UNREADABLE,
        DAMAGED;

        private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

        /** The code as it travels. */
        public String text() {
            return text;
        }

        /** Reads what {@link #text} gives; an unknown code of a newer server becomes NOT_ALLOWED. */
        public static Code of(String text) {
            for (var code : values()) if (code.text.equals(text)) return code;
            return NOT_ALLOWED;
        }
    }
}
