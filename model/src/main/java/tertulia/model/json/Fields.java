package tertulia.model.json;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tertulia.model.Author;
import tertulia.model.Handle;
import tertulia.model.RoomId;
import tertulia.model.UserId;

/**
 * The fields of one JSON object; one that is null counts as missing. What is asked for and missing, of another kind, or
 * there twice is {@link Malformed}; what is in the other fields is no matter.
 */
final class Fields {
    /** Stands for the values of a field that is there twice. */
    record Twice() {}

    /** A number as it was written. One of more characters than a whole number needs is read as none. */
    record Numeral(String text) {
        private static final int MOST_CHARACTERS = 100;

        /** Its value, if that is whole, however it is written: {@code 10}, {@code 10.0} and {@code 1e1} are the same. */
        OptionalLong whole() {
            if (text.length() > MOST_CHARACTERS) return OptionalLong.empty();
            try {
                return OptionalLong.of(new BigDecimal(text).longValueExact());
            } catch (ArithmeticException | NumberFormatException e) {
                return OptionalLong.empty();
            }
        }
    }

    private final Map<String, Object> values;

    Fields(Map<String, Object> values) {
        this.values = values;
    }

    String string(String name) {
        return optionalString(name).orElseThrow(() -> missing(name));
    }

    Optional<String> optionalString(String name) {
        return switch (value(name)) {
            case null -> Optional.empty();
            case String text -> Optional.of(text);
            case Object other -> throw wrong(name, "a text");
        };
    }

    long number(String name) {
        return optionalNumber(name).orElseThrow(() -> missing(name));
    }

    OptionalLong optionalNumber(String name) {
        return switch (value(name)) {
            case null -> OptionalLong.empty();
            case Numeral numeral when numeral.whole().orElse(-1) >= 0 -> numeral.whole();
            case Object other -> throw wrong(name, "a whole number, not negative");
        };
    }

    boolean flag(String name) {
        return flag(name, false);
    }

    boolean flag(String name, boolean missing) {
        return switch (value(name)) {
            case null -> missing;
            case Boolean flag -> flag;
            case Object other -> throw wrong(name, "true or false");
        };
    }

    Fields object(String name) {
        return optionalObject(name).orElseThrow(() -> missing(name));
    }

    Optional<Fields> optionalObject(String name) {
        return switch (value(name)) {
            case null -> Optional.empty();
            case Fields fields -> Optional.of(fields);
            case Object other -> throw wrong(name, "an object");
        };
    }

    private @Nullable Object value(String name) {
        var value = values.get(name);
        if (value instanceof Twice) throw Malformed.of("the field " + name + " is there twice");
        return value;
    }

    <T> List<T> objects(String name, Function<Fields, T> read) {
        if (!(value(name) instanceof List<?> list)) throw wrong(name, "a list of objects");
        return list.stream()
                .map(item -> item instanceof Fields fields ? read.apply(fields) : read.apply(noObject(name)))
                .toList();
    }

    List<String> strings(String name) {
        if (!(value(name) instanceof List<?> list)) throw wrong(name, "a list of texts");
        return list.stream().map(String::valueOf).toList();
    }

    /** The list of texts of this name; empty if there is none. */
    List<String> optionalStrings(String name) {
        return values.containsKey(name) ? strings(name) : List.of();
    }

    /** The names in this object, for objects that are tables. */
    Iterable<String> names() {
        return values.keySet();
    }

    /** A text that stands for something, read by {@code read}, which throws IllegalArgumentException on what is none. */
    <T> T parsed(String name, Function<String, T> read) {
        return parsed(name, string(name), read);
    }

    <T> Optional<T> optionalParsed(String name, Function<String, T> read) {
        return optionalString(name).map(text -> parsed(name, text, read));
    }

    RoomId room() {
        return parsed("room", RoomId::new);
    }

    /** A user and handle; the handle is believed, for only what was judged before is read so. */
    Author author() {
        return new Author(parsed("user", UserId::of), new Handle(string("name")));
    }

    private static <T> T parsed(String name, String text, Function<String, T> read) {
        try {
            return read.apply(text);
        } catch (IllegalArgumentException e) {
            throw Malformed.of(name + ": " + e.getMessage());
        }
    }

    private static Fields noObject(String name) {
        throw wrong(name, "a list of objects");
    }

    private static Malformed missing(String name) {
        return Malformed.of("the field " + name + " is missing");
    }

    private static Malformed wrong(String name, String wanted) {
        return Malformed.of("the field " + name + " must be " + wanted);
    }
}
